package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of our own. The peer's server listens on every address, so the benchmark moves to where there is only a
 * loopback.
 */
final class NetworkNamespace {
    private static final List<String> ENTER = List.of("unshare", "--net", "--", "sh", "-c",
            "ip link set lo up && exec \"$0\" \"$@\"");

    private NetworkNamespace() {}

    /** Whether this user may make one here. */
    static boolean isAvailable() throws InterruptedException {
        try {
            Process attempt = new ProcessBuilder(inside(List.of("true"))).redirectErrorStream(true).start();
            attempt.getOutputStream().close();
            return attempt.waitFor(10, TimeUnit.SECONDS) && attempt.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is not even the program that makes them
        }
    }

    /** The command line that runs a command inside. */
    static List<String> inside(List<String> command) {
        var all = new ArrayList<>(ENTER);
        all.addAll(command);
        return all;
    }
}
