package org.lianzhen.gateway.http.dicomweb.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request that is written as slowly, and broken off, as a test likes. */
final class RawRequest implements AutoCloseable {
    private static final int LIMIT_MILLIS = 60_000;

    private final Socket socket;

    RawRequest(StoreSite site, String headers) throws IOException {
        this(site, StoreSite.STUDIES, headers);
    }

    /** @param headers each with its line end */
    RawRequest(StoreSite site, String path, String headers) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), site.site.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MILLIS);
        text("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Multipart.TYPE + "\r\n" + headers + "\r\n");
    }

    static String allowed() {
        return "Authorization: Bearer " + StoreSite.TECHNOLOGIST + "\r\n";
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    RawRequest text(String text) throws IOException {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawRequest bytes(byte[] bytes) throws IOException {
        out().write(bytes);
        out().flush();
        return this;
    }

    /** The next line of the answer. */
    String line() throws IOException {
        var line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Everything up to the end of the connection. */
    String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Breaks the connection off. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
