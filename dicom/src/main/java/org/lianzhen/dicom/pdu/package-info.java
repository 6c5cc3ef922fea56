/**
 * Protocol data units of the DICOM upper layer (PS3.8 section 9.3, PS3.7 annex D.3): immutable records, one codec per
 * PDU and sub-item, an encoder, and a push decoder that checks every length before it waits or allocates and streams
 * P-DATA-TF without ever holding a whole one.
 *
 * <p><b>Traps and where they are tested.</b> Lengths before anything is allocated: {@code PduLimitsTest}, {@code LengthLiesTest}.
 * Other protocols on the port: {@code ForeignProtocolTest}. Values of any size, several per PDU, odd or empty:
 * {@code PDataStreamTest}. Even ids, NUL padding, unknown items: {@code AssociateRqCodecTest}; rejected contexts with anything
 * in them: {@code AssociateAcCodecTest}.
 */
@NullMarked
package org.lianzhen.dicom.pdu;

import org.jspecify.annotations.NullMarked;
