package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.vr.Vr;

class DictionaryEntryTest {

    private static DictionaryEntry entry(String vrs) {
        List<Vr> list = vrs.isEmpty() ? List.of() : Arrays.stream(vrs.split(" ", -1)).map(Vr::valueOf).toList();
        return new DictionaryEntry(0x00080001, -1, "Keyword", list, "1", false, "Name");
    }

    @ParameterizedTest
    @CsvSource({
            "LO, LO",
            "'US SS', US",
            "'OB OW', OW",
            "'US OW', OW",
            "'US SS OW', OW",
            "'', UN" })
    void assumesTheFirstOrTheWidest(String vrs, Vr vr) {
        assertThat(entry(vrs).vr()).isEqualTo(vr);
    }

    @Test
    void keepsItsOwnList() {
        List<Vr> vrs = new ArrayList<>(List.of(Vr.LO));
        DictionaryEntry entry = new DictionaryEntry(1, -1, "K", vrs, "1", false, "N");
        vrs.clear();

        assertThat(entry.vrs()).containsExactly(Vr.LO);
        assertThatThrownBy(() -> entry.vrs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
            "60xx3000, OverlayData, FF00FFFF",
            "002031xx, SourceImageIDs, FFFFFF00",
            "1000xxx0, EscapeTriplet, FFFF000F",
            "1010xxxx, ZonalMap, FFFF0000" })
    void openDigitsAreOutsideTheMask(String pattern, String keyword, String mask) {
        DictionaryEntry entry = Objects.requireNonNull(ElementDictionary.entry(keyword));

        assertThat(entry.isRepeating()).isTrue();
        assertThat(entry.mask()).isEqualTo(Integer.parseUnsignedInt(mask, 16));
        assertThat(entry.tag()).isEqualTo(Integer.parseUnsignedInt(pattern.replace('x', '0'), 16));
    }

    @Test
    void everyRepeatingGroupBeginsWithFixedDigits() {
        assertThat(ElementDictionary.all()).filteredOn(DictionaryEntry::isRepeating).isNotEmpty()
                .allMatch(entry -> entry.mask() >>> 24 == 0xFF);
    }
}
