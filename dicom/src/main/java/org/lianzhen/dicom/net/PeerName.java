package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.pdu.AssociateRq;

/**
 * Who is at the other end, for log lines.
 *
 * @param address
 *            of the peer
 * @param titles
 *            calling and called AE title, once known
 */
record PeerName(InetSocketAddress address, @Nullable String titles) {
    static PeerName of(InetSocketAddress address) {
        return new PeerName(address, null);
    }

    PeerName with(AssociateRq request) {
        return new PeerName(address, "'" + request.callingAeTitle() + "' -> '" + request.calledAeTitle() + "'");
    }

    @Override
    public String toString() {
        return titles == null ? address.toString() : address + " (" + titles + ")";
    }
}
