package org.lianzhen.gateway.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lianzhen.gateway.audit.ChainReport.Link;

/**
 * Notes links in a folder: the newest in {@code head}, which is written over, and one every few minutes in {@code anchors}, which
 * only grows. A line is a time, a sequence number and a hash. For one thread at a time.
 */
public final class AnchorFile implements Anchors {
    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final Pattern LINE = Pattern.compile("\\S+ ([0-9]{1,18}) ([0-9a-f]{64})");

    private final Path folder;
    private final InstantSource clock;
    private long head;
    private Instant next = Instant.MIN;

    public AnchorFile(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Notes the newest link, if it is a new one. Blocks.
     *
     * @throws IOException when it could not be noted; the next one may be
     */
    public void note(Link link) throws IOException {
        if (link.sequence() <= head) {
            return;
        }
        Instant now = clock.instant();
        String line = now + " " + link.sequence() + " " + link.hash() + "\n";
        Files.createDirectories(folder);
        if (!now.isBefore(next)) {
            append(line);
            next = now.plus(BETWEEN);
        }
        Path draft = folder.resolve("head.new");
        Files.writeString(draft, line, StandardCharsets.US_ASCII);
        Files.move(draft, folder.resolve("head"), StandardCopyOption.ATOMIC_MOVE);
        head = link.sequence();
    }

    private void append(String line) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("anchors"), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /** A line that a crash cut short is passed over: the chain itself was written before it. */
    @Override
    public SortedMap<Long, String> all() {
        SortedMap<Long, String> anchors = new TreeMap<>();
        for (String name : List.of("anchors", "head")) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                read(file, anchors);
            }
        }
        return anchors;
    }

    private static void read(Path file, SortedMap<Long, String> anchors) {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                Matcher fields = LINE.matcher(line);
                if (fields.matches()) {
                    anchors.putIfAbsent(Long.valueOf(fields.group(1)), fields.group(2));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
