package org.lianzhen.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.lianzhen.dicom.net.TlsMaterial;

/** Tries what else a server may speak that did not answer DICOM: many say nothing at all to what they do not understand. */
final class OtherLanguages {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final TlsMaterial NOTHING = new TlsMaterial(null, List.of(), List.of());

    private final InetSocketAddress address;
    private final Duration limit;

    OtherLanguages(InetSocketAddress address, Duration limit) {
        this.address = address;
        this.limit = limit.compareTo(MOST) < 0 ? limit : MOST;
    }

    /** What is wrong, if it is one of them. */
    Optional<Found> spoken() {
        if (speaksTls()) {
            return Optional.of(Found.failed("association.wants-tls"));
        }
        return speaksHttp() ? Optional.of(Found.failed("association.web-server")) : Optional.empty();
    }

    private boolean speaksTls() {
        try (var socket = new TimedSocket(address, limit)) {
            socket.secure(TlsKeys.context(NOTHING, new CuriousTrust())).startHandshake();
            return true;
        } catch (SSLException e) {
            return String.valueOf(e.getMessage()).contains("alert");
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private boolean speaksHttp() {
        try (var socket = new TimedSocket(address, limit)) {
            socket.plain().getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.plain().getInputStream().readNBytes("HTTP/".length());
            return new String(begin, StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException e) {
            return false;
        }
    }
}
