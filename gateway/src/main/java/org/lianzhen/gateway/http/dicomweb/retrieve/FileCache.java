package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are made when they are first asked for, once although many ask at the same time. A thing has one file, which is
 * made anew when the thing has another version. Everything here may be deleted at any time, and is when nobody has asked for it
 * lately: the time of a file's last change is when it was last asked for.
 */
final class FileCache {
    private static final Logger LOG = LoggerFactory.getLogger(FileCache.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);
    /** It need not be known to the second when a file was last asked for. */
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;

    private final Path root;
    private final CacheSweep sweep;
    private final Clock clock;
    private final Map<Path, CompletableFuture<Path>> making = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

    FileCache(Path root, CacheSweep.Limits limits, Clock clock) {
        this.root = root;
        this.sweep = new CacheSweep(root, limits);
        this.clock = clock;
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
                boolean made = !isThere(file);
                if (made) {
                    make(file, maker);
                }
                Instant now = clock.instant();
                finish(file, () -> mine.complete(file));
                if (made) {
                    sweep(now);
                }
            } catch (Throwable e) {
                finish(file, () -> mine.completeExceptionally(e));
            }
        });
        return mine;
    }

    private void finish(Path file, Runnable tell) {
        making.remove(file);
        tell.run();
    }

    private boolean isThere(Path file) throws IOException {
        try {
            Instant now = clock.instant();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(RECENT))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A name is given to whole files only, which a power cut leaves whole. */
    private void make(Path file, Maker maker) throws IOException {
        Path folder = file.resolveSibling("");
        Path partial = folder.resolve(UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel = open(partial)) {
                maker.write(Channels.newOutputStream(channel));
                channel.force(false);
            }
            Files.setLastModifiedTime(partial, FileTime.from(clock.instant()));
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        removeOthers(folder, file);
    }

    /** A folder may go, as long as it is empty, between being made and being used. */
    private static FileChannel open(Path partial) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                Files.createDirectories(partial.resolveSibling(""));
                return FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void removeOthers(Path folder, Path file) {
        Instant old = clock.instant().minus(CacheSweep.GRACE);
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

    /** Now and then, by one of those who have made something. */
    private void sweep(Instant now) {
        Instant next = nextSweep.get();
        if (now.isBefore(next) || !nextSweep.compareAndSet(next, now.plus(BETWEEN_SWEEPS))) {
            return;
        }
        try {
            sweep.run(now);
        } catch (IOException e) {
            LOG.warn("What nobody has asked for lately stays in {}", root, e);
        }
    }
}
