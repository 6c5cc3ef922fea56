package org.lianzhen.gateway.app;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.http.HttpFront;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web side of what {@code run} serves: with TLS everywhere, without it on loopback addresses only. */
final class WebNode implements RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(WebNode.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final HttpFront front;
    private final String host;

    private WebNode(HttpFront front, String host) {
        this.front = front;
        this.host = host;
    }

    /** @param keys what is shown over TLS, which may change; null to open no port with it */
    static RunningNode start(Settings settings, Vertx vertx, HttpFront.Site site, @Nullable Live<X509KeyManager> keys)
            throws StartException {
        HttpFront.Options options = options(settings, keys);
        if (options.port() == null && options.tls() == null) {
            LOG.warn("The web is not served on {}: that needs TLS, which --https-port turns off",
                    settings.bind().getHostAddress());
        }
        String host = host(settings.bind());
        try {
            HttpFront front = HttpFront.start(vertx, options, site).toCompletableFuture()
                    .get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (keys != null) {
                follow(front, keys, options);
            }
            return new WebNode(front, host);
        } catch (ExecutionException e) {
            throw new StartException("start.port", ports(host, options), String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new StartException("start.port", ports(host, options), String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("start.port", ports(host, options), String.valueOf(e));
        }
    }

    private static void follow(HttpFront front, Live<X509KeyManager> keys, HttpFront.Options begun) {
        keys.onChange(changed -> show(front, changed));
        HttpFront.Tls tls = begun.tls();
        X509KeyManager now = keys.get();
        // it may have changed while the ports were opened
        if (tls != null && !tls.keys().equals(now)) {
            show(front, now);
        }
    }

    private static void show(HttpFront front, X509KeyManager keys) {
        front.show(keys).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.error("The web server does not take its new certificate and shows the old one", fault);
            }
        });
    }

    private static HttpFront.Options options(Settings settings, @Nullable Live<X509KeyManager> keys) {
        WebSettings web = settings.web();
        WebSettings.Https https = web.https();
        Integer plain = settings.bind().isLoopbackAddress() ? web.httpPort() : null;
        return new HttpFront.Options(settings.bind(), plain,
                https == null || keys == null ? null : new HttpFront.Tls(https.port(), keys.get()));
    }

    private static String host(InetAddress bind) {
        String host = bind.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String ports(String host, HttpFront.Options options) {
        StringJoiner ports = new StringJoiner(", ");
        Integer port = options.port();
        if (port != null) {
            ports.add(host + ":" + port);
        }
        HttpFront.@Nullable Tls tls = options.tls();
        if (tls != null) {
            ports.add(host + ":" + tls.port());
        }
        return ports.toString();
    }

    @Override
    public String addresses() {
        StringJoiner addresses = new StringJoiner(", ");
        if (front.tlsPort() > 0) {
            addresses.add("https://" + host + ":" + front.tlsPort());
        }
        if (front.port() > 0) {
            addresses.add("http://" + host + ":" + front.port());
        }
        return addresses.toString();
    }

    @Override
    public void stop(Duration limit) {
        try {
            front.stop().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every request could be ended in good order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
