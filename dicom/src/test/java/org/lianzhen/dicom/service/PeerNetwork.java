package org.lianzhen.dicom.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A network of their own for other people's servers, which listen on every address: a network namespace behind a pair of
 * virtual interfaces, so that nobody but this machine reaches them. Needs root; where it cannot be made, tests with such
 * servers are skipped.
 */
public final class PeerNetwork {
    private static final String PREFIX = "lianzhen-";
    private static final @Nullable PeerNetwork ONLY = make();

    private final String namespace;
    private final String ours;
    private final String theirs;

    private PeerNetwork(String namespace, String ours, String theirs) {
        this.namespace = namespace;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** The network of this process, or null where none can be made. */
    static @Nullable PeerNetwork get() {
        return ONLY;
    }

    /** Our address there. */
    public String ourAddress() {
        return ours;
    }

    /** The address of the peers. */
    public String peerAddress() {
        return theirs;
    }

    /** The command line that runs a command there. */
    List<String> inside(List<String> command) {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(command);
        return all;
    }

    private static @Nullable PeerNetwork make() {
        long pid = ProcessHandle.current().pid();
        String name = PREFIX + pid;
        // 198.18.0.0/15 is set aside for tests between networks (RFC 2544)
        String net = "198.18." + pid / 64 % 256 + ".";
        int base = (int) (pid % 64) * 4;
        String ours = net + (base + 1);
        String theirs = net + (base + 2);
        String link = "lz" + pid;
        try {
            removeLeftOvers();
            boolean made = run("ip", "netns", "add", name)
                    && run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", name)
                    && run("ip", "addr", "add", ours + "/30", "dev", link) && run("ip", "link", "set", link, "up")
                    && run("ip", "-n", name, "addr", "add", theirs + "/30", "dev", "eth0")
                    && run("ip", "-n", name, "link", "set", "eth0", "up")
                    && run("ip", "-n", name, "link", "set", "lo", "up");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(name)));
            return made ? new PeerNetwork(name, ours, theirs) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Those of processes that were killed. */
    private static void removeLeftOvers() throws IOException {
        Path all = Path.of("/run/netns");
        if (Files.isDirectory(all)) {
            try (var names = Files.list(all)) {
                names.map(path -> path.getFileName().toString()).filter(name -> name.startsWith(PREFIX))
                        .filter(name -> ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length()))).isEmpty())
                        .forEach(PeerNetwork::remove);
            }
        }
    }

    private static void remove(String name) {
        try {
            run("ip", "netns", "del", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
