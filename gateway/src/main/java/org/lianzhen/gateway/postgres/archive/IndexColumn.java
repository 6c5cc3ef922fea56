package org.lianzhen.gateway.postgres.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;

/** Attributes that the index holds, and where. Tables are p(atient), s(tudy), e (series) and i(nstance). */
enum IndexColumn {
    PATIENT_NAME(Tag.PatientName, QueryLevel.PATIENT, "p.name"),
    PATIENT_ID(Tag.PatientID, QueryLevel.PATIENT, "p.patient_id"),
    ISSUER(Tag.IssuerOfPatientID, QueryLevel.PATIENT, "p.issuer"),
    BIRTH_DATE(Tag.PatientBirthDate, QueryLevel.PATIENT, "p.birth_date"),
    SEX(Tag.PatientSex, QueryLevel.PATIENT, "p.sex"),
    STUDY_UID(Tag.StudyInstanceUID, QueryLevel.STUDY, "s.uid"),
    STUDY_DATE(Tag.StudyDate, QueryLevel.STUDY, "s.study_date"),
    STUDY_TIME(Tag.StudyTime, QueryLevel.STUDY, "s.study_time"),
    ACCESSION_NUMBER(Tag.AccessionNumber, QueryLevel.STUDY, "s.accession_number"),
    STUDY_ID(Tag.StudyID, QueryLevel.STUDY, "s.study_id"),
    STUDY_DESCRIPTION(Tag.StudyDescription, QueryLevel.STUDY, "s.description"),
    REFERRING_PHYSICIAN(Tag.ReferringPhysicianName, QueryLevel.STUDY, "s.referring_physician_name"),
    INSTITUTION(Tag.InstitutionName, QueryLevel.STUDY, "s.institution_name"),
    TIMEZONE(Tag.TimezoneOffsetFromUTC, QueryLevel.STUDY, "s.timezone_offset"),
    SOP_CLASSES(Tag.SOPClassesInStudy, QueryLevel.STUDY, "s.sop_classes", Kind.LIST),
    MODALITIES(Tag.ModalitiesInStudy, QueryLevel.STUDY, "s.modalities", Kind.LIST),
    STUDY_SERIES(Tag.NumberOfStudyRelatedSeries, QueryLevel.STUDY, "s.series_count", Kind.NUMBER),
    STUDY_INSTANCES(Tag.NumberOfStudyRelatedInstances, QueryLevel.STUDY, "s.instance_count", Kind.NUMBER),
    SERIES_UID(Tag.SeriesInstanceUID, QueryLevel.SERIES, "e.uid"),
    MODALITY(Tag.Modality, QueryLevel.SERIES, "e.modality"),
    SERIES_NUMBER(Tag.SeriesNumber, QueryLevel.SERIES, "e.series_number", Kind.NUMBER),
    SERIES_DESCRIPTION(Tag.SeriesDescription, QueryLevel.SERIES, "e.description"),
    BODY_PART(Tag.BodyPartExamined, QueryLevel.SERIES, "e.body_part_examined"),
    LATERALITY(Tag.Laterality, QueryLevel.SERIES, "e.laterality"),
    STATION(Tag.StationName, QueryLevel.SERIES, "e.station_name"),
    STEP_DATE(Tag.PerformedProcedureStepStartDate, QueryLevel.SERIES, "e.performed_start_date"),
    STEP_TIME(Tag.PerformedProcedureStepStartTime, QueryLevel.SERIES, "e.performed_start_time"),
    STEP_IDS(Tag.ScheduledProcedureStepID, QueryLevel.SERIES, "e.scheduled_step_ids", Kind.OF_REQUESTS),
    PROCEDURE_IDS(Tag.RequestedProcedureID, QueryLevel.SERIES, "e.requested_procedure_ids", Kind.OF_REQUESTS),
    SERIES_INSTANCES(Tag.NumberOfSeriesRelatedInstances, QueryLevel.SERIES, "e.instance_count", Kind.NUMBER),
    INSTANCE_UID(Tag.SOPInstanceUID, QueryLevel.IMAGE, "i.sop_instance_uid"),
    SOP_CLASS(Tag.SOPClassUID, QueryLevel.IMAGE, "i.sop_class_uid"),
    INSTANCE_NUMBER(Tag.InstanceNumber, QueryLevel.IMAGE, "i.instance_number", Kind.NUMBER),
    ROWS(Tag.Rows, QueryLevel.IMAGE, "i.\"rows\"", Kind.NUMBER),
    COLUMNS(Tag.Columns, QueryLevel.IMAGE, "i.\"columns\"", Kind.NUMBER),
    BITS_ALLOCATED(Tag.BitsAllocated, QueryLevel.IMAGE, "i.bits_allocated", Kind.NUMBER),
    FRAMES(Tag.NumberOfFrames, QueryLevel.IMAGE, "i.number_of_frames", Kind.NUMBER);

    /** What a column holds. */
    enum Kind {
        TEXT, NUMBER, LIST,
        /** A list with a value for each item of Request Attributes Sequence. */
        OF_REQUESTS
    }

    private final int tag;
    private final QueryLevel level;
    private final String sql;
    private final Kind kind;

    IndexColumn(int tag, QueryLevel level, String sql) {
        this(tag, level, sql, Kind.TEXT);
    }

    IndexColumn(int tag, QueryLevel level, String sql, Kind kind) {
        this.tag = tag;
        this.level = level;
        this.sql = sql;
        this.kind = kind;
    }

    /** The column of an attribute, not of one in a sequence; empty when the index does not hold it. */
    static Optional<IndexColumn> of(int tag) {
        return of(tag, false);
    }

    /** The column of an attribute in the items of Request Attributes Sequence; empty when the index does not hold it. */
    static Optional<IndexColumn> ofRequest(int tag) {
        return of(tag, true);
    }

    private static Optional<IndexColumn> of(int tag, boolean ofRequest) {
        return Arrays.stream(values())
                .filter(column -> column.tag == tag && column.kind == Kind.OF_REQUESTS == ofRequest).findFirst();
    }

    /** What is told of an entity of {@code level}: its own attributes and those of what it belongs to. */
    static List<IndexColumn> downTo(QueryLevel level) {
        return Arrays.stream(values()).filter(column -> column.isKnownAt(level)).toList();
    }

    boolean isKnownAt(QueryLevel asked) {
        return level.compareTo(asked) <= 0;
    }

    int tag() {
        return tag;
    }

    String sql() {
        return sql;
    }

    Kind kind() {
        return kind;
    }
}
