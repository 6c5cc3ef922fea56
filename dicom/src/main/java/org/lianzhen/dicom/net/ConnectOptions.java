package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where a client connects to and how.
 *
 * @param address
 *            of the peer; an unresolved one is looked up at each connection
 * @param association
 *            what we bring to the association
 * @param tls
 *            asked for every connection; null for a plain one
 * @param events
 *            for metrics
 * @param trace
 *            hears every PDU on an event loop, must be quick and must not throw; null for none
 */
public record ConnectOptions(InetSocketAddress address, AssociationOptions association,
        @Nullable Supplier<TlsContext> tls, AssociationEvents events, @Nullable Consumer<TracedPdu> trace) {
    /** A plain connection with standard options. */
    public static ConnectOptions to(String host, int port) {
        return new ConnectOptions(InetSocketAddress.createUnresolved(host, port), AssociationOptions.STANDARD, null,
                AssociationEvents.NONE, null);
    }

    /** These options with others for the association. */
    public ConnectOptions with(AssociationOptions changed) {
        return new ConnectOptions(address, changed, tls, events, trace);
    }

    /** These options over TLS. */
    public ConnectOptions withTls(Supplier<TlsContext> changed) {
        return new ConnectOptions(address, association, changed, events, trace);
    }

    /** These options with a hook for metrics. */
    public ConnectOptions with(AssociationEvents changed) {
        return new ConnectOptions(address, association, tls, changed, trace);
    }

    /** These options with somebody who hears every PDU. */
    public ConnectOptions tracedBy(Consumer<TracedPdu> listener) {
        return new ConnectOptions(address, association, tls, events, listener);
    }
}
