package org.lianzhen.dicom.image;

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

    /** A frame of one row. */
    static Frame row(int bits, boolean signed, int... samples) {
        return Frame.of(new FrameShape(1, samples.length, 1, bits, signed), samples);
    }
}
