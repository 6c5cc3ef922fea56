/**
 * DICOM associations over TCP and TLS (PS3.8, PS3.15 Annex B), never blocking a thread.
 *
 * <p>This is the only package that holds Netty channels. A {@link org.lianzhen.dicom.net.DicomServer} and a
 * {@link org.lianzhen.dicom.net.DicomClient} run on a fixed number of {@link org.lianzhen.dicom.net.EventLoops}; both
 * end in an {@link org.lianzhen.dicom.net.Association}, on which DIMSE messages travel.
 *
 * <p><b>Which thread does what.</b> One event loop owns an association from its first byte to its last. Listeners,
 * sinks, sources and stages of an association are called on that loop and must not block. The methods of
 * {@code Association} and of {@link org.lianzhen.dicom.net.ReadHold} may be called from any thread; they move to the
 * loop by themselves. The package-private classes assert that they are on their loop and hold no locks.
 *
 * <p>The rules of the protocol live elsewhere: bytes in {@code pdu}, the state table in {@code ul}, messages in
 * {@code dimse}. Here they meet sockets and clocks.
 *
 * <p><b>Traps and where they are tested.</b> What other servers were seen to get wrong: {@code HostilePeerTest}. Every wait and its
 * end, and data that may take any time: {@code DeadlineTest}. Release in the middle of work and from both sides:
 * {@code ReleaseTest}. What is tolerated, and cuts inside a PDU: {@code ToleranceTest}. Unknown transfer syntaxes, roles, windows:
 * {@code AcceptorNegotiationTest}. Caps: {@code CapsTest}. TLS on the wrong port, weak keys: {@code TlsTest},
 * {@code TlsProfileTest}. Thousands of slow peers: {@code ManyAssociationsTest}.
 */
@NullMarked
package org.lianzhen.dicom.net;

import org.jspecify.annotations.NullMarked;
