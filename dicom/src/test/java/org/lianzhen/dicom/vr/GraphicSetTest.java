package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GraphicSetTest {

    /** PS3.3 tables C.12-3 and C.12-4: bytes after ESC in the notation column/row, and the place. */
    @ParameterizedTest
    @CsvSource({ "ASCII, 02/08 04/02, G0", "LATIN_1, 02/13 04/01, G1", "LATIN_2, 02/13 04/02, G1",
            "LATIN_3, 02/13 04/03, G1", "LATIN_4, 02/13 04/04, G1", "CYRILLIC, 02/13 04/12, G1",
            "ARABIC, 02/13 04/07, G1", "GREEK, 02/13 04/06, G1", "HEBREW, 02/13 04/08, G1",
            "LATIN_5, 02/13 04/13, G1", "LATIN_9, 02/13 06/02, G1", "KATAKANA, 02/09 04/09, G1",
            "JIS_ROMAN, 02/08 04/10, G0", "THAI, 02/13 05/04, G1", "JIS_X_0208, 02/04 04/02, G0",
            "JIS_X_0212, 02/04 02/08 04/04, G0", "KS_X_1001, 02/04 02/09 04/03, G1",
            "GB_2312, 02/04 02/09 04/01, G1" })
    void isDesignatedAsTheStandardSays(GraphicSet set, String sequence, String place) {
        String designation = Arrays.stream(sequence.split(" ")).map(code -> code.split("/"))
                .map(code -> Character.toString(Integer.parseInt(code[0]) * 16 + Integer.parseInt(code[1])))
                .collect(Collectors.joining());

        assertThat(set.designation()).isEqualTo(designation);
        assertThat(set.isRight()).isEqualTo(place.equals("G1"));
    }

    @ParameterizedTest
    @CsvSource({ "ASCII, 95", "JIS_ROMAN, 95", "KATAKANA, 63", "LATIN_1, 96", "LATIN_9, 96", "CYRILLIC, 96",
            "THAI, 88", "JIS_X_0208, 6879", "JIS_X_0212, 6067" })
    void hasAsManyCharactersAsTheRegistryAndTheSpaceOnTheLeft(GraphicSet set, int count) {
        assertThat(codes(set).filter(code -> set.decode(code) != CodeTable.NONE).count()).isEqualTo(count);
    }

    @Test
    void hasAtLeastTheCharactersOfTheKoreanAndChineseStandards() {
        assertThat(codes(GraphicSet.KS_X_1001).filter(code -> GraphicSet.KS_X_1001.decode(code) != CodeTable.NONE)
                .count()).isBetween(8224L, 8230L);
        assertThat(codes(GraphicSet.GB_2312)
                .filter(code -> GraphicSet.GB_2312.encode(GraphicSet.GB_2312.decode(code)) == code).count())
                .isEqualTo(7445);
    }

    private static IntStream codes(GraphicSet set) {
        return set.isDoubleByte() ? IntStream.rangeClosed(0x2020, 0x7F7F).filter(code -> (code & 0xFF) >= 0x20
                && (code & 0xFF) < 0x80) : IntStream.rangeClosed(0x20, 0x7F);
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatItReads(GraphicSet set) {
        codes(set).forEach(code -> {
            char c = set.decode(code);
            if (c != CodeTable.NONE && set.encode(c) != 0) {
                assertThat(set.decode(set.encode(c))).isEqualTo(c);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingOutsideItsTable(GraphicSet set) {
        int[] outside = set.isDoubleByte() ? new int[]{ 0, 0x2000, 0x2080, 0x1F21, 0x8021, 0xFFFF }
                : new int[]{ 0, 0x1F, 0x80, 0xFF };
        for (int code : outside) {
            assertThat(set.decode(code)).isEqualTo(CodeTable.NONE);
        }
        assertThat(set.encode(CodeTable.NONE)).isZero();
        assertThat(set.encode('\0')).isZero();
        assertThat(set.encode('\uD800')).isZero();
    }

    @Test
    void theJapaneseLatinLettersDifferInTwo() {
        assertThat(GraphicSet.JIS_ROMAN.decode('\\')).isEqualTo('\u00A5');
        assertThat(GraphicSet.JIS_ROMAN.decode('~')).isEqualTo('\u203E');
        assertThat(GraphicSet.JIS_ROMAN.encode('\\')).isZero();
        assertThat(GraphicSet.JIS_ROMAN.encode('~')).isZero();
        assertThat(GraphicSet.JIS_ROMAN.decode('A')).isEqualTo('A');
    }
}
