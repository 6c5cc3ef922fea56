package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** TLS on a channel. */
final class Tls {
    /** Signing and verifying takes milliseconds: not on an event loop. */
    private static final Executor HANDSHAKES = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("tls-handshake-", 0).factory());

    /** Threads that may block. */
    static Executor blocking() {
        return HANDSHAKES;
    }

    private Tls() {}

    static SslHandler accepting(Channel channel, TlsContext context) {
        return strict(context.ssl().newHandler(channel.alloc(), HANDSHAKES));
    }

    static SslHandler connecting(Channel channel, TlsContext context, InetSocketAddress peer) {
        return strict(context.ssl().newHandler(channel.alloc(), peer.getHostString(), peer.getPort(), HANDSHAKES));
    }

    /** No weak keys. Our own deadlines cover the handshake together with what comes before and after it. */
    private static SslHandler strict(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(0);
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setAlgorithmConstraints(StrongKeys.ONLY);
        handler.engine().setSSLParameters(parameters);
        return handler;
    }

    /** The certificate the peer has shown and we have checked; null without one. */
    static @Nullable X509Certificate peerCertificate(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            return null;
        }
        try {
            return handler.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null; // the peer showed none, which the profile in use allows
        }
    }
}
