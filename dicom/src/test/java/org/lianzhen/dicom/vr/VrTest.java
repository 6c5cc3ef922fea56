package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VrTest {

    @Test
    void knowsAllThirtyFour() {
        assertThat(Vr.values()).hasSize(34);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsLetters(Vr vr) {
        int code = vr.name().charAt(0) << 8 | vr.name().charAt(1);

        assertThat(vr.code()).isEqualTo(code);
        assertThat(Vr.ofCode(code)).isEqualTo(vr);
    }

    @ParameterizedTest
    @ValueSource(
            ints = { 0, 0x4141, 0x5A5A, 0x6165, 0x2020, 0xFFFF, 0x10000 | 0x4145, -1, 0x4100, 0x0041, 0x5B41, 0x415B })
    void otherLettersAreNoRepresentation(int code) {
        assertThat(Vr.ofCode(code)).isNull();
    }

    @Test
    void someHaveLongLengths() {
        assertThat(those(Vr::hasLongLength)).containsExactlyInAnyOrder(Vr.OB, Vr.OD, Vr.OF, Vr.OL, Vr.OV, Vr.OW, Vr.SQ,
                Vr.SV, Vr.UC, Vr.UN, Vr.UR, Vr.UT, Vr.UV);
    }

    @Test
    void sevenFollowTheSpecificCharacterSet() {
        assertThat(those(Vr::isText)).containsExactlyInAnyOrder(Vr.SH, Vr.LO, Vr.ST, Vr.LT, Vr.UC, Vr.UT, Vr.PN);
    }

    @Test
    void stringsAreTextAndWhatIsAlwaysAscii() {
        Set<Vr> strings = EnumSet.of(Vr.AE, Vr.AS, Vr.CS, Vr.DA, Vr.DS, Vr.DT, Vr.IS, Vr.TM, Vr.UI, Vr.UR);
        strings.addAll(those(Vr::isText));

        assertThat(those(Vr::isString)).isEqualTo(strings);
    }

    @Test
    void backslashSplitsAllStringsButFour() {
        Set<Vr> strings = those(Vr::isString);
        strings.removeAll(EnumSet.of(Vr.ST, Vr.LT, Vr.UT, Vr.UR));

        assertThat(those(Vr::isMultiValued)).isEqualTo(strings);
    }

    @Test
    void stringsArePaddedWithSpaceAllElseWithNul() {
        Set<Vr> spaced = those(Vr::isString);
        spaced.remove(Vr.UI);

        assertThat(those(vr -> vr.padding() == ' ')).isEqualTo(spaced);
        assertThat(those(vr -> vr.padding() == 0)).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(spaced)));
    }

    @ParameterizedTest
    @CsvSource({ "1, 'AE AS CS DA DS DT IS LO LT OB PN SH SQ ST TM UC UI UN UR UT'", "2, 'AT OW SS US'",
            "4, 'FL OF OL SL UL'", "8, 'FD OD OV SV UV'" })
    void swapsNumbersOfTheirSize(int unit, String names) {
        assertThat(those(vr -> vr.swapUnit() == unit)).isEqualTo(named(names));
    }

    @ParameterizedTest
    @CsvSource({ "AE, 16", "AS, 4", "AT, 4", "CS, 16", "DA, 8", "DS, 16", "DT, 26", "FD, 8", "FL, 4", "IS, 12",
            "LO, 64", "LT, 10240", "OB, 4294967294", "OD, 4294967288", "OF, 4294967292", "OL, 4294967292",
            "OV, 4294967288", "OW, 4294967294", "PN, 64", "SH, 16", "SL, 4", "SQ, 4294967295", "SS, 2", "ST, 1024",
            "SV, 8", "TM, 14", "UC, 4294967294", "UI, 64", "UL, 4", "UN, 4294967294", "UR, 4294967294", "US, 2",
            "UT, 4294967294", "UV, 8" })
    void limitsLengthsAsTable62Does(Vr vr, long length) {
        assertThat(vr.maxLength()).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({ "2, 'SS US'", "4, 'AT FL SL UL'", "8, 'FD SV UV'" })
    void numbersHaveFixedLengths(int length, String names) {
        assertThat(those(vr -> vr.fixedLength() == length)).isEqualTo(named(names));
    }

    @Test
    void onlyNumbersHaveFixedLengths() {
        assertThat(those(vr -> vr.fixedLength() != 0)).isEqualTo(named("AT FD FL SL SS SV UL US UV"));
    }

    @ParameterizedTest
    @EnumSource(names = { "AE", "CS", "DA", "DS", "IS", "LO", "PN", "SH", "TM", "UI" })
    void spacesAroundShortStringsMeanNothing(Vr vr) {
        assertThat(vr.trim("  a b \0 ")).isEqualTo("a b");
        assertThat(vr.trim("   ")).isEmpty();
        assertThat(vr.trim("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = { "ST", "LT", "UT", "UC", "UR" })
    void leadingSpacesOfLongTextsStay(Vr vr) {
        assertThat(vr.trim("  a b \0 ")).isEqualTo("  a b");
    }

    private static Set<Vr> those(Predicate<Vr> fact) {
        return Arrays.stream(Vr.values()).filter(fact)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Vr.class)));
    }

    private static Set<Vr> named(String names) {
        return Arrays.stream(names.split(" ")).map(Vr::valueOf).collect(Collectors.toSet());
    }
}
