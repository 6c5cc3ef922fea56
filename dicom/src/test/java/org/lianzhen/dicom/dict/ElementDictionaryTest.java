package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.vr.Vr;

class ElementDictionaryTest {

    private static int tag(String digits) {
        return Integer.parseUnsignedInt(digits, 16);
    }

    @Test
    void findsAnOrdinaryElement() {
        DictionaryEntry entry = ElementDictionary.entry(Tag.PatientName);

        assertThat(entry).isEqualTo(new DictionaryEntry(0x00100010, -1, "PatientName", List.of(Vr.PN), "1", false,
                "Patient's Name"));
        assertThat(ElementDictionary.entry("PatientName")).isSameAs(entry);
    }

    @Test
    void findsEveryLineByTagAndKeyword() {
        assertThat(ElementDictionary.all()).hasSize(5277);
        for (DictionaryEntry entry : ElementDictionary.all()) {
            assertThat(ElementDictionary.entry(entry.tag())).as(entry.toString()).isNotNull();
            if (!entry.isRepeating()) {
                assertThat(ElementDictionary.entry(entry.tag())).isSameAs(entry);
            }
            if (!entry.keyword().isEmpty()) {
                assertThat(ElementDictionary.entry(entry.keyword())).isSameAs(entry);
            }
        }
    }

    @Test
    void keywordsAreUnique() {
        Set<String> seen = new HashSet<>();

        assertThat(ElementDictionary.all()).extracting(DictionaryEntry::keyword)
                .filteredOn(keyword -> !keyword.isEmpty()).allMatch(seen::add);
    }

    @ParameterizedTest
    @CsvSource({ "60003000, OverlayData", "60023000, OverlayData", "60FE3000, OverlayData", "50103000, CurveData",
            "00203101, SourceImageIDs", "002031FF, SourceImageIDs", "7F020010, VariablePixelData",
            "7FE00010, PixelData", "002804F0, RowsForNthOrderCoefficients", "10001230, EscapeTriplet",
            "10101234, ZonalMap", "10000010, EscapeTriplet" })
    void findsElementsOfRepeatingGroups(String digits, String keyword) {
        assertThat(Objects.requireNonNull(ElementDictionary.entry(tag(digits))).keyword()).isEqualTo(keyword);
    }

    @ParameterizedTest
    @ValueSource(strings = { "60013000", "50013000", "7F010010", "60003001", "00090010", "00091001", "00080000",
            "FFFFFFFF", "00080002", "60003000A" })
    void knowsNothingElse(String digits) {
        int tag = (int) Long.parseLong(digits, 16);
        if (digits.length() == 8) {
            assertThat(ElementDictionary.entry(tag)).isNull();
        }
        assertThat(ElementDictionary.entry(digits)).isNull();
    }

    @Test
    void keywordsAreCaseSensitive() {
        assertThat(ElementDictionary.entry("patientname")).isNull();
        assertThat(ElementDictionary.entry("")).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "00100010, PN", "7FE00010, OW", "60003000, OW", "54001010, OW", "00280106, US", "00283006, OW",
            "00281200, OW", "00283002, US", "00080005, CS", "00080000, UL", "00100000, UL", "00090000, UL",
            "00090010, LO", "000900FF, LO", "00091001, UN", "0009000F, UN", "00080002, UN", "FFFEE000, UN",
            "7FE00001, OV", "00020001, OB", "00000000, UL", "0040A168, SQ", "00189074, DT" })
    void assumesARepresentation(String digits, Vr vr) {
        assertThat(ElementDictionary.vrOf(tag(digits))).isEqualTo(vr);
    }

    @ParameterizedTest
    @CsvSource({ "00280106, 'US SS'", "7FE00010, 'OB OW'", "00283006, 'US OW'", "00281200, 'US SS OW'",
            "FFFEE00D, ''" })
    void listsAllPermittedRepresentations(String digits, String vrs) {
        assertThat(Objects.requireNonNull(ElementDictionary.entry(tag(digits))).vrs())
                .extracting(Vr::name).isEqualTo(vrs.isEmpty() ? List.of() : List.of(vrs.split(" ")));
    }

    @Test
    void tellsMultiplicityAndRetirement() {
        DictionaryEntry lengthToEnd = Objects.requireNonNull(ElementDictionary.entry(Tag.LengthToEnd));

        assertThat(lengthToEnd.retired()).isTrue();
        assertThat(Objects.requireNonNull(ElementDictionary.entry(Tag.ImageType)).vm()).isEqualTo("2-n");
        assertThat(Objects.requireNonNull(ElementDictionary.entry(Tag.OverlayData)).isRepeating()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "00100010, PatientName", "60023000, OverlayData", "'00091001', '(0009,1001)'",
            "00080202, '(0008,0202)'" })
    void namesTagsForPeople(String digits, String name) {
        assertThat(ElementDictionary.keywordOf(tag(digits))).isEqualTo(name);
    }

    @Test
    void itsListIsReadOnly() {
        assertThatThrownBy(() -> ElementDictionary.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
