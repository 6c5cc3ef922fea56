package org.lianzhen.dicom.image;

import java.util.List;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** The colours that the samples of a PALETTE COLOR image stand for (PS3.3 section C.7.6.3.1.5 to 6 and C.7.9.2). */
final class Palette {

    private static final List<Integer> DESCRIPTORS = List.of(Tag.RedPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableDescriptor);
    private static final List<Integer> TABLES = List.of(Tag.RedPaletteColorLookupTableData,
            Tag.GreenPaletteColorLookupTableData, Tag.BluePaletteColorLookupTableData);
    private static final List<Integer> SEGMENTS = List.of(Tag.SegmentedRedPaletteColorLookupTableData,
            Tag.SegmentedGreenPaletteColorLookupTableData, Tag.SegmentedBluePaletteColorLookupTableData);

    private final LookupTable red;
    private final LookupTable green;
    private final LookupTable blue;
    /** From entries to 8 bits. */
    private final int excess;

    private Palette(LookupTable red, LookupTable green, LookupTable blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        // many palettes that claim 16 bits hold 8, in all their colours: one colour alone may be dim
        int highest = Math.max(red.highest(), Math.max(green.highest(), blue.highest()));
        this.excess = highest <= 0xFF ? 0 : red.bits() - Byte.SIZE;
    }

    static Palette of(DataSet image, boolean signed) {
        boolean segmented = image.contains(SEGMENTS.getFirst());
        List<LookupTable> colours = IntStream.range(0, DESCRIPTORS.size())
                .mapToObj(i -> segmented ? LookupTable.ofSegments(image, DESCRIPTORS.get(i), SEGMENTS.get(i), signed)
                        : LookupTable.of(image, DESCRIPTORS.get(i), TABLES.get(i), signed))
                .toList();
        return new Palette(colours.get(0), colours.get(1), colours.get(2));
    }

    /** Red, green and blue in 8 bits each. */
    int rgb(int value) {
        return eight(red, value) << 16 | eight(green, value) << 8 | eight(blue, value);
    }

    private int eight(LookupTable colour, int value) {
        return colour.look(value) >> excess & 0xFF;
    }
}
