package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are made when they are first asked for, once although many ask at the same time. A thing has one file, which is
 * made anew when the thing has another version. Everything here may be deleted at any time.
 */
final class FileCache {
    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
    /** Those who were given an old version may still be opening it. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Path root;
    private final Map<Path, CompletableFuture<Path>> making = new ConcurrentHashMap<>();

    FileCache(Path root) {
        this.root = root;
    }

    /** Writes a file, and leaves the stream open. */
    @FunctionalInterface
    interface Maker {
        void write(OutputStream out) throws IOException;
    }

    /** Of what a file is made. Both are told apart by digests, and so may be of any content. */
    record Name(String thing, String version) {
        private Path in(Path root) {
            String folder = Tags.hash(thing);
            return root.resolve(folder.substring(0, 2)).resolve(folder).resolve(Tags.hash(version));
        }
    }

    /** The file of a thing, made on a virtual thread when there is none. Never blocks. */
    CompletionStage<Path> get(Name name, Maker maker) {
        Path file = name.in(root);
        var mine = new CompletableFuture<Path>();
        CompletableFuture<Path> others = making.putIfAbsent(file, mine);
        if (others != null) {
            return others;
        }
        Thread.ofVirtual().name("cache").start(() -> {
            try {
                if (!Files.exists(file)) {
                    make(file, maker);
                }
                finish(file, mine, null);
            } catch (IOException | RuntimeException e) {
                finish(file, mine, e);
            }
        });
        return mine;
    }

    private void finish(Path file, CompletableFuture<Path> mine, @org.jspecify.annotations.Nullable Exception fault) {
        making.remove(file);
        if (fault == null) {
            mine.complete(file);
        } else {
            mine.completeExceptionally(fault);
        }
    }

    /** A name is given to whole files only, which a power cut leaves whole. */
    private static void make(Path file, Maker maker) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(""));
        Path partial = folder.resolve(UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                maker.write(Channels.newOutputStream(channel));
                channel.force(false);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        removeOthers(folder, file);
    }

    private static void removeOthers(Path folder, Path file) {
        Instant old = Instant.now().minus(GRACE);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path other : all.filter(one -> !one.equals(file)).toList()) {
                if (Files.getLastModifiedTime(other).toInstant().isBefore(old)) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            LOG.warn("An old file stays in {}", folder, e);
        }
    }
}
