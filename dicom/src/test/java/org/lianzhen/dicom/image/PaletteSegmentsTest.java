package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Palettes told in segments, worked out by hand after PS3.3 section C.7.9.2. */
class PaletteSegmentsTest {

    private static int[] expand(int bits, int count, String segments) {
        return PaletteSegments.expand(Bytes.ofHex(segments.replace(" ", "")), bits, count);
    }

    @Test
    void discreteSegmentsAreEntries() {
        assertThat(expand(16, 3, "0000 0300 0100 ff00 00ff")).containsExactly(1, 0xFF, 0xFF00);
        assertThat(expand(8, 3, "00 03 01 ff 80")).containsExactly(1, 0xFF, 0x80);
    }

    @Test
    void linearSegmentsGoOnFromTheEntryBefore() {
        assertThat(expand(16, 6, "0000 0100 0000  0100 0400 0010  0100 0100 0000")).containsExactly(0, 0x400, 0x800,
                0xC00, 0x1000, 0);
        assertThat(expand(8, 4, "00 01 0a 01 03 00")).containsExactly(10, 7, 3, 0);
    }

    @Test
    void indirectSegmentsRepeatOthers() {
        // the two segments at byte 0, the second of them from where the palette has got to
        assertThat(expand(16, 6, "0000 0100 0a00  0100 0200 0c00  0200 0200 0000 0000"))
                .containsExactly(10, 11, 12, 10, 11, 12);
        assertThat(expand(8, 5, "00 01 05  00 01 06  00 01 07  02 02 03 00 00 00"))
                .containsExactly(5, 6, 7, 6, 7);
    }

    @ParameterizedTest
    @CsvSource({ "TRUNCATED,0000 0300 0100", "TRUNCATED,''", "MALFORMED,0300 0100 0100", "MALFORMED,0100 0200 0100",
            "MALFORMED,0000 0900 0000 0000 0000 0000 0000 0000 0000 0000 0000",
            "TRUNCATED,0000 0100 0100 0200 0100 ffff ffff", "MALFORMED,0000 0100 0100 0200 0100 0600 0000" })
    void refusesSegmentsThatCannotBe(Reason reason, String segments) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> expand(16, 4, segments))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({ "16,0000 0100 0000  0100 ff00 00ff", "8,00 01 00 01 ff ff" })
    void imagesAreShownInThem(int bits, String segments) {
        DataSetBuilder image = TestImages.described(1, 3, 1, 8).put(Tag.PhotometricInterpretation, "PALETTE COLOR");
        for (int i = 0; i < 3; i++) {
            image.putInts(Tag.RedPaletteColorLookupTableDescriptor + i, Vr.US, 256, 0, bits)
                    .put(new Value(Tag.SegmentedRedPaletteColorLookupTableData + i, Vr.OW,
                            Bytes.ofHex(segments.replace(" ", ""))));
        }

        Bytes shown = Rendering.of(image.build(), 0).render(TestImages.row(8, false, 0, 100, 255)).data();

        assertThat(shown).isEqualTo(Bytes.ofHex("000000646464ffffff"));
    }
}
