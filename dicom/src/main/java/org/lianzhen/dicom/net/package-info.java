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
 */
@NullMarked
package org.lianzhen.dicom.net;

import org.jspecify.annotations.NullMarked;
