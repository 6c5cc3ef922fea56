package org.lianzhen.dicom.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Somebody else's DICOM program, run beside us. It is always ended; what it said is in {@link #output}. Tests are skipped,
 * with the reason, where the program or its network is missing.
 */
public final class PeerProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final AtomicInteger PORTS = new AtomicInteger(10_400);

    private final Process process;
    private final Path log;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Skips the test unless these programs are there, and a network to run them in. */
    public static PeerNetwork assume(String... programs) {
        for (String program : programs) {
            assumeTrue(isInstalled(program), program + " is not installed");
        }
        PeerNetwork network = PeerNetwork.get();
        assumeTrue(network != null, "other people's servers listen on every address, and only root can shut them off");
        return network;
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** A port of the peers' network that was not used before. */
    public static int newPort() {
        return PORTS.incrementAndGet();
    }

    /** Starts a server in the peers' network and waits until it takes connections. */
    public static PeerProcess server(Path folder, int port, List<String> command) {
        PeerNetwork network = assume(command.getFirst());
        PeerProcess server = start(folder, network.inside(command));
        try {
            Await.until(command.getFirst() + " listens", Duration.ofMinutes(1), () -> {
                if (!server.process.isAlive()) {
                    throw new AssertionError(command.getFirst() + " ended: " + server.output());
                }
                return listens(network.peerAddress(), port);
            });
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static boolean listens(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a program said that has ended with success. */
    public static String run(Path folder, List<String> command) {
        Ended ended = tryRun(folder, command);
        if (ended.exit() != 0) {
            throw new AssertionError(command + " ended with " + ended.exit() + ": " + ended.output());
        }
        return ended.output();
    }

    /** How a program ended. */
    public record Ended(int exit, String output) {}

    /** Runs a program in the peers' network to its end. */
    public static Ended tryRun(Path folder, List<String> command) {
        PeerNetwork network = assume(command.getFirst());
        try (PeerProcess started = start(folder, network.inside(command))) {
            if (!started.process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(command + " does not end: " + started.output());
            }
            return new Ended(started.process.exitValue(), started.output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static PeerProcess start(Path folder, List<String> command) {
        try {
            Path log = Files.createTempFile(folder, "peer", ".log");
            var builder = new ProcessBuilder(new ArrayList<>(command)).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            return new PeerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, and whatever it has started, in the middle of whatever they do. */
    public void kill() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ended -> ended.onExit().join());
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
