package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificCharacterSetTest {

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");
    private static final SpecificCharacterSet GBK = SpecificCharacterSet.of("GBK");

    @Test
    void splitsAfterDecodingSoThatTrailBytesSeparateNothing() {
        Bytes bytes = Bytes.ofHex("c0ee5ed55c 5c cdf55ed0a1");

        assertThat(GBK.decodeValues(bytes, Vr.PN)).containsExactly("李^誠", "王^小");
        assertThat(SpecificCharacterSet.GB18030.decodeValues(bytes, Vr.PN)).containsExactly("李^誠", "王^小");
    }

    @Test
    void everyChineseTrailByteSurvives() {
        List<String> tricky = tricky();

        assertThat(tricky).hasSize(348);
        for (char trail : new char[]{ '\\', '^', '|' }) {
            assertThat(tricky).filteredOn(c -> GBK.encode(c, Vr.LO).u8(1) == trail).hasSize(116);
        }
        for (SpecificCharacterSet set : List.of(GBK, SpecificCharacterSet.GB18030)) {
            assertThat(set.decodeValues(set.encodeValues(tricky, Vr.LO), Vr.LO)).isEqualTo(tricky);
            for (String c : tricky) {
                String name = "Li^Cheng=" + c + "^" + c;
                assertThat(set.decode(set.encode(name, Vr.PN), Vr.PN)).isEqualTo(name);
            }
        }
    }

    /** Characters whose second byte is a backslash, a caret or a bar. */
    private static List<String> tricky() {
        return IntStream.rangeClosed(0x4E00, 0x9FA5).mapToObj(Character::toString)
                .filter(c -> "\\^|".indexOf(GBK.encode(c, Vr.LO).u8(1)) >= 0).toList();
    }

    @Test
    void trimsValuesAndKeepsEmptyOnes() {
        assertThat(LATIN_1.decodeValues(Bytes.ofHex("2041205c5c42 20"), Vr.LO)).containsExactly("A", "", "B");
        assertThat(LATIN_1.decodeValues(Bytes.ofHex("5c"), Vr.LO)).containsExactly("", "");
    }

    @Test
    void anEmptyFieldHasNoValues() {
        assertThat(LATIN_1.decodeValues(Bytes.EMPTY, Vr.LO)).isEmpty();
        assertThat(LATIN_1.decodeValues(Bytes.ofHex("2020"), Vr.LO)).isEmpty();
        assertThat(LATIN_1.decodeValues(Bytes.ofHex("2020"), Vr.LT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = { "ST", "LT", "UT", "UR" })
    void longTextsAreOneValue(Vr vr) {
        assertThat(LATIN_1.decodeValues(Bytes.ofHex("20415c4220"), vr)).containsExactly(" A\\B");
    }

    @Test
    void wholeTextsKeepTheirPadding() {
        assertThat(LATIN_1.decode(Bytes.ofHex("204120"), Vr.LO)).isEqualTo(" A ");
    }

    @ParameterizedTest
    @EnumSource(names = { "AE", "AS", "CS", "DA", "DS", "DT", "IS", "TM", "UI", "UR" })
    void otherStringsAreAlwaysInTheDefaultRepertoire(Vr vr) {
        assertThat(LATIN_1.decodeChecked(Bytes.ofHex("41e9"), vr)).isEqualTo(new DecodedText("A\uFFFD", true, true));
        assertThat(LATIN_1.canEncode("é", vr)).isFalse();
        assertThat(LATIN_1.canEncode("e", vr)).isTrue();
        assertThat(LATIN_1.transcode(Bytes.ofHex("41e9"), vr, GBK)).isEqualTo(Bytes.ofHex("41e9"));
    }

    @Test
    void writesValuesUnpadded() {
        assertThat(LATIN_1.encodeValues(List.of("é", "", "b"), Vr.LO)).isEqualTo(Bytes.ofHex("e95c5c62"));
        assertThat(LATIN_1.encodeValues(List.of(), Vr.LO)).isEqualTo(Bytes.EMPTY);
        assertThat(LATIN_1.encodeValues(List.of("a\\b"), Vr.LT)).isEqualTo(Bytes.ofHex("615c62"));
    }

    @Test
    void writesTheLowestTrailByteOfGbk() {
        assertThat(GBK.encode("丂a", Vr.LO)).isEqualTo(Bytes.ofHex("814061"));
    }

    @Test
    void refusesValuesThatWouldComeBackOtherwise() {
        assertThatThrownBy(() -> LATIN_1.encodeValues(List.of("\\b"), Vr.LO))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("delimiter");
        assertThatThrownBy(() -> LATIN_1.encodeValues(List.of("a\\b"), Vr.LO))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("delimiter");
        assertThatThrownBy(() -> LATIN_1.encodeValues(List.of("a", "b"), Vr.LT))
                .isInstanceOf(InvalidValueException.class).hasMessageContaining("only one");
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 100, ab中, 2, 20013", "ISO_IR 6, aé, 1, 233", "GBK, 刘𠀀, 1, 131072", "GBK, 刘é🙂, 2, 128578",
            "ISO_IR 192, 'a\uD800b', 1, 55296", "GB18030, 'ab\uDC00', 2, 56320",
            "ISO_IR 100, 'a\uD840\uDC00', 1, 131072",
            "ISO_IR 100, \uFFFD, 0, 65533", "GBK, \uFFFD, 0, 65533" })
    void namesTheFirstCharacterWithoutCode(String term, String text, int index, int codePoint) {
        assertThatThrownBy(() -> SpecificCharacterSet.of(term).encode(text, Vr.LO))
                .isInstanceOfSatisfying(UnmappableTextException.class, e -> {
                    assertThat(e.index()).isEqualTo(index);
                    assertThat(e.codePoint()).isEqualTo(codePoint);
                }).hasMessageContaining("U+");
    }

    @Test
    void neverNamesTheTextItself() {
        assertThatThrownBy(() -> LATIN_1.encode("Wang^中文", Vr.PN)).hasMessage(
                "no code for U+4E2D at index 5 in the character set");
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 192, c3, \uFFFD", "ISO_IR 192, 41ff42, A\uFFFDB", "ISO_IR 192, c080, \uFFFD\uFFFD",
            "ISO_IR 192, eda080, \uFFFD", "GB18030, cd, \uFFFD", "GB18030, ff, \uFFFD", "GB18030, 80, \uFFFD",
            "GBK, 41ff, A\uFFFD" })
    void malformedBytesAreReplacedAndReported(String term, String hex, String text) {
        DecodedText decoded = SpecificCharacterSet.of(term).decodeChecked(Bytes.ofHex(hex), Vr.LO);

        assertThat(decoded.text().replaceAll("\uFFFD+", "\uFFFD")).isEqualTo(text.replaceAll("\uFFFD+", "\uFFFD"));
        assertThat(decoded.malformed()).isTrue();
        assertThat(decoded.lossy()).isTrue();
    }

    @Test
    void aReplacementCharacterInUnicodeIsNoDamage() {
        assertThat(SpecificCharacterSet.UTF_8.decodeChecked(Bytes.ofHex("efbfbd"), Vr.LO))
                .isEqualTo(new DecodedText("\uFFFD", false, false));
    }

    @Test
    void transcodingIsExactOrRefused() {
        assertThat(GBK.transcode(Bytes.ofHex("cdf5"), Vr.LO, SpecificCharacterSet.UTF_8))
                .isEqualTo(Bytes.ofHex("e78e8b"));
        assertThatThrownBy(() -> GBK.transcode(Bytes.ofHex("cdf5"), Vr.LO, LATIN_1))
                .isInstanceOf(UnmappableTextException.class);
        assertThatThrownBy(() -> GBK.transcode(Bytes.ofHex("ff"), Vr.LO, SpecificCharacterSet.UTF_8))
                .as("nothing is lost silently").isInstanceOf(UnmappableTextException.class);
    }

    @Test
    void transcodingIntoTheSameSetKeepsEvenDamage() {
        Bytes damaged = Bytes.ofHex("ff");

        assertThat(GBK.transcode(damaged, Vr.LO, GBK)).isSameAs(damaged);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ḿ", "€", "︐", "é" })
    void gbkWritesTheShortCodesOfGb18030(String text) {
        boolean isShort = SpecificCharacterSet.GB18030.encode(text, Vr.LO).length() <= 2;

        assertThat(GBK.canEncode(text, Vr.LO)).isEqualTo(isShort);
    }

    @Test
    void gbkIsReadAsGb18030() {
        assertThat(GBK.decode(Bytes.ofHex("95328236"), Vr.LO)).isEqualTo("𠀀");
    }

    @Test
    void readsSlicesOfLargerArrays() {
        Bytes slice = Bytes.ofHex("ffcdf5ff").slice(1, 2);

        assertThat(GBK.decode(slice, Vr.LO)).isEqualTo("王");
        assertThat(LATIN_1.decode(slice, Vr.LO)).isEqualTo("Íõ");
        assertThat(SpecificCharacterSet.ASCII.decode(Bytes.ofHex("ff4142ff").slice(1, 2), Vr.LO)).isEqualTo("AB");
    }
}
