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

    private LookupTable(int[] entries, int first, int bits) {
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
        Descriptor descriptor = Descriptor.of(dataSet, descriptorTag, signed);
        return new LookupTable(entries(data(dataSet, dataTag), descriptor.count), descriptor.first, descriptor.bits);
    }

    /** As {@link #of}, whose data are segments. */
    static LookupTable ofSegments(DataSet dataSet, int descriptorTag, int dataTag, boolean signed) {
        Descriptor descriptor = Descriptor.of(dataSet, descriptorTag, signed);
        return new LookupTable(
                PaletteSegments.expand(data(dataSet, dataTag), descriptor.bits, descriptor.count),
                descriptor.first, descriptor.bits);
    }

    private record Descriptor(int count, int first, int bits) {

        static Descriptor of(DataSet dataSet, int tag, boolean signed) {
            List<Integer> values = dataSet.integers(tag);
            if (values.size() != 3) {
                throw ImageException.malformed("a look-up table without descriptor");
            }
            int count = values.get(0) & 0xFFFF;
            int first = signed ? (short) values.get(1).intValue() : values.get(1) & 0xFFFF;
            int bits = values.get(2);
            if (bits < 8 || bits > 16) {
                throw ImageException.malformed("a look-up table of " + bits + " bits");
            }
            return new Descriptor(count == 0 ? MOST_ENTRIES : count, first, bits);
        }
    }

    private static Bytes data(DataSet dataSet, int tag) {
        if (dataSet.element(tag) instanceof Value data) {
            return data.bytes();
        }
        throw ImageException.malformed("a look-up table without data");
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
        return entries[(int) Math.clamp(Math.rint(value - first), 0.0, entries.length - 1.0)];
    }

    /** As {@link #look}, as a share of the highest entry there can be. */
    double brightness(double value) {
        return Math.min(1, look(value) / (double) ((1 << bits) - 1));
    }

    /** The highest of its entries. */
    int highest() {
        return Arrays.stream(entries).max().orElse(0);
    }

    /** The value that gets the last entry, and so does every higher one. */
    int last() {
        return first + entries.length - 1;
    }

    /** Of an entry. */
    int bits() {
        return bits;
    }

    /** The table of the first item of a sequence, or null when there is none. */
    static @Nullable LookupTable ofSequence(DataSet dataSet, int tag, boolean signed) {
        DataSet item = dataSet.item(tag);
        return item == null ? null : ofItem(item, signed);
    }
}
