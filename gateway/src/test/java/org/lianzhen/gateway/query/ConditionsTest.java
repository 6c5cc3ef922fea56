package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.archive.Condition;

class ConditionsTest {
    private static List<Condition> of(int tag, String... values) {
        return Conditions.of(DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.QueryRetrieveLevel, "STUDY")
                .put(tag, values).build());
    }

    @Test
    void emptyKeysAndLoneAsterisksMatchEverything() {
        assertThat(of(Tag.PatientID, "")).isEmpty();
        assertThat(of(Tag.PatientID, "*")).isEmpty();
        assertThat(of(Tag.PatientName, "**")).isEmpty();
    }

    @Test
    void plainValuesMatchExactlyAndPatternsDoNot() {
        assertThat(of(Tag.PatientID, "P1")).containsExactly(new Condition.OneOf(Tag.PatientID, List.of("P1")));
        assertThat(of(Tag.PatientID, "P*")).containsExactly(new Condition.Like(Tag.PatientID, "P*"));
        assertThat(of(Tag.AccessionNumber, "A?7")).containsExactly(new Condition.Like(Tag.AccessionNumber, "A?7"));
        assertThat(of(Tag.ModalitiesInStudy, "CT", "MR"))
                .containsExactly(new Condition.OneOf(Tag.ModalitiesInStudy, List.of("CT", "MR")));
    }

    @Test
    void uidsMatchAsListsWhateverTheyContain() {
        assertThat(of(Tag.StudyInstanceUID, "1.2", "1.3"))
                .containsExactly(new Condition.OneOf(Tag.StudyInstanceUID, List.of("1.2", "1.3")));
    }

    @Test
    void namesMatchAsNames() {
        assertThat(of(Tag.PatientName, "王*")).containsExactly(new Condition.NameLike(Tag.PatientName, "王*"));
        assertThat(of(Tag.PatientName, "Wang^Wu"))
                .containsExactly(new Condition.NameLike(Tag.PatientName, "Wang^Wu"));
    }

    @ParameterizedTest
    @CsvSource({ "20260301,20260301,20260301", "20260301-,20260301,''", "-20260301,'',20260301",
            "20260301-20260331,20260301,20260331" })
    void datesMatchAsRanges(String key, String from, String to) {
        assertThat(of(Tag.StudyDate, key)).containsExactly(new Condition.Between(Tag.StudyDate, from, to));
    }

    @Test
    void looksIntoTheRequestsOfASeries() {
        DataSet request = DataSet.builder().put(Tag.ScheduledProcedureStepID, "SPS1").putEmpty(Tag.RequestedProcedureID)
                .build();
        assertThat(Conditions.of(DataSet.builder().put(Tag.Modality, "CT")
                .putSequence(Tag.RequestAttributesSequence, request).build())).containsExactly(
                        new Condition.OneOf(Tag.Modality, List.of("CT")),
                        new Condition.OfRequest(
                                List.of(new Condition.OneOf(Tag.ScheduledProcedureStepID, List.of("SPS1")))));
        assertThat(Conditions.of(DataSet.builder().putEmpty(Tag.RequestAttributesSequence).build())).isEmpty();
    }

    @Test
    void keepsTheKeysOfARequestTogetherAndAsksForNothingElseOfIt() {
        DataSet request = DataSet.builder().put(Tag.ScheduledProcedureStepID, "SPS*")
                .put(Tag.RequestedProcedureID, "RP1")
                .put(Tag.AccessionNumber, "A7").build();
        assertThat(Conditions.of(DataSet.builder().putSequence(Tag.RequestAttributesSequence, request).build()))
                .singleElement().isInstanceOfSatisfying(Condition.OfRequest.class, together -> {
                    assertThat(together.tag()).isEqualTo(Tag.RequestAttributesSequence);
                    assertThat(together.conditions()).containsExactlyInAnyOrder(
                            new Condition.Like(Tag.ScheduledProcedureStepID, "SPS*"),
                            new Condition.OneOf(Tag.RequestedProcedureID, List.of("RP1")));
                });
    }

    @Test
    void whatGovernsTheQueryIsNoKey() {
        DataSet identifier = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.QueryRetrieveLevel, "STUDY")
                .put(Tag.TimezoneOffsetFromUTC, "+0800").put(Tag.PatientName, "王^五").build();
        assertThat(Conditions.of(identifier)).singleElement().isInstanceOf(Condition.NameLike.class);
    }
}
