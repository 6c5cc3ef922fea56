package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a TCP port that nobody uses. */
final class FreePort {
    private FreePort() {}

    /** A port of the loopback address that was free a moment ago. */
    static int onLoopback() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
