package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterKindTest {

    @ParameterizedTest
    @CsvSource({
            "LOWER, az",
            "UPPER, AZ",
            "DIGIT, 09",
            "DELIMITER, '^= .-/\\'",
            "ACCENTED, éÄßøğłŒ",
            "HANZI, 王誠𠀀々",
            "WIDE, '。，、（）１Ａ—·℃\u3000\u303F！～'",
            "OTHER_LETTER, Иωשعกやヤ한",
            "SYMBOL, ¡¢£§©®°±¿÷" })
    void everyCharacterHasOne(CharacterKind kind, String characters) {
        assertThat(characters.codePoints()).allMatch(c -> CharacterKind.of(c) == kind);
    }

    @Test
    void whatIsNoCharacterIsNonsense() {
        for (int c : new int[]{ 0x80, 0x9F, 0xFFFD, 0xE000, 0xD800, 0xFFFF, 0x378, 0xF0000 }) {
            assertThat(CharacterKind.of(c)).as("U+%04X", c).isEqualTo(CharacterKind.NONSENSE);
        }
    }

    @Test
    void marksBelongToTheLettersOfTheirScript() {
        assertThat(CharacterKind.of(0x0E34)).as("Thai vowel").isEqualTo(CharacterKind.OTHER_LETTER);
        assertThat(CharacterKind.of(0x0301)).as("accent for any script").isEqualTo(CharacterKind.SYMBOL);
    }
}
