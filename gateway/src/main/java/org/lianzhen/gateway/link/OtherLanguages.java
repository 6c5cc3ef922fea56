package org.lianzhen.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.lianzhen.dicom.net.TlsMaterial;

/** Tries what else a server may speak that did not answer DICOM: many say nothing at all to what they do not understand. */
final class OtherLanguages {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final TlsMaterial NOTHING = new TlsMaterial(null, List.of(), List.of());

    private final InetSocketAddress address;
    private final int millis;

    OtherLanguages(InetSocketAddress address, Duration limit) {
        this.address = address;
        this.millis = Math.toIntExact(Math.max(1, (limit.compareTo(MOST) < 0 ? limit : MOST).toMillis()));
    }

    /** What is wrong, if it is one of them. */
    Optional<Found> spoken() {
        if (speaksTls()) {
            return Optional.of(Found.failed("association.wants-tls"));
        }
        return speaksHttp() ? Optional.of(Found.failed("association.web-server")) : Optional.empty();
    }

    private boolean speaksTls() {
        try (SSLSocket socket = (SSLSocket) TlsKeys.context(NOTHING, new CuriousTrust()).getSocketFactory()
                .createSocket()) {
            connect(socket);
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return String.valueOf(e.getMessage()).contains("alert");
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private boolean speaksHttp() {
        try (var socket = new Socket()) {
            connect(socket);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.getInputStream().readNBytes("HTTP/".length());
            return new String(begin, StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException e) {
            return false;
        }
    }

    private void connect(Socket socket) throws IOException {
        socket.setSoTimeout(millis);
        socket.connect(address, millis);
    }
}
