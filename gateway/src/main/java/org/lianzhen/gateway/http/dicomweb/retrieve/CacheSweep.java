package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a folder what nobody has asked for lately: what is older than it may be, and of the rest the oldest while it is
 * too much. Needs the same memory however many files there are.
 */
final class CacheSweep {
    /** Those who were given a file may still be opening it. */
    static final Duration GRACE = Duration.ofMinutes(10);
    private static final int OF_VOLUME = 20;
    private static final long MOST_BYTES = 10L << 30;

    private final Path root;
    private final Limits limits;

    /**
     * What may stay.
     *
     * @param age since somebody asked for it
     * @param bytes of all files
     * @param low whether the volume has no room to spare, so that nothing may stay
     */
    record Limits(Duration age, long bytes, BooleanSupplier low) {

        /** A month, and a twentieth of the volume, but 10 GiB at most. Blocks. */
        static Limits of(Path folder, BooleanSupplier low) {
            return new Limits(Duration.ofDays(30), Math.min(MOST_BYTES, volume(folder) / OF_VOLUME), low);
        }

        private static long volume(@Nullable Path folder) {
            try {
                return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getTotalSpace();
            } catch (IOException e) {
                return volume(folder.getParent()); // not there before the first file
            }
        }
    }

    CacheSweep(Path root, Limits limits) {
        this.root = root;
        this.limits = limits;
    }

    /** Looks twice: how much there is of each age, and what of it goes. Blocks. */
    void run(Instant now) throws IOException {
        long[] bytes = new long[(int) limits.age().toMinutes() + 1];
        walk((file, attributes) -> bytes[minutes(attributes, now)] += attributes.size());
        int oldest = oldest(bytes);
        walk((file, attributes) -> {
            if (minutes(attributes, now) >= oldest) {
                Files.deleteIfExists(file);
            }
        });
    }

    private int minutes(BasicFileAttributes attributes, Instant now) {
        long minutes = Duration.between(attributes.lastModifiedTime().toInstant(), now).toMinutes();
        return (int) Math.clamp(minutes, 0, limits.age().toMinutes());
    }

    /** The age in minutes from which on files go. */
    private int oldest(long[] bytes) {
        long most = limits.low().getAsBoolean() ? 0 : limits.bytes();
        long total = 0;
        int grace = (int) GRACE.toMinutes();
        for (int minute = 0; minute < bytes.length; minute++) {
            total += bytes[minute];
            if (total > most && minute > grace) {
                return minute;
            }
        }
        return bytes.length - 1;
    }

    @FunctionalInterface
    private interface Look {
        void at(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private void walk(Look look) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                look.at(file, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (fault instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // somebody was faster
                }
                throw fault;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                if (fault == null && !folder.equals(root)) {
                    removeEmpty(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // most are not
        }
    }
}
