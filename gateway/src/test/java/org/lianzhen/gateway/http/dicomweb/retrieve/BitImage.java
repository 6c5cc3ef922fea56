package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Frames of single bits, both encapsulated as RLE Lossless and as native pixel data have them. */
record BitImage(DataSet rle, Bytes nativePixels) {
    private static final int HEADER = 64;

    static BitImage of(int rows, int columns, int frames) {
        var random = new Random(rows);
        int samples = rows * columns;
        byte[] all = new byte[(samples * frames + 7) / 8];
        List<Fragment> encoded = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            byte[] own = new byte[(samples + 7) / 8];
            for (int i = 0; i < samples; i++) {
                if (random.nextBoolean()) {
                    int bit = frame * samples + i;
                    all[bit / 8] |= (byte) (1 << bit % 8);
                    own[i / 8] |= (byte) (1 << i % 8);
                }
            }
            encoded.add(new Fragment.Held(encode(own)));
        }
        DataSet image = StoredFile.image(rows, columns, 1).put(Tag.NumberOfFrames, "" + frames)
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, encoded)).build();
        return new BitImage(image, Bytes.wrap(all));
    }

    /** One segment with a literal run (PS3.5 annex G), of at most 128 bytes. */
    static Bytes encode(byte[] cells) {
        ByteBuffer encoded = ByteBuffer.allocate(HEADER + 1 + cells.length).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(1).putInt(HEADER).position(HEADER);
        encoded.put((byte) (cells.length - 1)).put(cells);
        return Bytes.wrap(encoded.array());
    }

    /** The image with UIDs of its own. */
    DataSet rle(String uid) {
        return rle.toBuilder().put(Tag.SOPInstanceUID, uid).put(Tag.StudyInstanceUID, uid + ".1")
                .put(Tag.SeriesInstanceUID, uid + ".2").build();
    }
}
