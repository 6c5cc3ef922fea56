package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.archive.Condition;

/** Each kind of matching of PS3.4 section C.2.2.2, from the key as a device writes it to the entry. */
class MatchingTest {
    private static DataSet one(int tag, String... values) {
        return DataSet.builder(SpecificCharacterSet.UTF_8).put(tag, values).build();
    }

    /** Whether an entry with one attribute fits keys for it. */
    private static boolean fits(int tag, String value, String... keys) {
        DataSet entry = value.isEmpty() ? DataSet.builder().putEmpty(tag).build() : one(tag, value);
        return Conditions.of(one(tag, keys)).stream().allMatch(condition -> Matching.fits(entry, condition));
    }

    @ParameterizedTest
    @CsvSource({ "A1,A1,true", "A1,A2,false", "A1,a1,false", "A1,A,false", "A1,A11,false", "'',A1,false" })
    void oneValueMustBeEqual(String value, String key, boolean fits) {
        assertThat(fits(Tag.AccessionNumber, value, key)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({ "1.2.3,true", "1.2.4,true", "1.2.5,false", "1.2,false" })
    void oneOfSeveralUidsMustBeEqual(String value, boolean fits) {
        assertThat(fits(Tag.StudyInstanceUID, value, "1.2.3", "1.2.4")).isEqualTo(fits);
    }

    @Test
    void oneOfSeveralOtherValuesMayBeEqual() {
        assertThat(fits(Tag.Modality, "MR", "CT", "MR")).isTrue();
        assertThat(fits(Tag.Modality, "DX", "CT", "MR")).isFalse();
    }

    @Test
    void oneOfSeveralValuesOfTheEntryIsEnough() {
        DataSet entry = one(Tag.ScheduledStationAETitle, "TS1CT", "TS1MR");
        assertThat(Matching.fits(entry, new Condition.OneOf(Tag.ScheduledStationAETitle, List.of("TS1MR")))).isTrue();
        assertThat(Matching.fits(entry, new Condition.Like(Tag.ScheduledStationAETitle, "*MR"))).isTrue();
        assertThat(Matching.fits(entry, new Condition.OneOf(Tag.ScheduledStationAETitle, List.of("TS1DX")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "*", "**" })
    void whatHasNoValueOrOnlyAsterisksFitsEverything(String key) {
        assertThat(fits(Tag.AccessionNumber, "A1", key)).isTrue();
        assertThat(fits(Tag.AccessionNumber, "", key)).isTrue();
        assertThat(fits(Tag.PatientName, "李^誠", key)).isTrue();
    }

    @Test
    void aKeyThatEntriesDoNotHaveExcludesNothing() {
        DataSet entry = one(Tag.AccessionNumber, "A1");
        assertThat(Matching.fits(entry, new Condition.OneOf(Tag.PatientID, List.of("P1")))).isTrue();
        assertThat(Matching.fits(entry, new Condition.Between(Tag.PatientBirthDate, "1", "2"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "A12,A*,true", "A12,*2,true", "A12,*1*,true", "A12,A?2,true", "A12,A??,true", "A12,A?,false",
            "A12,??,false", "A12,B*,false", "A12,A*3,false", "A12,A12*,true", "A12,A12?,false", "A12,a*,false",
            "'',A*,false" })
    void wildCardsStandForCharacters(String value, String key, boolean fits) {
        assertThat(fits(Tag.AccessionNumber, value, key)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({ "胸部平扫,胸部*,true", "胸部平扫,*平?,true", "胸部平扫,腹部*,false", "胸部(平扫),胸部(*),true", "𠮷田检查,𠮷*,true",
            "𠮷田检查,?田*,true",
            "CT+C,CT+?,true", "CTTC,CT+?,false", "a.b,a?b,true", "axb,a.*,false", "[x],[*],true" })
    void wildCardsMeetAllCharacters(String value, String key, boolean fits) {
        assertThat(fits(Tag.RequestedProcedureDescription, value, key)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({ "20260630,true", "20260629,false", "20260701,false", "20260601-20260630,true",
            "20260630-20260701,true", "20260701-20260731,false", "20260630-,true", "20260701-,false",
            "-20260630,true", "-20260629,false" })
    void datesLieInTheirRange(String key, boolean fits) {
        assertThat(fits(Tag.ScheduledProcedureStepStartDate, "20260630", key)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({ "093000,true", "0930,true", "09,true", "0931,false", "08,false", "08-09,true", "0800-0930,true",
            "0800-0929,false", "093001-,false", "093000-,true", "-0930,true", "-092959,false", "-09,true", "10-,false",
            "093000.000,true", "093000.000-,true", "-093000.000,true", "093000.001-,false" })
    void timesLieInTheirRangeHoweverManyDigitsTheyHave(String key, boolean fits) {
        assertThat(fits(Tag.ScheduledProcedureStepStartTime, "093000", key)).isEqualTo(fits);
    }

    @Test
    void whatHasNoDateLiesInNoRange() {
        assertThat(fits(Tag.PatientBirthDate, "", "19700101-")).isFalse();
        assertThat(fits(Tag.PatientBirthDate, "", "-20260101")).isFalse();
        assertThat(fits(Tag.PatientBirthDate, "", "")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "Li^Lei,li^lei", "Li^Lei,LI*", "Li^Lei,*LEI", "LI^LEI,Li^Lei", "Müller^Ann,muller*", "Li^Lei,L?^L*" })
    void namesFitWhateverTheCaseAndMarks(String name, String key) {
        assertThat(fits(Tag.PatientName, name, key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "李^誠,李*,true", "李^誠,李^誠,true", "李^誠,李誠,true", "李^誠,*誠,true", "李^誠,li*,true", "李^誠,licheng,true",
            "李^誠,lc,true", "李^誠,王*,false", "李^誠,wang*,false", "李^誠,李,false", "Li^Cheng=李^誠,李*,true",
            "Li^Cheng=李^誠,LI^CHENG,true", "Li^Cheng,李*,false" })
    void chineseNamesAreFoundByCharactersAndPinyin(String name, String key, boolean fits) {
        assertThat(fits(Tag.PatientName, name, key)).isEqualTo(fits);
    }

    @Test
    void charactersWithAMeaningInPatternsHaveNoneInNames() {
        assertThat(fits(Tag.PatientName, "Li(2)", "li(2)")).isTrue();
        assertThat(fits(Tag.PatientName, "Li2", "li(2)")).isFalse();
        assertThat(fits(Tag.PatientName, "Li", "[a-z]+")).isFalse();
    }

    @Test
    void eachKeyOfASequenceIsHeldAgainstItsItem() {
        DataSet step = DataSet.itemBuilder(SpecificCharacterSet.UTF_8).put(Tag.Modality, "CT")
                .put(Tag.ScheduledStationAETitle, "TS1CT").put(Tag.ScheduledProcedureStepStartDate, "20260630").build();
        assertThat(all(step, DataSet.builder().put(Tag.Modality, "CT").put(Tag.ScheduledStationAETitle, "TS1CT")
                .put(Tag.ScheduledProcedureStepStartDate, "20260601-20260630").build())).isTrue();
        assertThat(all(step, DataSet.builder().put(Tag.Modality, "CT").put(Tag.ScheduledStationAETitle, "TS1MR")
                .build())).isFalse();
        assertThat(all(step, DataSet.EMPTY)).isTrue();
    }

    private static boolean all(DataSet item, DataSet keys) {
        return Conditions.of(keys).stream().allMatch(condition -> Matching.fits(item, condition));
    }

    @Test
    void conditionsThatOnlyTheArchiveKnowsExcludeNothing() {
        DataSet entry = one(Tag.PatientID, "P1");
        assertThat(Matching.fits(entry, new Condition.OfPerson("1.2"))).isTrue();
        assertThat(Matching.fits(entry, new Condition.OfRequest(List.of()))).isTrue();
    }
}
