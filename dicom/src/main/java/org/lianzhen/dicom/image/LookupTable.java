package org.lianzhen.dicom.image;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;

/** A table from values to values (PS3.3 sections C.11.1.1.1, C.11.2.1.1 and C.7.6.3.1.5 to 6). */
final class LookupTable {

    private static final int MOST_ENTRIES = 65_536;

    private final int[] entries;
    private final int first;
    private final int bits;
    /** From entries to 8 bits; many tables that claim 16 bits hold 8. */
    private final int excess;

    private LookupTable(int[] entries, int first, int bits) {
        this.excess = Arrays.stream(entries).max().orElse(0) <= 0xFF ? 0 : bits - Byte.SIZE;
        this.entries = entries;
        this.first = first;
        this.bits = bits;
    }

    /** The table of an item of a Modality or VOI LUT Sequence. */
    static LookupTable ofItem(DataSet item, boolean signed) {
        return of(item, Tag.LUTDescriptor, Tag.LUTData, signed);
    }

    /**
     * A table by its descriptor and its data.
     *
     * @param signed whether the values that are looked up are, and so the first of them
     */
    static LookupTable of(DataSet dataSet, int descriptorTag, int dataTag, boolean signed) {
        List<Integer> descriptor = dataSet.integers(descriptorTag);
        if (descriptor.size() != 3 || !(dataSet.element(dataTag) instanceof Value data)) {
            throw ImageException.malformed("a look-up table without descriptor or data");
        }
        int count = descriptor.get(0) & 0xFFFF;
        count = count == 0 ? MOST_ENTRIES : count;
        int first = signed ? (short) descriptor.get(1).intValue() : descriptor.get(1) & 0xFFFF;
        int bits = descriptor.get(2);
        if (bits < 8 || bits > 16) {
            throw ImageException.malformed("a look-up table of " + bits + " bits");
        }
        return new LookupTable(entries(data.bytes(), count), first, bits);
    }

    private static int[] entries(Bytes bytes, int count) {
        int[] entries = new int[count];
        // entries of 8 bits may be packed
        boolean packed = bytes.length() < 2 * count;
        if (bytes.length() < (packed ? count : 2 * count)) {
            throw ImageException.truncated("a look-up table of " + bytes.length() + " bytes for " + count + " entries");
        }
        for (int i = 0; i < count; i++) {
            entries[i] = packed ? bytes.u8(i) : bytes.u16(2 * i);
        }
        return entries;
    }

    /** The entry of a value; values beside the table get its first or last one. */
    int look(double value) {
        return entries[(int) Math.clamp(Math.round(value) - first, 0L, entries.length - 1)];
    }

    /** As {@link #look}, as a share of the highest entry there can be. */
    double brightness(double value) {
        return Math.min(1, look(value) / (double) ((1 << bits) - 1));
    }

    /** As {@link #look}, in 8 bits. */
    int eight(int value) {
        return look(value) >> excess & 0xFF;
    }

    /** The table of the first item of a sequence, or null when there is none. */
    static @Nullable LookupTable ofSequence(DataSet dataSet, int tag, boolean signed) {
        DataSet item = dataSet.item(tag);
        return item == null ? null : ofItem(item, signed);
    }
}
