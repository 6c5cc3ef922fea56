package org.lianzhen.gateway.config;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.config.Problem.Kind;

/** Turns texts into values. What cannot be turned becomes a problem, and something harmless stands in for it. */
final class ValueReader {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.\\-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/\\-]*)?"
            + "|https?://\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ?([MGTmgt][Bb])");

    private final Map<Setting, Given> given;
    private final List<Problem> problems;

    ValueReader(Map<Setting, Given> given, List<Problem> problems) {
        this.given = given;
        this.problems = problems;
    }

    boolean yes(Setting setting) {
        return read(setting, false, text -> switch (text) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> null;
        }, Kind.NOT_A_SWITCH);
    }

    int port(Setting setting) {
        return read(setting, 0, ValueReader::port, Kind.NOT_A_PORT);
    }

    /** Null when it says that there shall be none. */
    @Nullable
    Integer portOrOff(Setting setting) {
        return text(setting).equals("off") ? null : Integer.valueOf(port(setting));
    }

    private static @Nullable Integer port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return null;
        }
        int port = Integer.parseInt(text);
        return port <= HIGHEST_PORT ? port : null;
    }

    /** Bytes. */
    long size(Setting setting) {
        return read(setting, 0L, ValueReader::size, Kind.NOT_A_SIZE);
    }

    private static @Nullable Long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return null;
        }
        long unit = switch (size.group(2).toUpperCase(Locale.ROOT)) {
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            default -> 1_000_000_000_000L;
        };
        return Long.parseLong(size.group(1)) * unit;
    }

    /** @param least stands in for what is none */
    int number(Setting setting, int least, int most) {
        return read(setting, least, text -> {
            int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
            return number >= least && number <= most ? number : null;
        }, Kind.NOT_A_NUMBER);
    }

    LocalTime time(Setting setting) {
        return read(setting, LocalTime.MIDNIGHT, text -> {
            try {
                return LocalTime.parse(text);
            } catch (DateTimeParseException e) {
                return null;
            }
        }, Kind.NOT_A_TIME);
    }

    /** All files that are named and there; what is wrong with others is told where they are read. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            Given value = given.get(setting);
            if (value != null && setting.namesFile()) {
                addFile(value, files);
            }
        }
        return files;
    }

    private static void addFile(Given value, List<Path> files) {
        try {
            Path file = value.folder().resolve(value.text()).normalize();
            if (Files.isRegularFile(file)) {
                files.add(file);
            }
        } catch (InvalidPathException e) {
            return; // told already
        }
    }

    InetAddress address(Setting setting) {
        return read(setting, InetAddress.getLoopbackAddress(), ValueReader::address, Kind.NOT_AN_ADDRESS);
    }

    /** Names are not looked up: what is bound must not depend on a name server. */
    private static @Nullable InetAddress address(String text) {
        try {
            return text.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    ClientProof clientProof(Setting setting) {
        return read(setting, ClientProof.REQUIRED, ClientProof::of, Kind.NOT_A_PROOF);
    }

    TlsProfileName tlsProfile(Setting setting) {
        return read(setting, TlsProfileName.BCP195, TlsProfileName::of, Kind.NOT_A_TLS_PROFILE);
    }

    /** Names of machines; none when nothing is said. */
    List<String> hostNames(Setting setting) {
        List<String> names = Arrays.stream(text(setting).split(",", -1)).map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
        names.stream().filter(name -> !HostName.isValid(name))
                .forEach(name -> problems.add(Problem.of(Kind.NOT_A_HOST_NAME, origin(setting), name)));
        return names;
    }

    /** Without the slash at its end. Passwords and patients' data shall not cross a network in the clear because a link says so. */
    @Nullable
    String url(Setting setting) {
        String url = has(setting) ? read(setting, "", ValueReader::url, Kind.NOT_A_URL) : null;
        if (url != null && url.startsWith("http:") && !HostName.isLoopback(HostName.ofUrl(url))) {
            problems.add(Problem.of(Kind.URL_NOT_SECURE, origin(setting), url));
        }
        return url;
    }

    static boolean isUrl(String text) {
        return url(text) != null;
    }

    private static @Nullable String url(String text) {
        String url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return URL.matcher(url).matches() && HostName.isValid(HostName.ofUrl(url)) ? url : null;
    }

    @Nullable
    DatabaseSettings database(Setting setting) {
        if (!has(setting)) {
            return null;
        }
        DatabaseSettings database = DatabaseSettings.of(text(setting));
        if (database == null) {
            problems.add(new Problem(Kind.NOT_A_DATABASE, List.of(origin(setting))));
        }
        return database;
    }

    HostAndPort server(Setting setting) {
        return read(setting, HostAndPort.NOWHERE, HostAndPort::of, Kind.NOT_A_SERVER);
    }

    List<String> aeTitles(Setting setting) {
        List<String> titles = Arrays.stream(text(setting).split(",", -1)).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String title : titles) {
            if (!AeTitle.isValid(title)) {
                problems.add(Problem.of(Kind.NOT_AN_AE_TITLE, origin(setting), title));
            } else if (!seen.add(title)) {
                problems.add(Problem.of(Kind.SAME_AE_TITLE, origin(setting), title));
            }
        }
        return titles;
    }

    Path folder(Setting setting) {
        Path folder = path(setting);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            problems.add(Problem.of(Kind.NO_FOLDER, origin(setting), folder.toString()));
        }
        return folder;
    }

    @Nullable
    Path optionalFile(Setting setting) {
        return has(setting) ? file(setting) : null;
    }

    Path file(Setting setting) {
        Path file = path(setting);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            problems.add(Problem.of(Kind.NO_SUCH_FILE, origin(setting), file.toString()));
        }
        return file;
    }

    private Path path(Setting setting) {
        Given value = given.get(setting);
        Path folder = value == null ? Path.of("") : value.folder();
        return read(setting, folder, text -> {
            try {
                return folder.resolve(text).normalize();
            } catch (InvalidPathException e) {
                return null;
            }
        }, Kind.NOT_A_PATH);
    }

    boolean has(Setting setting) {
        return given.containsKey(setting);
    }

    /** Where people have to look to change it. */
    String origin(Setting setting) {
        Given value = given.get(setting);
        return value == null ? setting.key() : value.origin();
    }

    String text(Setting setting) {
        Given value = given.get(setting);
        return value == null ? "" : value.text();
    }

    private <T> T read(Setting setting, T standIn, Function<String, @Nullable T> parse, Kind problem) {
        T value = parse.apply(text(setting));
        if (value == null) {
            problems.add(Problem.of(problem, origin(setting), text(setting)));
            return standIn;
        }
        return value;
    }
}
