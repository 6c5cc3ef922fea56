package org.lianzhen.dicom.service;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that must be told theirs before they listen. */
public final class FreePort {
    /** From here on lie ports that nobody is given who asks for any, so that none is taken before the program has started. */
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** One of the loopback interface. */
    public static int find() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return port;
            } catch (BindException _) {
                // somebody else's: another one
            }
        }
        throw new IOException("no port is free");
    }
}
