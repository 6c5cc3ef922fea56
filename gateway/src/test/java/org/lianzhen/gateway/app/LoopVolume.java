package org.lianzhen.gateway.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small ext4 volume in a file. It can lose its power: what was not synced is gone then, as {@code EXT4_IOC_SHUTDOWN} of the
 * kernel's own crash tests makes it (xfstests' {@code godown}).
 */
final class LoopVolume implements AutoCloseable {
    /** {@code _IOR('X', 125, __u32)}. */
    private static final long SHUTDOWN = 0x8004587DL;
    /** {@code EXT4_GOING_FLAGS_NOLOGFLUSH}: even the journal keeps only what was synced. */
    private static final int WITHOUT_LOG_FLUSH = 2;

    private final Path place;
    private Path image;
    private boolean mounted;

    private LoopVolume(Path image, Path place) {
        this.image = image;
        this.place = place;
    }

    /**
     * A new, empty volume; skips the test where this account or machine cannot have one.
     *
     * @param folder for the image and the mount point
     */
    static LoopVolume assume(Path folder, int megabytes) throws IOException {
        assumeTrue(isRoot(), "only root may mount a volume");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mkfs.ext4")) || Files.isExecutable(Path.of("/sbin/mkfs.ext4")),
                "there is no mkfs.ext4");
        Path image = folder.resolve("volume-0.img");
        Path place = Files.createDirectory(folder.resolve("volume"));
        run("truncate", "-s", megabytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        var volume = new LoopVolume(image, place);
        Ended mount = end("mount", "-o", "loop", image.toString(), place.toString());
        assumeTrue(mount.exit() == 0, "no loop device can be mounted here: " + mount.output());
        volume.mounted = true;
        return volume;
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** Where it is mounted. */
    Path place() {
        return place;
    }

    /** From now on nothing reaches the disk any more, and every access fails. */
    @SuppressWarnings("restricted")
    void cutPower() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup symbols = linker.defaultLookup();
            MethodHandle open = linker.downcallHandle(symbols.findOrThrow("open"),
                    FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
            MethodHandle ioctl = linker.downcallHandle(symbols.findOrThrow("ioctl"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
            MethodHandle close = linker.downcallHandle(symbols.findOrThrow("close"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT));
            MemorySegment path = arena.allocateFrom(place.toString(), StandardCharsets.UTF_8);
            int descriptor = (int) open.invokeExact(path, 0);
            int result = (int) ioctl.invokeExact(descriptor, SHUTDOWN, arena.allocateFrom(JAVA_INT, WITHOUT_LOG_FLUSH));
            int closed = (int) close.invokeExact(descriptor);
            if (descriptor < 0 || result != 0 || closed != 0) {
                throw new IOException("the volume cannot be shut down");
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** What the disk holds is mounted again in the same place: a copy, made before anybody could add to it. */
    void restorePower() throws IOException {
        Path after = image.resolveSibling("volume-" + (number() + 1) + ".img");
        run("cp", "--sparse=always", image.toString(), after.toString());
        unmount();
        Files.delete(image);
        image = after;
        run("mount", "-o", "loop", image.toString(), place.toString());
        mounted = true;
    }

    private int number() {
        String name = image.getFileName().toString();
        return Integer.parseInt(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }

    private void unmount() throws IOException {
        run("umount", place.toString());
        mounted = false;
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            unmount();
        }
        Files.delete(place);
        Files.delete(image);
    }

    private record Ended(int exit, String output) {}

    private static void run(String... command) throws IOException {
        Ended ended = end(command);
        if (ended.exit() != 0) {
            throw new IOException(String.join(" ", command) + ": " + ended.output());
        }
    }

    private static Ended end(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C", "PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new Ended(process.exitValue(), output);
    }
}
