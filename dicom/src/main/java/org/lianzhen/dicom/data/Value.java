package org.lianzhen.dicom.data;

import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/**
 * A value held in memory as it stands in a little-endian data set; text is in the character set of its data set.
 *
 * <p>The bytes are always of even length: an odd value, which real devices send, gets the padding of its value
 * representation here (PS3.5 section 6.2), so that reading what was written gives an equal element.
 *
 * @param vr anything but SQ
 * @param bytes little endian; empty for an element without value
 */
public record Value(int tag, Vr vr, Bytes bytes) implements Element {

    public Value {
        if (vr == Vr.SQ) {
            throw new IllegalArgumentException("a sequence of items is no plain value");
        }
        bytes = bytes.padded(vr.padding());
    }
}
