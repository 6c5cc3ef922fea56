package org.lianzhen.gateway.link;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.lianzhen.gateway.member.MemberDirectory;

/** A handshake of its own, which looks at the certificate whoever issued it: an association would only say that it is not trusted. */
final class TlsProbe {
    private static final Duration SOON = Duration.ofDays(30);
    /** Days are those of the people who read them. */

    private final Line line;

    TlsProbe(Line line) {
        this.line = line;
    }

    Found look(Duration limit) {
        if (!line.target().tls()) {
            return Found.skipped("tls.not-wanted");
        }
        Supplier<LinkCalls.Tls> ours = line.calls().tls();
        if (ours == null) {
            return Found.failed("tls.no-certificate");
        }
        try (var socket = new TimedSocket(line.address(), limit)) {
            return shake(socket, ours.get(), limit);
        } catch (SocketTimeoutException e) {
            return Found.failed("tls.late", NetworkProbe.seconds(limit));
        } catch (IOException e) {
            return Found.failed("tls.lost", String.valueOf(e.getMessage()));
        } catch (GeneralSecurityException e) {
            return Found.failed("tls.failed", String.valueOf(e.getMessage()));
        }
    }

    private static Found shake(TimedSocket socket, LinkCalls.Tls ours, Duration limit)
            throws IOException, GeneralSecurityException {
        var curious = new CuriousTrust();
        try {
            SSLSocket secure = socket.secure(TlsKeys.context(ours.material(), curious));
            secure.setEnabledProtocols(ours.profile().protocols().toArray(String[]::new));
            secure.startHandshake();
            return judge(secure.getSession(), curious, TlsKeys.trust(ours.material()));
        } catch (IOException e) {
            if (socket.late()) {
                return Found.failed("tls.late", NetworkProbe.seconds(limit));
            }
            if (e instanceof SSLException) {
                return refused(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    static Found refused(String why) {
        if (why.contains("Unsupported or unrecognized SSL message") || why.contains("not an SSL/TLS record")) {
            return Found.failed("tls.not-spoken");
        }
        if (why.contains("handshake_failure") || why.contains("protocol_version")) {
            return Found.failed("tls.nothing-in-common", why);
        }
        if (why.contains("terminated the handshake")) {
            return Found.failed("tls.lost", why);
        }
        return why.contains("certificate") || why.contains("unknown_ca")
                ? Found.failed("tls.ours-refused", why)
                : Found.failed("tls.failed", why);
    }

    private static Found judge(SSLSession session, CuriousTrust seen, X509TrustManager trust) {
        X509Certificate theirs = seen.chain().getFirst();
        String subject = theirs.getSubjectX500Principal().getName();
        String issuer = theirs.getIssuerX500Principal().getName();
        return trusted(seen, trust, subject, issuer).with("protocol", session.getProtocol())
                .with("cipherSuite", session.getCipherSuite()).with("subject", subject).with("issuer", issuer)
                .with("validUntil", theirs.getNotAfter().toInstant().toString());
    }

    private static Found trusted(CuriousTrust seen, X509TrustManager trust, String subject, String issuer) {
        X509Certificate theirs = seen.chain().getFirst();
        Instant now = Instant.now();
        Instant until = theirs.getNotAfter().toInstant();
        if (until.isBefore(now)) {
            return Found.failed("tls.expired", subject, day(until));
        }
        if (theirs.getNotBefore().toInstant().isAfter(now)) {
            return Found.failed("tls.not-yet-valid", subject, day(theirs.getNotBefore().toInstant()));
        }
        try {
            trust.checkServerTrusted(seen.chain().toArray(X509Certificate[]::new), seen.keyExchange());
        } catch (CertificateException e) {
            return subject.equals(issuer)
                    ? Found.failed("tls.self-signed", subject)
                    : Found.failed("tls.unknown-issuer", subject, issuer);
        }
        return until.isBefore(now.plus(SOON))
                ? Found.ok("tls.ends-soon", subject, day(until))
                : Found.ok("tls.ok", subject, day(until));
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, MemberDirectory.ZONE).toString();
    }
}
