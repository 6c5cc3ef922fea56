package org.lianzhen.gateway.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.access.SignedSenders;
import org.lianzhen.gateway.audit.AuditLog;

/** The web server: one listening server for every event loop, on a plain port, a TLS port, or both. */
public final class HttpFront {
    private final Vertx vertx;
    private final String deployment;
    private final Listening listening;

    private HttpFront(Vertx vertx, String deployment, Listening listening) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.listening = listening;
    }

    /**
     * Where to listen.
     *
     * @param port without TLS; 0 picks a free one, null opens none
     * @param tls null opens no port with TLS
     */
    public record Options(InetAddress bind, @Nullable Integer port, @Nullable Tls tls) {}

    /**
     * How to listen with TLS.
     *
     * @param port 0 picks a free one
     * @param keys what is shown at first
     */
    public record Tls(int port, X509KeyManager keys) {}

    /**
     * What is served.
     *
     * @param sessions who is logged in
     * @param programs who signs requests
     * @param audit where it is written down who did what, and who was refused
     */
    public record Site(List<Feature> features, Sessions sessions, SignedSenders programs, AuditLog audit) {
        public Site {
            features = List.copyOf(features);
        }

        /** One that takes no signed requests. */
        public Site(List<Feature> features, Sessions sessions, AuditLog audit) {
            this(features, sessions, signed -> CompletableFuture.completedStage(Optional.empty()), audit);
        }
    }

    /** Opens the ports; exceptionally when one cannot be opened, in which case none stays open. */
    public static CompletionStage<HttpFront> start(Vertx vertx, Options options, Site site) {
        var listening = new Listening(options, site);
        int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> new LoopServer(listening), new DeploymentOptions().setInstances(loops))
                .map(deployment -> new HttpFront(vertx, deployment, listening)).toCompletionStage();
    }

    /** The port without TLS; -1 when there is none. */
    public int port() {
        return listening.plainPort();
    }

    /** The port with TLS; -1 when there is none. */
    public int tlsPort() {
        return listening.tlsPort();
    }

    /** Shows another certificate to whoever connects from now on; connections that are open stay as they are. */
    public CompletionStage<Void> show(X509KeyManager keys) {
        return listening.show(keys).toCompletionStage();
    }

    /** Closes the ports and ends what is under way. */
    public CompletionStage<Void> stop() {
        Future<Void> undeployed = vertx.undeploy(deployment);
        return undeployed.toCompletionStage();
    }
}
