package org.lianzhen.dicom.image;

import java.util.Arrays;

/** Blocks of 8 by 8 in baseline and extended sequential JPEG (ISO/IEC 10918-1 annex F.2). */
final class JpegBlocks implements JpegUnits {

    /** Natural place of a coefficient by its place in the stream (annex A.3.6). */
    static final int[] ZIG_ZAG = { 0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41,
            34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
            52,
            45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63 };

    private static final int COEFFICIENTS = 64;
    private static final int SIDE = 8;
    private static final int ZEROS = 0xF0;
    private static final int MOST_BITS = 15;

    private final JpegHeader header;
    private final JpegTables tables;
    private final JpegCosine cosine = new JpegCosine();
    private final float[] block = new float[COEFFICIENTS];
    private final int middle;
    private final int highest;

    JpegBlocks(JpegHeader header, JpegTables tables) {
        this.header = header;
        this.tables = tables;
        this.middle = 1 << (header.bits() - 1);
        this.highest = (1 << header.bits()) - 1;
    }

    @Override
    public void restart() {
        header.components().forEach(component -> component.predicted = 0);
    }

    @Override
    public void unit(JpegBits bits, JpegComponent component, int across, int down) {
        int[] steps = tables.quantization(component.quantization);
        Arrays.fill(block, 0);
        component.predicted += bits.signed(size(bits.symbol(tables.dc(component.dcTable))));
        block[0] = (float) component.predicted * steps[0];
        JpegHuffmanTable table = tables.ac(component.acTable);
        for (int at = 1; at < COEFFICIENTS; at++) {
            int symbol = bits.symbol(table);
            int size = symbol & 0xF;
            if (size == 0 && symbol != ZEROS) {
                break;
            }
            at += symbol >> 4;
            if (at >= COEFFICIENTS) {
                throw ImageException.malformed("JPEG block of more than 64 coefficients");
            }
            block[ZIG_ZAG[at]] = (float) bits.signed(size) * steps[at];
        }
        cosine.inverse(block);
        put(component, across, down);
    }

    private static int size(int symbol) {
        if (symbol > MOST_BITS) {
            throw ImageException.malformed("JPEG difference of " + symbol + " bits");
        }
        return symbol;
    }

    private void put(JpegComponent component, int across, int down) {
        for (int row = 0; row < SIDE; row++) {
            int to = (down * SIDE + row) * component.stride + across * SIDE;
            for (int column = 0; column < SIDE; column++) {
                int value = Math.round(block[row * SIDE + column]) + middle;
                component.samples[to + column] = (short) Math.clamp(value, 0, highest);
            }
        }
    }
}
