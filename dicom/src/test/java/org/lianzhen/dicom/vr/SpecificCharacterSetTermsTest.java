package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificCharacterSetTermsTest {

    private static List<String> values(String terms) {
        return Arrays.asList(terms.split("\\\\", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127",
            "ISO_IR 126", "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030",
            "GBK", "ISO 2022 IR 100", "ISO 2022 IR 101", "ISO 2022 IR 109", "ISO 2022 IR 110", "ISO 2022 IR 144",
            "ISO 2022 IR 127", "ISO 2022 IR 126", "ISO 2022 IR 138", "ISO 2022 IR 148", "ISO 2022 IR 203",
            "ISO 2022 IR 13", "ISO 2022 IR 166", "\\ISO 2022 IR 87", "\\ISO 2022 IR 159", "\\ISO 2022 IR 149",
            "\\ISO 2022 IR 58", "ISO 2022 IR 13\\ISO 2022 IR 87", "\\ISO 2022 IR 87\\ISO 2022 IR 159",
            "ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126", "ISO 2022 IR 13\\ISO 2022 IR 6" })
    void keepsEveryDefinedTerm(String terms) {
        SpecificCharacterSet set = SpecificCharacterSet.of(values(terms));

        assertThat(set.definedTerms()).isEqualTo(values(terms));
        assertThat(SpecificCharacterSet.lenient(values(terms)).problems()).isEmpty();
        assertThat(set).hasToString(terms);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\\", "\\\\", "ISO_IR 6", "ISO 2022 IR 6", "ISO 2022 IR 6\\" })
    void nothingAndSixAreTheDefaultRepertoire(String terms) {
        assertThat(SpecificCharacterSet.of(values(terms))).isEqualTo(SpecificCharacterSet.ASCII)
                .hasSameHashCodeAs(SpecificCharacterSet.ASCII).hasToString("ISO_IR 6");
        assertThat(SpecificCharacterSet.of(values(terms)).definedTerms()).isEmpty();
        assertThat(SpecificCharacterSet.lenient(values(terms)).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR_100, ISO_IR 100", "ISO-IR 100, ISO_IR 100", "ISO IR 100, ISO_IR 100", "ISO_IR100, ISO_IR 100",
            "iso_ir 100, ISO_IR 100", "IR 100, ISO_IR 100", "ISO 8859-1, ISO_IR 100", "ISO-8859-1, ISO_IR 100",
            "ISO_8859_15, ISO_IR 203", "ISO8859-5, ISO_IR 144", "LATIN1, ISO_IR 100", "ISO_IR_192, ISO_IR 192",
            "ISO 2022 IR 192, ISO_IR 192", "UTF-8, ISO_IR 192", "utf8, ISO_IR 192", "UTF_8, ISO_IR 192",
            "ISO 10646-1, ISO_IR 192", "GB 18030, GB18030", "GB18030-2000, GB18030", "GB18030-2022, GB18030",
            "ISO 2022 GB18030, GB18030", "gbk, GBK", "ISO 2022 GBK, GBK", "ISO 2022-GBK, GBK", "GB2312, GBK",
            "GB 2312-80, GBK", "ISO 2022 GB2312, GBK", "CP936, GBK", "ISO 2022 58, \\ISO 2022 IR 58",
            "ISO 2022 IR 58, \\ISO 2022 IR 58", "ISO_IR 58, \\ISO 2022 IR 58", "ISO 2022 IR 87, \\ISO 2022 IR 87",
            "ISO_IR 87, \\ISO 2022 IR 87", "ISO 2022 IR 149, \\ISO 2022 IR 149", "ISO2022IR100, ISO_IR 100",
            "ISO_IR 100\\ISO_IR 144, ISO 2022 IR 100\\ISO 2022 IR 144",
            "ISO_IR 13\\ISO 2022 IR 87, ISO 2022 IR 13\\ISO 2022 IR 87",
            "ISO_IR 6\\ISO 2022 IR 58, \\ISO 2022 IR 58" })
    void understandsUsualMisspellingsAndSaysSo(String terms, String meant) {
        SpecificCharacterSet.Lenient lenient = SpecificCharacterSet.lenient(values(terms));

        assertThat(SpecificCharacterSet.of(values(terms)).definedTerms()).isEqualTo(values(meant));
        assertThat(lenient.characterSet().definedTerms()).isEqualTo(values(meant));
        assertThat(lenient.problems()).isNotEmpty().allMatch(problem -> problem.contains("read as"));
    }

    @Test
    void namesWhatItReads() {
        assertThat(SpecificCharacterSet.lenient(List.of("GB2312")).problems())
                .containsExactly("'GB2312' is read as GBK");
        assertThat(SpecificCharacterSet.lenient(List.of("ISO 2022 IR 87")).problems())
                .containsExactly("'ISO 2022 IR 87' cannot be the first value and is read as the second");
    }

    @Test
    void ignoresPaddingRepetitionsAndLaterBlanks() {
        assertThat(SpecificCharacterSet.of("ISO_IR 100 ").definedTerms()).containsExactly("ISO_IR 100");
        assertThat(SpecificCharacterSet.of("ISO_IR 100\0").definedTerms()).containsExactly("ISO_IR 100");
        assertThat(SpecificCharacterSet.of("", "ISO 2022 IR 87", "", "ISO 2022 IR 87").definedTerms())
                .containsExactly("", "ISO 2022 IR 87");
        assertThat(SpecificCharacterSet.of("ISO 2022 IR 6", "ISO 2022 IR 87").definedTerms())
                .containsExactly("", "ISO 2022 IR 87");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ISO_IR 99", "ISO_IR", "BIG5", "SHIFT_JIS", "ISO 8859-12", "2022", "ISO 2022 IR", "999",
            "ISO_IR 1000", "中文", "WINDOWS-1252" })
    void refusesUnknownTerms(String term) {
        assertThatThrownBy(() -> SpecificCharacterSet.of(term)).isInstanceOf(UnknownCharacterSetException.class)
                .isInstanceOfSatisfying(UnknownCharacterSetException.class,
                        e -> assertThat(e.definedTerms()).containsExactly(term))
                .hasMessageContaining("is unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = { "ISO_IR 192\\ISO 2022 IR 87", "GB18030\\ISO 2022 IR 58", "ISO_IR 100\\ISO_IR 192",
            "\\GBK", "GBK\\GB18030" })
    void refusesExtensionsOfWholeEncodings(String terms) {
        assertThatThrownBy(() -> SpecificCharacterSet.of(values(terms)))
                .isInstanceOf(UnknownCharacterSetException.class).hasMessageContaining("must stand alone");
    }

    @Test
    void lenientReportsUnknownTermsAndLeavesThemOut() {
        SpecificCharacterSet.Lenient lenient = SpecificCharacterSet.lenient(List.of("KLINGON", "ISO 2022 IR 144"));

        assertThat(lenient.characterSet().definedTerms()).containsExactly("", "ISO 2022 IR 144");
        assertThat(lenient.problems()).containsExactly("character set 'KLINGON' is unknown");
        assertThat(SpecificCharacterSet.lenient(List.of("KLINGON")).characterSet())
                .isEqualTo(SpecificCharacterSet.ASCII);
    }

    @Test
    void lenientTakesTheWholeEncodingAmongOthers() {
        SpecificCharacterSet.Lenient lenient = SpecificCharacterSet.lenient(List.of("", "GBK"));

        assertThat(lenient.characterSet().definedTerms()).containsExactly("GBK");
        assertThat(lenient.problems()).containsExactly("GBK must stand alone");
    }

    @Test
    void quotesLittleAndOnlyPrintableTextOfPeers() {
        String hostile = "\u001b[31m" + "x".repeat(1000);

        assertThat(SpecificCharacterSet.lenient(List.of(hostile)).problems()).singleElement().asString()
                .hasSizeLessThan(80).doesNotContain("\u001b").contains(".[31mxxx");
    }

    @Test
    void constantsAreWhatTheySay() {
        assertThat(SpecificCharacterSet.ASCII.definedTerms()).isEmpty();
        assertThat(SpecificCharacterSet.UTF_8.definedTerms()).containsExactly("ISO_IR 192");
        assertThat(SpecificCharacterSet.GB18030.definedTerms()).containsExactly("GB18030");
    }

    @Test
    void equalsByTerms() {
        assertThat(SpecificCharacterSet.of("ISO_IR_192")).isEqualTo(SpecificCharacterSet.UTF_8)
                .hasSameHashCodeAs(SpecificCharacterSet.UTF_8);
        assertThat(SpecificCharacterSet.of("GBK")).isNotEqualTo(SpecificCharacterSet.GB18030).isNotEqualTo("GBK");
    }
}
