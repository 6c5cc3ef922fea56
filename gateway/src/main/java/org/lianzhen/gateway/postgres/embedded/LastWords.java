package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a server ended, in its own words. It writes to its error output until it has opened its log, and to its log from then on;
 * from the log only lines of the server itself are taken, since those of questions may quote what was asked.
 */
final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
    private static final int MOST_LINES = 4;
    private static final int MOST_BYTES = 4096;
    private static final Pattern OF_SERVER = Pattern
            .compile("[0-9-]{10} [0-9:.]+ [A-Z]+ \\[[0-9]+\\] (?:LOG|WARNING|FATAL|PANIC): .*");
    /** Every start says this, and nothing is wrong then. */
    private static final Pattern COMMON = Pattern.compile(".*(?:redirecting log output|Future log output).*");

    private final Path errors;
    private final Path logs;

    /**
     * @param errors what the process writes to its error output, from its start
     * @param logs folder of the server's log
     */
    LastWords(Path errors, Path logs) {
        this.errors = errors;
        this.logs = logs;
    }

    /** @param since when the process was started */
    String since(FileTime since) {
        try {
            List<String> lines = new ArrayList<>(end(errors).filter(line -> !COMMON.matcher(line).matches()).toList());
            for (Path log : written(since)) {
                lines.addAll(end(log).filter(line -> OF_SERVER.matcher(line).matches()).toList());
            }
            return lines.isEmpty() ? "it has not said why" : lines.stream()
                    .skip(Math.max(0, lines.size() - MOST_LINES)).map(String::strip).collect(Collectors.joining("; "));
        } catch (IOException e) {
            LOG.debug("What PostgreSQL said cannot be read", e);
            return "why cannot be read from " + errors;
        }
    }

    private List<Path> written(FileTime since) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        List<Path> written = new ArrayList<>();
        try (Stream<Path> entries = Files.list(logs)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.getLastModifiedTime(entry).compareTo(since) >= 0) {
                    written.add(entry);
                }
            }
        }
        return written;
    }

    private static Stream<String> end(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - MOST_BYTES));
            byte[] bytes = Channels.newInputStream(channel).readNBytes(MOST_BYTES);
            return new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank());
        }
    }
}
