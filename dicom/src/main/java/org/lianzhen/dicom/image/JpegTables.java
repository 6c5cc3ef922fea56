package org.lianzhen.dicom.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The quantization and Huffman tables of a JPEG stream (ISO/IEC 10918-1 annex B.2.4). */
final class JpegTables {

    private static final int PLACES = 4;
    private static final int STEPS = 64;

    private final int[][] quantization = new int[PLACES][];
    private final @Nullable JpegHuffmanTable[] dc = new JpegHuffmanTable[PLACES];
    private final @Nullable JpegHuffmanTable[] ac = new JpegHuffmanTable[PLACES];

    JpegTables() {
        Arrays.setAll(quantization, place -> new int[0]);
    }

    /** Reads the DQT segment in work. */
    void readQuantization(JpegSegments segments) {
        while (segments.left() > 0) {
            int head = segments.u8();
            int[] steps = new int[STEPS];
            for (int i = 0; i < STEPS; i++) {
                steps[i] = head >> 4 == 0 ? segments.u8() : segments.u16();
            }
            quantization[place(head)] = steps;
        }
    }

    /** Reads the DHT segment in work. */
    void readHuffman(JpegSegments segments) {
        while (segments.left() > 0) {
            int head = segments.u8();
            (head >> 4 == 0 ? dc : ac)[place(head)] = new JpegHuffmanTable(segments);
        }
    }

    private static int place(int head) {
        int place = head & 0xF;
        if (place >= PLACES) {
            throw ImageException.malformed("JPEG table at place " + place);
        }
        return place;
    }

    /** In the order of the stream. */
    int[] quantization(int place) {
        if (quantization[place].length == 0) {
            throw ImageException.malformed("JPEG without a quantization table that it uses");
        }
        return quantization[place];
    }

    JpegHuffmanTable dc(int place) {
        return required(dc[place]);
    }

    JpegHuffmanTable ac(int place) {
        return required(ac[place]);
    }

    private static JpegHuffmanTable required(@Nullable JpegHuffmanTable table) {
        if (table == null) {
            throw ImageException.malformed("JPEG without a Huffman table that it uses");
        }
        return table;
    }
}
