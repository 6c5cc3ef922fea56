package org.lianzhen.dicom.data;

import java.util.List;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/**
 * Encapsulated pixel data (PS3.5 annex A.4). {@link FrameTable} says which fragments make a frame.
 *
 * @param vr OB, or OW as some devices write
 * @param basicOffsetTable content of the first item, 32-bit little-endian offsets; often empty, sometimes wrong
 * @param fragments all items after the first
 */
public record Fragments(int tag, Vr vr, Bytes basicOffsetTable, List<Fragment> fragments) implements Element {

    public Fragments {
        if (vr == Vr.SQ || vr.isString()) {
            throw new IllegalArgumentException("fragments cannot be " + vr);
        }
        basicOffsetTable = basicOffsetTable.padded((byte) 0);
        fragments = List.copyOf(fragments);
    }

    /** Bytes of all fragments together, without their item headers. */
    public long length() {
        return fragments.stream().mapToLong(Fragment::length).sum();
    }
}
