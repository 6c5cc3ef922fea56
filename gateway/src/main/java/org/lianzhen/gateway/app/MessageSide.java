package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.hl7.MllpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports on which hospital information systems send messages. */
final class MessageSide implements RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSide.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final InetAddress bind;
    private final List<MllpServer> servers = new ArrayList<>();

    private MessageSide(InetAddress bind) {
        this.bind = bind;
    }

    /** @param keys what is shown over TLS, which may change; null to open no port with it */
    static MessageSide start(Settings settings, Vertx vertx, MllpServer.Handler handler,
            @Nullable Live<X509KeyManager> keys) throws StartException {
        var side = new MessageSide(settings.bind());
        Integer port = settings.hl7().port();
        if (port != null) {
            side.listen(vertx, new MllpServer.Address(settings.bind(), port, null), handler);
        }
        Integer tlsPort = settings.hl7().tlsPort();
        if (tlsPort != null && keys != null) {
            MllpServer server = side.listen(vertx, new MllpServer.Address(settings.bind(), tlsPort, keys.get()),
                    handler);
            keys.onChange(changed -> show(server, changed));
        }
        return side;
    }

    private static void show(MllpServer server, X509KeyManager keys) {
        server.show(keys).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.error("The port for messages does not take its new certificate and shows the old one", fault);
            }
        });
    }

    private MllpServer listen(Vertx vertx, MllpServer.Address address, MllpServer.Handler handler)
            throws StartException {
        try {
            MllpServer server = await(MllpServer.start(vertx, address, MllpServer.Limits.STANDARD, handler),
                    START_LIMIT);
            servers.add(server);
            return server;
        } catch (ExecutionException e) {
            throw new StartException("start.port", bind.getHostAddress() + ":" + address.port(),
                    String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new StartException("start.port", bind.getHostAddress() + ":" + address.port(), String.valueOf(e));
        }
    }

    private static <T> T await(CompletionStage<T> stage, Duration limit) throws ExecutionException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    @Override
    public String addresses() {
        StringJoiner addresses = new StringJoiner(", ");
        servers.forEach(server -> addresses.add("HL7 " + bind.getHostAddress() + ":" + server.port()));
        return addresses.toString();
    }

    @Override
    public void stop(Duration limit) {
        for (MllpServer server : servers) {
            try {
                await(server.stop(), limit);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("Not every connection for messages could be ended in good order", e);
            }
        }
    }
}
