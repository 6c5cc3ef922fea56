package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and all it has started have used, from {@code /proc} (proc(5)). Children that have ended count too.
 */
final class ProcessTree {
    /** Fields of {@code /proc/PID/stat} after the command's closing parenthesis, counted from 0. */
    private static final int USER_TICKS = 11;
    private static final int CHILDREN_SYSTEM_TICKS = 14;
    /** State of a process that has ended and whose parent has not asked for its result. */
    private static final char ENDED = 'Z';
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** User and system time so far, in seconds. */
    double cpuSeconds() {
        return members().mapToLong(process -> ticks(process.pid())).sum() / TICKS_PER_SECOND;
    }

    /** Memory in use now, in bytes; pages shared between processes count once per process. */
    long residentBytes() {
        return members().mapToLong(process -> status(process.pid(), "VmRSS:") * 1024).sum();
    }

    /** Memory in use now, in bytes; of pages that processes share, each has its part. */
    long proportionalBytes() {
        return members().filter(process -> isAtWork(process.pid()))
                .mapToLong(process -> line(process.pid(), "smaps_rollup", "Pss:") * 1024).sum();
    }

    /** Threads that exist now. */
    long threads() {
        return members().mapToLong(process -> status(process.pid(), "Threads:")).sum();
    }

    /** Processes below the root that still work; not those that only wait to be noticed as ended. */
    long children() {
        return root.descendants().filter(process -> isAtWork(process.pid())).count();
    }

    private static boolean isAtWork(long pid) {
        String stat = read(pid, "stat");
        return !stat.isEmpty() && stat.charAt(stat.lastIndexOf(')') + 2) != ENDED;
    }

    private Stream<ProcessHandle> members() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return fields.subList(USER_TICKS, CHILDREN_SYSTEM_TICKS + 1).stream().mapToLong(Long::parseLong).sum();
    }

    private static long status(long pid, String name) {
        return line(pid, "status", name);
    }

    private static long line(long pid, String file, String name) {
        return read(pid, file).lines().filter(line -> line.startsWith(name)).findFirst()
                .map(line -> Long.parseLong(line.substring(name.length()).replace("kB", "").strip())).orElse(0L);
    }

    /** Empty once the process is gone. */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
