package org.lianzhen.dicom.image;

import java.util.Arrays;

/** A Huffman table of JPEG (ISO/IEC 10918-1 annexes C and F.2.2.3). */
final class JpegHuffmanTable {

    static final int LONGEST = 16;

    /** By the next 16 bits: length of the code in the high byte, its symbol in the low one; 0 is no code. */
    private final short[] codes = new short[1 << LONGEST];

    /** Reads one table of the segment in work: the numbers of codes by length, then the symbols. */
    JpegHuffmanTable(JpegSegments segments) {
        int[] counts = new int[LONGEST + 1];
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = segments.u8();
        }
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int width = 1 << (LONGEST - length);
            for (int i = 0; i < counts[length]; i++) {
                if (next + width > codes.length) {
                    throw ImageException.malformed("JPEG with more Huffman codes than there are");
                }
                Arrays.fill(codes, next, next + width, (short) (length << Byte.SIZE | segments.u8()));
                next += width;
            }
        }
    }

    /** Length of the code that 16 bits begin with, in bits 8 and up, and its symbol below. */
    int find(int sixteenBits) {
        return codes[sixteenBits];
    }
}
