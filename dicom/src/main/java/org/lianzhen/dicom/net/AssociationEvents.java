package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;

/** Hook for metrics. Called on event loops, from several threads at once; must be quick and must not throw. */
public interface AssociationEvents {
    /** Counts nothing. */
    AssociationEvents NONE = new AssociationEvents() {};

    /** A TCP connection was accepted. */
    default void connected(InetSocketAddress peer) {}

    /**
     * No association came of a connection: rejected, not DICOM, a deadline, TLS failure.
     *
     * @param why
     *            one clause
     */
    default void refused(InetSocketAddress peer, String why) {}

    /** An association was established, by a server or a client. */
    default void established(Association association) {}

    /** An established association has ended. */
    default void ended(Association association, AssociationEnd end) {}
}
