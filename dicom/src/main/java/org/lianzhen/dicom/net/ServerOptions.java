package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * How a server listens and whom it serves.
 *
 * @param address
 *            to listen on; port 0 picks a free one
 * @param entities
 *            our AE titles
 * @param association
 *            what we bring to each association
 * @param caps
 *            how many associations at once
 * @param authenticator
 *            checks user identities; null leaves them unanswered and unproven
 * @param tls
 *            asked for every connection; null for a plain port
 * @param events
 *            for metrics
 */
public record ServerOptions(InetSocketAddress address, ApplicationEntities entities, AssociationOptions association,
        AssociationCaps caps, @Nullable Authenticator authenticator, @Nullable Supplier<TlsContext> tls,
        AssociationEvents events) {
    /** A plain port with standard options and caps. */
    public static ServerOptions of(InetSocketAddress address, ApplicationEntities entities) {
        return new ServerOptions(address, entities, AssociationOptions.STANDARD, AssociationCaps.STANDARD, null, null,
                AssociationEvents.NONE);
    }

    /** These options with others for each association. */
    public ServerOptions with(AssociationOptions changed) {
        return new ServerOptions(address, entities, changed, caps, authenticator, tls, events);
    }

    /** These options with other caps. */
    public ServerOptions with(AssociationCaps changed) {
        return new ServerOptions(address, entities, association, changed, authenticator, tls, events);
    }

    /** These options with a check of user identities. */
    public ServerOptions with(Authenticator changed) {
        return new ServerOptions(address, entities, association, caps, changed, tls, events);
    }

    /** These options over TLS. */
    public ServerOptions withTls(Supplier<TlsContext> changed) {
        return new ServerOptions(address, entities, association, caps, authenticator, changed, events);
    }

    /** These options with a hook for metrics. */
    public ServerOptions with(AssociationEvents changed) {
        return new ServerOptions(address, entities, association, caps, authenticator, tls, changed);
    }
}
