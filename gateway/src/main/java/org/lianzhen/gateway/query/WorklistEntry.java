package org.lianzhen.gateway.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.order.BirthDate;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderPatient;

/** An order as a worklist tells it (PS3.4 table K.6-1). */
final class WorklistEntry {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final String LOCAL_CODES = "99LIANZHEN";
    private static final int LONGEST_HISTORY = 1024;

    /** What one value on one line cannot have. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\\\]");

    private WorklistEntry() {}

    /**
     * What an order does not say itself, though an entry must (table K.6-1 has both as type 1).
     *
     * @param today when an order is due that has no time of its own
     * @param station AE title of the device for which the order is that may be examined anywhere
     */
    record Filling(LocalDate today, String station) {}

    static DataSet of(Order order, Filling filling) {
        OrderContent content = order.content();
        DataSetBuilder entry = DataSet.builder(SpecificCharacterSet.UTF_8);
        patient(entry, content.patient());
        request(entry, order);
        OrderContent.Examination examination = content.examination();
        entry.put(Tag.RequestedProcedureID, order.numbers().procedureId())
                .put(Tag.RequestedProcedureDescription, examination.itemName())
                .put(Tag.StudyInstanceUID, order.numbers().studyUid())
                .put(Tag.RequestedProcedurePriority, content.reason().priority())
                .putSequence(Tag.ScheduledProcedureStepSequence, step(order, filling));
        if (!examination.itemCode().isEmpty()) {
            entry.putSequence(Tag.RequestedProcedureCodeSequence, code(examination));
        }
        return entry.build();
    }

    private static void patient(DataSetBuilder entry, OrderPatient patient) {
        entry.put(Tag.PatientName, patient.name()).put(Tag.PatientID, patient.patientId())
                .put(Tag.IssuerOfPatientID, patient.issuer());
        // DA has no dates of which only a part is known
        put(entry, Tag.PatientBirthDate, BirthDate.isWhole(patient.birthDate()) ? patient.birthDate() : "");
        put(entry, Tag.PatientSex, patient.sex());
    }

    private static void request(DataSetBuilder entry, Order order) {
        OrderContent.Requester requester = order.content().requester();
        entry.put(Tag.AccessionNumber, order.numbers().accession());
        put(entry, Tag.ReferringPhysicianName, requester.doctor());
        put(entry, Tag.RequestingPhysician, requester.doctor());
        put(entry, Tag.RequestingService, requester.department());
        put(entry, Tag.PlacerOrderNumberImagingServiceRequest, order.numbers().placer());
        put(entry, Tag.ReasonForTheRequestedProcedure, cut(order.content().reason().diagnosis(), 64));
        put(entry, Tag.AdditionalPatientHistory, cut(order.content().reason().clinicalInfo(), LONGEST_HISTORY));
    }

    private static DataSet step(Order order, Filling filling) {
        OrderContent.Examination examination = order.content().examination();
        LocalDateTime fixed = order.content().schedule().at();
        LocalDateTime at = fixed == null ? filling.today().atStartOfDay() : fixed;
        DataSetBuilder step = DataSet.itemBuilder(SpecificCharacterSet.UTF_8)
                .put(Tag.ScheduledProcedureStepStartDate, at.format(DAY))
                .put(Tag.ScheduledProcedureStepStartTime, at.format(TIME)).put(Tag.Modality, examination.modality())
                .put(Tag.ScheduledProcedureStepDescription, examination.itemName())
                .put(Tag.ScheduledProcedureStepID, order.numbers().stepId());
        String station = order.content().schedule().station();
        step.put(Tag.ScheduledStationAETitle, station.isEmpty() ? filling.station() : station);
        if (!examination.itemCode().isEmpty()) {
            step.putSequence(Tag.ScheduledProtocolCodeSequence, code(examination));
        }
        return step.build();
    }

    private static DataSet code(OrderContent.Examination examination) {
        return DataSet.itemBuilder(SpecificCharacterSet.UTF_8).put(Tag.CodeValue, examination.itemCode())
                .put(Tag.CodingSchemeDesignator, LOCAL_CODES).put(Tag.CodeMeaning, examination.itemName()).build();
    }

    private static String cut(String text, int longest) {
        String line = BREAKS.matcher(text).replaceAll(" ");
        if (line.length() <= longest) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static void put(DataSetBuilder entry, int tag, String value) {
        if (value.isEmpty()) {
            entry.putEmpty(tag);
        } else {
            entry.put(tag, value);
        }
    }
}
