package org.lianzhen.gateway.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what was said about each setting: the command line goes before the environment, and that before the file. */
final class Sources {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Path HERE = Path.of("").toAbsolutePath();

    private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
    private final List<Problem> problems;

    Sources(List<Problem> problems) {
        this.problems = problems;
    }

    /** What holds for each setting; those without value and default are missing. */
    Map<Setting, Given> gather(Map<Setting, String> flags, Map<String, String> environment) {
        for (Setting setting : Setting.values()) {
            add(setting, setting.defaultText(), setting.key(), HERE);
            add(setting, environment.get(setting.environmentVariable()), setting.environmentVariable(), HERE);
            add(setting, flags.get(setting), setting.flag(), HERE);
        }
        Given config = given.get(Setting.CONFIG);
        if (config != null) {
            addFile(config, flags, environment);
        }
        return given;
    }

    private void add(Setting setting, @Nullable String text, String origin, Path folder) {
        if (text != null && !text.isBlank()) {
            given.put(setting, new Given(text.strip(), origin, folder));
        }
    }

    private void addFile(Given config, Map<Setting, String> flags, Map<String, String> environment) {
        Path file;
        try {
            file = config.folder().resolve(config.text());
        } catch (InvalidPathException e) {
            problems.add(Problem.of(Problem.Kind.NOT_A_PATH, config.origin(), config.text()));
            return;
        }
        Properties properties = read(config, file);
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            Setting setting = Setting.ofFileKey(key);
            if (setting == null) {
                problems.add(Problem.of(Problem.Kind.UNKNOWN_SETTING, file.toString(), key));
            } else if (!isSaid(flags.get(setting)) && !isSaid(environment.get(setting.environmentVariable()))) {
                add(setting, properties.getProperty(key), file + ": " + key, folderOf(file));
            }
        }
    }

    private Properties read(Given config, Path file) {
        var properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            skipByteOrderMark(reader);
            properties.load(reader);
        } catch (NoSuchFileException e) {
            problems.add(Problem.of(Problem.Kind.NO_SUCH_FILE, config.origin(), file.toString()));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.of(Problem.Kind.FILE_UNREADABLE, config.origin(), file.toString(), e.toString()));
        }
        return properties;
    }

    /** Editors of Windows put it before UTF-8 text; nobody sees it. */
    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private static boolean isSaid(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static Path folderOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? HERE : parent;
    }
}
