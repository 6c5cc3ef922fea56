package org.lianzhen.gateway.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** Servers that only look like some, for loads that do not talk to them. */
final class TestServers {
    private TestServers() {}

    /** A process that does nothing, on a port that somebody else has opened. */
    static ServerUnderTest idle(Path folder, ServerSocket port) throws IOException {
        return running(folder, port, "sleep", "120");
    }

    static ServerUnderTest running(Path folder, ServerSocket port, String... command) throws IOException {
        return new ServerUnderTest("Idle", folder.resolve("idle"), port.getLocalPort(), List.of(command));
    }

    static ServerSocket port() throws IOException {
        return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }
}
