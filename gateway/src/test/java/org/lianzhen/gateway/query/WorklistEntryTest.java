package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.SampleOrder;

/** What an entry tells, by the types of PS3.4 table K.6-1. */
class WorklistEntryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 5);
    private static final OrderNumbers NUMBERS = new OrderNumbers("A1", "HIS-7", "RP1", "SPS1", "2.25.7");

    private static DataSet entry(OrderContent content) {
        var progress = new Order.Progress(OrderState.ORDERED, List.of(), Instant.EPOCH, Instant.EPOCH);
        return WorklistEntry.of(new Order(new UUID(0, 1), "TS1", Order.Source.TYPED, NUMBERS, content, progress, 1),
                new WorklistEntry.Filling(TODAY, "TS1DX"));
    }

    private static DataSet entry() {
        return entry(SampleOrder.of("A1").content());
    }

    /** Nothing but what an order must say. */
    private static OrderContent sparse() {
        return new OrderContent(
                new OrderPatient("TS1", "P1", "李^誠", "", "", List.of(), OrderPatient.Visit.OUTPATIENT),
                new OrderContent.Examination("CT", "", "胸部平扫", "", ""),
                new OrderContent.Reason(Urgency.ROUTINE, "", ""), new OrderContent.Requester("", "", "", ""),
                OrderContent.Schedule.ANY);
    }

    private static OrderContent reasoned(Urgency urgency, String clinicalInfo, String diagnosis) {
        OrderContent was = SampleOrder.of("A1").content();
        return new OrderContent(was.patient(), was.examination(),
                new OrderContent.Reason(urgency, clinicalInfo, diagnosis), was.requester(), was.schedule());
    }

    private static DataSet item(DataSet entry, int sequence) {
        return Optional.ofNullable(entry.item(sequence)).orElseThrow();
    }

    private static DataSet step(DataSet entry) {
        assertThat(entry.items(Tag.ScheduledProcedureStepSequence)).hasSize(1);
        return item(entry, Tag.ScheduledProcedureStepSequence);
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.PatientName, Tag.PatientID, Tag.RequestedProcedureID, Tag.StudyInstanceUID,
            Tag.ScheduledProcedureStepSequence, Tag.RequestedProcedureDescription })
    void whatIsOfTypeOneHasAValue(int tag) {
        assertThat(entry(sparse()).contains(tag)).isTrue();
        assertThat(entry(sparse()).items(tag).isEmpty() && entry(sparse()).strings(tag).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.ScheduledProcedureStepStartDate, Tag.ScheduledProcedureStepStartTime, Tag.Modality,
            Tag.ScheduledProcedureStepID, Tag.ScheduledProcedureStepDescription })
    void whatIsOfTypeOneInAStepHasAValue(int tag) {
        assertThat(step(entry(sparse())).hasValue(tag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.AccessionNumber, Tag.RequestingPhysician, Tag.ReferringPhysicianName,
            Tag.PatientBirthDate, Tag.PatientSex, Tag.RequestedProcedurePriority })
    void whatIsOfTypeTwoIsThereEvenWithoutAValue(int tag) {
        assertThat(entry(sparse()).contains(tag)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = { Tag.RequestingPhysician, Tag.ReferringPhysicianName, Tag.RequestingService,
            Tag.PatientBirthDate, Tag.PatientSex, Tag.ReasonForTheRequestedProcedure, Tag.AdditionalPatientHistory })
    void whatNobodyKnowsIsEmpty(int tag) {
        assertThat(entry(sparse()).hasValue(tag)).isFalse();
    }

    @Test
    void anEntryNamesItsPatient() {
        DataSet entry = entry();
        assertThat(entry.string(Tag.PatientName)).isEqualTo("李^誠");
        assertThat(entry.string(Tag.PatientID)).isEqualTo("P1");
        assertThat(entry.string(Tag.IssuerOfPatientID)).isEqualTo("TS1");
        assertThat(entry.string(Tag.PatientBirthDate)).isEqualTo("19700131");
        assertThat(entry.string(Tag.PatientSex)).isEqualTo("M");
    }

    @Test
    void anEntryHasTheNumbersOfItsOrder() {
        DataSet entry = entry();
        assertThat(entry.string(Tag.AccessionNumber)).isEqualTo("A1");
        assertThat(entry.string(Tag.PlacerOrderNumberImagingServiceRequest)).isEqualTo("HIS-7");
        assertThat(entry.string(Tag.RequestedProcedureID)).isEqualTo("RP1");
        assertThat(entry.string(Tag.StudyInstanceUID)).isEqualTo("2.25.7");
        assertThat(step(entry).string(Tag.ScheduledProcedureStepID)).isEqualTo("SPS1");
    }

    @Test
    void anEntryTellsWhoAskedAndWhy() {
        DataSet entry = entry();
        assertThat(entry.string(Tag.RequestingPhysician)).isEqualTo("李明");
        assertThat(entry.string(Tag.ReferringPhysicianName)).isEqualTo("李明");
        assertThat(entry.string(Tag.RequestingService)).isEqualTo("内科");
        assertThat(entry.string(Tag.ReasonForTheRequestedProcedure)).isEqualTo("肺炎?");
        assertThat(entry.string(Tag.AdditionalPatientHistory)).isEqualTo("咳嗽");
    }

    @Test
    void codesOfTheUnitAreLocalOnes() {
        for (DataSet code : List.of(item(entry(), Tag.RequestedProcedureCodeSequence),
                item(step(entry()), Tag.ScheduledProtocolCodeSequence))) {
            assertThat(code.string(Tag.CodeValue)).isEqualTo("CT001");
            assertThat(code.string(Tag.CodingSchemeDesignator)).isEqualTo("99LIANZHEN");
            assertThat(code.string(Tag.CodeMeaning)).isEqualTo("胸部平扫");
        }
    }

    @Test
    void whatHasNoCodeIsDescribed() {
        DataSet entry = entry(sparse());
        assertThat(entry.contains(Tag.RequestedProcedureCodeSequence)).isFalse();
        assertThat(step(entry).contains(Tag.ScheduledProtocolCodeSequence)).isFalse();
        assertThat(entry.string(Tag.RequestedProcedureDescription)).isEqualTo("胸部平扫");
        assertThat(step(entry).string(Tag.ScheduledProcedureStepDescription)).isEqualTo("胸部平扫");
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY,STAT", "GREEN_CHANNEL,HIGH", "URGENT,HIGH", "ROUTINE,ROUTINE", "BULK,LOW" })
    void urgencyIsToldAsWorklistsDo(Urgency urgency, String priority) {
        assertThat(entry(reasoned(urgency, "", "")).string(Tag.RequestedProcedurePriority)).isEqualTo(priority);
    }

    @ParameterizedTest
    @CsvSource({ "2026-06-30T09:30,20260630,093000", "2026-12-01T00:00,20261201,000000",
            "2026-01-02T23:59:59.900,20260102,235959" })
    void aStepHasItsTime(LocalDateTime at, String date, String time) {
        DataSet step = step(entry(SampleOrder.of("A1").at("TS1CT", at).content()));
        assertThat(step.string(Tag.ScheduledProcedureStepStartDate)).isEqualTo(date);
        assertThat(step.string(Tag.ScheduledProcedureStepStartTime)).isEqualTo(time);
        assertThat(step.string(Tag.ScheduledStationAETitle)).isEqualTo("TS1CT");
    }

    @Test
    void whatHasNoTimeIsDueTheWholeDay() {
        DataSet step = step(entry(sparse()));
        assertThat(step.string(Tag.ScheduledProcedureStepStartDate)).isEqualTo("20260705");
        assertThat(step.string(Tag.ScheduledProcedureStepStartTime)).isEqualTo("000000");
    }

    @Test
    void whatMayBeDoneAnywhereIsForTheDeviceThatAsks() {
        assertThat(step(entry(sparse())).string(Tag.ScheduledStationAETitle)).isEqualTo("TS1DX");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1970", "197001" })
    void aDayOfBirthIsToldWhenAllOfItIsKnown(String known) {
        OrderPatient was = sparse().patient();
        DataSet entry = entry(sparse().of(new OrderPatient(was.issuer(), was.patientId(), was.name(), known, "M",
                List.of(), was.visit())));
        assertThat(entry.contains(Tag.PatientBirthDate)).isTrue();
        assertThat(entry.hasValue(Tag.PatientBirthDate)).isFalse();
    }

    @Test
    void longTextsAreCutWhereTheirAttributeEnds() {
        DataSet entry = entry(reasoned(Urgency.ROUTINE, "咳".repeat(1500), "炎".repeat(100)));
        assertThat(entry.string(Tag.ReasonForTheRequestedProcedure)).isEqualTo("炎".repeat(64));
        assertThat(entry.string(Tag.AdditionalPatientHistory)).isEqualTo("咳".repeat(1024));
    }

    @Test
    void noCharacterIsCutInTwo() {
        DataSet entry = entry(reasoned(Urgency.ROUTINE, "", "炎".repeat(63) + "𠮷野"));
        assertThat(entry.string(Tag.ReasonForTheRequestedProcedure)).isEqualTo("炎".repeat(63));
    }

    @ParameterizedTest
    @ValueSource(strings = { "肺炎\n待排", "肺炎\r待排", "肺炎\t待排", "肺炎\\待排" })
    void textsOfPeopleBecomeOneLineAndOneValue(String diagnosis) {
        DataSet entry = entry(reasoned(Urgency.ROUTINE, "", diagnosis));
        assertThat(entry.strings(Tag.ReasonForTheRequestedProcedure)).hasSize(1)
                .allSatisfy(text -> assertThat(text).startsWith("肺炎").endsWith("待排").doesNotContain("\n", "\r", "\t"));
    }

    @Test
    void onlyWhatWasAskedForGoesBack() {
        DataSet keys = DataSet.builder().putEmpty(Tag.PatientName).putEmpty(Tag.PatientComments)
                .putSequence(Tag.ScheduledProcedureStepSequence, DataSet.builder().putEmpty(Tag.Modality)
                        .putEmpty(Tag.PatientComments).build())
                .build();
        DataSet answer = new WorklistAnswer(keys, SpecificCharacterSet.UTF_8).of(entry());
        assertThat(answer.string(Tag.PatientName)).isEqualTo("李^誠");
        assertThat(answer.contains(Tag.PatientID)).isFalse();
        assertThat(answer.contains(Tag.PatientComments)).as("asked for, but unknown").isTrue();
        DataSet step = step(answer);
        assertThat(step.string(Tag.Modality)).isEqualTo("CT");
        assertThat(step.contains(Tag.PatientComments)).isTrue();
        assertThat(step.contains(Tag.ScheduledProcedureStepID)).isFalse();
    }
}
