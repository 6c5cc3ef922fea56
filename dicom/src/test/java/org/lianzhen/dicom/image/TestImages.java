package org.lianzhen.dicom.image;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Small data sets that describe pixels. */
final class TestImages {

    private TestImages() {}

    /** A description of one frame without pixels. */
    static DataSetBuilder described(int rows, int columns, int samples, int bits) {
        return DataSet.builder().putInts(Tag.SamplesPerPixel, samples)
                .put(Tag.PhotometricInterpretation, samples == 1 ? "MONOCHROME2" : "RGB")
                .putInts(Tag.Rows, rows).putInts(Tag.Columns, columns)
                .putInts(Tag.BitsAllocated, bits > 16 ? 32 : bits > 8 ? 16 : bits == 1 ? 1 : 8)
                .putInts(Tag.BitsStored, bits).putInts(Tag.HighBit, bits - 1).putInts(Tag.PixelRepresentation, 0);
    }

    static DataSetBuilder withPixels(DataSetBuilder builder, int... bytes) {
        byte[] pixels = new byte[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) bytes[i];
        }
        return builder.put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels)));
    }

    /** As {@link #withPixels}, in another representation. */
    static DataSetBuilder withCells(DataSetBuilder builder, Vr vr, byte[] cells) {
        return builder.put(new Value(Tag.PixelData, vr, Bytes.wrap(cells)));
    }

    /** An item of a Modality or VOI LUT Sequence. */
    static DataSet table(int first, int bits, int... entries) {
        return table(Vr.SS, first, bits, entries);
    }

    /** As {@link #table(int, int, int...)}, for values beyond 32767. */
    static DataSet unsignedTable(int first, int bits, int... entries) {
        return table(Vr.US, first, bits, entries);
    }

    private static DataSet table(Vr descriptor, int first, int bits, int... entries) {
        return DataSet.builder().putInts(Tag.LUTDescriptor, descriptor, entries.length, first, bits)
                .put(new Value(Tag.LUTData, Vr.OW, words(entries))).build();
    }

    /** Each in two bytes, the lower one first. */
    static Bytes words(int... words) {
        byte[] data = new byte[2 * words.length];
        for (int i = 0; i < words.length; i++) {
            data[2 * i] = (byte) words[i];
            data[2 * i + 1] = (byte) (words[i] >> 8);
        }
        return Bytes.wrap(data);
    }

    /** The image with a palette of 256 colours, whose entries are given by their places; those of 8 bits are packed. */
    static DataSetBuilder palette(DataSetBuilder image, int bits, IntUnaryOperator red, IntUnaryOperator green,
            IntUnaryOperator blue) {
        image.put(Tag.PhotometricInterpretation, "PALETTE COLOR");
        List<IntUnaryOperator> colours = List.of(red, green, blue);
        for (int i = 0; i < colours.size(); i++) {
            int[] entries = IntStream.range(0, 256).map(colours.get(i)).toArray();
            image.putInts(Tag.RedPaletteColorLookupTableDescriptor + i, Vr.US, entries.length, 0, bits)
                    .put(new Value(Tag.RedPaletteColorLookupTableData + i, Vr.OW,
                            bits == 16 ? words(entries) : packed(entries)));
        }
        return image;
    }

    private static Bytes packed(int[] entries) {
        byte[] data = new byte[entries.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) entries[i];
        }
        return Bytes.wrap(data);
    }

    /** A frame of one row. */
    static Frame row(int bits, boolean signed, int... samples) {
        return Frame.of(new FrameShape(1, samples.length, 1, bits, signed), samples);
    }
}
