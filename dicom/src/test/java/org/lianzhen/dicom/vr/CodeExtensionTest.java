package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where code extensions begin and end, and what becomes of bytes that break their rules. */
class CodeExtensionTest {

    private static final SpecificCharacterSet JAPANESE = SpecificCharacterSet.of("", "ISO 2022 IR 87");
    private static final SpecificCharacterSet KATAKANA = SpecificCharacterSet.of("ISO 2022 IR 13", "ISO 2022 IR 87");
    private static final SpecificCharacterSet KOREAN = SpecificCharacterSet.of("", "ISO 2022 IR 149");
    private static final SpecificCharacterSet CHINESE = SpecificCharacterSet.of("", "ISO 2022 IR 58");
    private static final SpecificCharacterSet RUSSIAN = SpecificCharacterSet.of("ISO 2022 IR 100", "ISO 2022 IR 144");

    private static DecodedText decode(SpecificCharacterSet set, String hex, Vr vr) {
        return set.decodeChecked(Bytes.ofHex(hex), vr);
    }

    private static DecodedText clean(String text) {
        return new DecodedText(text, false, false);
    }

    private static DecodedText mended(String text) {
        return new DecodedText(text, true, false);
    }

    private static DecodedText damaged(String text) {
        return new DecodedText(text, true, true);
    }

    @ParameterizedTest
    @CsvSource({ "09, TAB", "0a, LF", "0c, FF", "0d, CR" })
    void controlCharactersBringTheInitialSetsBack(String hex, String name) {
        DecodedText text = decode(RUSSIAN, "1b2d4c d0" + hex + "e9", Vr.LT);

        assertThat(text).as(name).isEqualTo(clean("а" + (char) Integer.parseInt(hex, 16) + "é"));
    }

    @Test
    void theSeparatorOfValuesBringsTheInitialSetsBack() {
        assertThat(decode(RUSSIAN, "1b2d4c d0 5c e9", Vr.LO)).isEqualTo(clean("а\\é"));
        assertThat(decode(RUSSIAN, "1b2d4c d0 5c e9", Vr.LT)).as("no separator in LT").isEqualTo(clean("а\\щ"));
    }

    @Test
    void caretAndEqualsSignDelimitInNamesOnly() {
        assertThat(decode(RUSSIAN, "1b2d4c d0 5e e9 3d e9", Vr.PN)).isEqualTo(clean("а^é=é"));
        assertThat(decode(RUSSIAN, "1b2d4c d0 5e e9 3d e9", Vr.LO)).isEqualTo(clean("а^щ=щ"));
    }

    @Test
    void delimiterBytesInsideKanjiDelimitNothing() {
        DecodedText text = decode(JAPANESE, "1b2442 305c 305e 303d 1b2842", Vr.PN);

        assertThat(text.text()).hasSize(3).doesNotContain("\\", "^", "=", "\uFFFD");
        assertThat(text.malformed()).isFalse();
    }

    @Test
    void koreanTextAnnouncesItselfOnEveryLine() {
        String hex = "1b242943 5468652066697273742c 20 c7d1b1db 2e 0d0a 1b242943 c7d1b1db 0d0a 656e64";

        assertThat(decode(KOREAN, hex, Vr.LT)).isEqualTo(clean("The first, 한글.\r\n한글\r\nend"));
        assertThat(KOREAN.decode(KOREAN.encode("The first, 한글.\r\n한글\r\nend", Vr.LT), Vr.LT))
                .isEqualTo("The first, 한글.\r\n한글\r\nend");
    }

    @Test
    void aMissingAnnouncementIsMended() {
        assertThat(decode(CHINESE, "57 3d 1b242941 cdf5 5e d0a1b6ab", Vr.PN)).isEqualTo(mended("W=王^小东"));
        assertThat(decode(CHINESE, "cdf5", Vr.LO)).isEqualTo(mended("王"));
        assertThat(decode(KOREAN, "c7d1b1db", Vr.LO)).isEqualTo(mended("한글"));
    }

    @Test
    void aMissingReturnBeforeADelimiterIsMended() {
        assertThat(decode(JAPANESE, "1b2442 3b33 5e 1b2442 4544 1b2842", Vr.PN)).isEqualTo(mended("山^田"));
        assertThat(decode(JAPANESE, "1b2442 3b33 5e", Vr.PN)).isEqualTo(mended("山^"));
    }

    @Test
    void aMissingReturnAtTheEndDoesNoHarm() {
        assertThat(decode(JAPANESE, "1b2442 3b33 20", Vr.PN)).isEqualTo(clean("山 "));
        assertThat(decode(JAPANESE, "1b2442 3b33 0d0a 41", Vr.LT)).isEqualTo(clean("山\r\nA"));
    }

    @Test
    void undeclaredSetsAreReadWhenTheirEscapesSaySo() {
        assertThat(decode(SpecificCharacterSet.ASCII, "1b2442 3b33 1b284a 5c 1b2842 5c", Vr.LT))
                .isEqualTo(clean("山¥\\"));
        assertThat(decode(SpecificCharacterSet.of("ISO_IR 100"), "e9 1b2d4c e9", Vr.LO)).isEqualTo(clean("éщ"));
    }

    @Test
    void setsAreReadInThePlaceWhereOthersPutThem() {
        assertThat(decode(JAPANESE, "1b2849 54 1b2842 41", Vr.LO)).as("katakana left").isEqualTo(clean("ﾔA"));
        assertThat(decode(JAPANESE, "1b242942 bbb3 41", Vr.LO)).as("kanji right").isEqualTo(clean("山A"));
        assertThat(decode(JAPANESE, "1b2440 3b33 1b2842", Vr.LO)).as("first edition").isEqualTo(clean("山"));
        assertThat(decode(JAPANESE, "1b242842 3b33 1b2842", Vr.LO)).as("long form").isEqualTo(clean("山"));
        assertThat(decode(CHINESE, "1b2441 4d75 1b2842", Vr.LO)).as("hanzi left").isEqualTo(clean("王"));
        assertThat(decode(KOREAN, "1b242843 4751 1b2842", Vr.LO)).as("hangul left").isEqualTo(clean("한"));
    }

    @ParameterizedTest
    @CsvSource({ "1b, \uFFFD", "1b41, \uFFFDA", "1b24, \uFFFD$", "1b2429, \uFFFD$)", "1b242951, \uFFFD$)Q",
            "1b285a41, \uFFFD(ZA", "1b2d7a, \uFFFD-z", "1b242020204241, '\uFFFD$   BA'", "1b1b2d4c, \uFFFD" })
    void unknownEscapeSequencesAreNoText(String hex, String text) {
        assertThat(decode(RUSSIAN, hex, Vr.LO)).isEqualTo(damaged(text));
    }

    @ParameterizedTest
    @CsvSource({ "41e9, A\uFFFD", "80, \uFFFD", "c4c4, \uFFFD\uFFFD" })
    void theDefaultRepertoireHasNoHighBytes(String hex, String text) {
        assertThat(decode(SpecificCharacterSet.ASCII, hex, Vr.LO)).isEqualTo(damaged(text));
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 100, 80", "ISO_IR 100, 9f", "ISO_IR 166, fc", "ISO_IR 166, 80", "ISO_IR 138, a1",
            "ISO_IR 127, a1", "ISO_IR 13, e0", "ISO_IR 13, a0", "ISO_IR 13, ff", "ISO_IR 126, d2" })
    void bytesWithoutCharactersAreDamage(String term, String hex) {
        assertThat(decode(SpecificCharacterSet.of(term), hex, Vr.LO)).isEqualTo(damaged("\uFFFD"));
    }

    @ParameterizedTest
    @CsvSource({ "1b242941 cd, \uFFFD", "1b242941 cd41, \uFFFDA", "1b242941 cd5c41, \uFFFD\\A",
            "1b242941 ff, \uFFFD", "1b242941 a0a1, \uFFFD\uFFFD", "1b242941 cdf5cd, 王\uFFFD",
            "1b242941 fea1, \uFFFD", "1b242941 aaa1, \uFFFD" })
    void halvesOfPairsAreDamage(String hex, String text) {
        assertThat(decode(CHINESE, hex, Vr.LO)).isEqualTo(damaged(text));
    }

    @Test
    void pairsWithoutCharactersAreDamageButKeepStep() {
        assertThat(decode(JAPANESE, "1b2442 7e7e 3b33 1b2842", Vr.LO)).isEqualTo(damaged("\uFFFD山"));
    }

    @Test
    void readsWhatCarelessSendersMixIntoChinese() {
        assertThat(decode(CHINESE, "1b242941 a2a1 a1a4 a1aa", Vr.LO)).isEqualTo(clean("ⅰ·—"));
        assertThat(CHINESE.canEncode("·—", Vr.LO)).isTrue();
        assertThat(CHINESE.canEncode("ⅰ", Vr.LO)).as("no GB 2312").isFalse();
    }

    @Test
    void yenIsTheSeparatorWhereBackslashSeparates() {
        assertThat(decode(KATAKANA, "d4 5c cf", Vr.PN)).isEqualTo(clean("ﾔ\\ﾏ"));
        assertThat(KATAKANA.decodeValues(Bytes.ofHex("d45ccf"), Vr.LO)).containsExactly("ﾔ", "ﾏ");
        assertThat(decode(KATAKANA, "d4 5c 7e", Vr.ST)).isEqualTo(clean("ﾔ¥‾"));
        assertThat(KATAKANA.encode("ﾔ¥‾", Vr.ST)).isEqualTo(Bytes.ofHex("d45c7e"));
    }

    @ParameterizedTest
    @EnumSource(names = { "LO", "SH", "PN", "UC" })
    void yenCannotBeWrittenWhereItWouldSeparate(Vr vr) {
        assertThat(KATAKANA.canEncode("\u00A5", vr)).isFalse();
        assertThat(KATAKANA.canEncode("a\\b", vr)).isTrue();
    }

    @Test
    void backslashAndTildeNeedAsciiBesideKatakana() {
        assertThat(KATAKANA.canEncode("\\", Vr.LT)).isFalse();
        assertThat(KATAKANA.canEncode("~", Vr.LO)).isFalse();

        SpecificCharacterSet both = SpecificCharacterSet.of("ISO 2022 IR 13", "ISO 2022 IR 6");
        assertThat(both.encode("a\\~a", Vr.LT)).isEqualTo(Bytes.ofHex("61 1b2842 5c7e61 1b284a"));
    }

    @Test
    void writesSpacesInSingleBytes() {
        assertThat(JAPANESE.encode("山 田", Vr.LO))
                .isEqualTo(Bytes.ofHex("1b2442 3b33 1b2842 20 1b2442 4544 1b2842"));
        assertThat(CHINESE.encode("王 a", Vr.LO)).isEqualTo(Bytes.ofHex("1b242941 cdf5 20 61"));
    }

    @Test
    void writesNoEscapeCharacter() {
        assertThat(CHINESE.canEncode("a\u001bb", Vr.LT)).isFalse();
        assertThat(SpecificCharacterSet.ASCII.canEncode("\u001b", Vr.LT)).isFalse();
    }

    @Test
    void usesNoSetThatIsNotDeclared() {
        assertThat(JAPANESE.canEncode("ﾔ", Vr.LO)).isFalse();
        assertThat(CHINESE.canEncode("한", Vr.LO)).isFalse();
        assertThat(SpecificCharacterSet.of("ISO_IR 100").canEncode("щ", Vr.LO)).isFalse();
    }

    @Test
    void prefersTheSetInForce() {
        SpecificCharacterSet set = SpecificCharacterSet.of("", "ISO 2022 IR 100", "ISO 2022 IR 101");

        assertThat(set.encode("éőé", Vr.LO)).as("é is in both").isEqualTo(Bytes.ofHex("1b2d41 e9 1b2d42 f5e9"));
    }
}
