package org.lianzhen.gateway.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Whether the host has an address, and something listens there. */
final class NetworkProbe {
    private final Line line;

    NetworkProbe(Line line) {
        this.line = line;
    }

    /** Of several addresses the first one counts: it is where images are sent. */
    Found lookUp(Duration limit) throws InterruptedException {
        String host = line.target().host();
        try {
            List<InetAddress> all = Waiting.get(CompletableFuture.supplyAsync(() -> addresses(host),
                    task -> Thread.ofVirtual().name("link-lookup").start(task)), limit);
            InetAddress first = all.getFirst();
            if (isNoPlaceForNodes(first) || (first.isLoopbackAddress() && !line.target().loopback())) {
                return Found.failed(first.isLoopbackAddress() ? "lookup.loopback" : "lookup.no-place", host,
                        first.getHostAddress());
            }
            line.found(first);
            String texts = all.stream().map(InetAddress::getHostAddress).distinct().collect(Collectors.joining(", "));
            return Found.ok("lookup.ok", first.getHostAddress()).with("addresses", texts);
        } catch (ExecutionException e) {
            return Found.failed("lookup.unknown", host);
        } catch (TimeoutException e) {
            return Found.failed("lookup.late", host, seconds(limit));
        }
    }

    /** Link-local addresses (RFC 3927, RFC 4291 section 2.5.6) change, and where machines are rented, their keys are told there. */
    private static boolean isNoPlaceForNodes(InetAddress address) {
        return address.isLinkLocalAddress() || address.isMulticastAddress() || address.isAnyLocalAddress();
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    Found connect(Duration limit) {
        InetSocketAddress address = line.address();
        String port = String.valueOf(address.getPort());
        try (var socket = new Socket()) {
            long begin = System.nanoTime();
            socket.connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
            String millis = millis(System.nanoTime() - begin);
            return Found.ok("connection.ok", port, millis).with("connectMillis", millis);
        } catch (SocketTimeoutException e) {
            return Found.failed("connection.late", port, seconds(limit));
        } catch (NoRouteToHostException e) {
            return Found.failed("connection.no-route", address.getAddress().getHostAddress());
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return e instanceof ConnectException && why.contains("refused")
                    ? Found.failed("connection.refused", port)
                    : Found.failed("connection.failed", why);
        }
    }

    static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.toSeconds()));
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
    }
}
