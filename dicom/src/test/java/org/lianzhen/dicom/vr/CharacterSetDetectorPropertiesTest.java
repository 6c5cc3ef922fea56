package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class CharacterSetDetectorPropertiesTest {

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");
    private static final Charset GB_2312 = Charset.forName("GB2312");
    private static final int TRIES = 500;

    /** A word with one accented letter between plain ones, as most European words have it. */
    @Provide
    Arbitrary<String> europeanWords() {
        Arbitrary<String> plain = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
        Arbitrary<Character> accented = Arbitraries.of('ä', 'ö', 'ü', 'ß', 'é', 'è', 'ê', 'á', 'à', 'ç', 'ñ', 'ó', 'ø',
                'å', 'æ', 'í', 'ú', 'ð', 'þ', 'ý');
        return Combinators.combine(plain, accented, plain).as((before, letter, after) -> before + letter + after);
    }

    /** Any of the 3,755 common characters of GB 2312. */
    @Provide
    Arbitrary<String> commonChinese() {
        Arbitrary<String> character = Arbitraries.integers().between(0, 3754)
                .map(CharacterSetDetectorPropertiesTest::hanzi);
        return character.list().ofMinSize(6).ofMaxSize(30).map(list -> String.join("", list));
    }

    private static String hanzi(int index) {
        return new String(new byte[]{ (byte) (0xB0 + index / 94), (byte) (0xA1 + index % 94) }, GB_2312);
    }

    private static CharacterSetFinding detect(SpecificCharacterSet declared, String text, Charset real) {
        return CharacterSetDetector.detect(declared, List.of(Bytes.wrap(text.getBytes(real))));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void leavesEveryEuropeanWordAlone(@ForAll("europeanWords") String word) {
        for (String text : List.of(word, word.toUpperCase(Locale.ROOT), "Dr. " + word + "^Anna")) {
            assertThat(detect(LATIN_1, text, StandardCharsets.ISO_8859_1)).as(text)
                    .isInstanceOf(CharacterSetFinding.AsDeclared.class);
        }
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void findsEuropeanWordsInUnicode(@ForAll("europeanWords") String word) {
        assertThat(detect(LATIN_1, word, StandardCharsets.UTF_8)).isInstanceOfSatisfying(
                CharacterSetFinding.Mislabelled.class,
                finding -> assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.UTF_8));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void findsSixCommonCharactersHoweverUnlikelyTheirOrder(@ForAll("commonChinese") String text) {
        for (SpecificCharacterSet label : List.of(LATIN_1, SpecificCharacterSet.ASCII)) {
            assertThat(detect(label, text, Charset.forName("GBK"))).isInstanceOfSatisfying(
                    CharacterSetFinding.Mislabelled.class,
                    finding -> assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.GB18030));
        }
        assertThat(detect(LATIN_1, text, StandardCharsets.UTF_8)).isInstanceOfSatisfying(
                CharacterSetFinding.Mislabelled.class,
                finding -> assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.UTF_8));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void leavesChineseUnderItsOwnLabelAlone(@ForAll("commonChinese") String text) {
        assertThat(detect(SpecificCharacterSet.GB18030, text, Charset.forName("GBK")))
                .isInstanceOf(CharacterSetFinding.AsDeclared.class);
        assertThat(detect(SpecificCharacterSet.UTF_8, text, StandardCharsets.UTF_8))
                .isInstanceOf(CharacterSetFinding.AsDeclared.class);
    }
}
