package org.lianzhen.gateway.reading.outgoing;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.report.ReportDocument;

/** What all objects of a report begin with: patient, study, series, equipment, and what they are. */
final class DocumentHead {
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");
    static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx");
    /** Characters of a long string (PS3.5 table 6.2-1). */
    private static final int LONGEST = 64;

    private DocumentHead() {}

    static DataSetBuilder of(ReportDocument report, ObjectKind kind) {
        ReadingTask.Examination examination = report.examination();
        ReadingTask.Person patient = examination.patient();
        ZonedDateTime at = at(report);
        return DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.SOPClassUID, kind.sopClass())
                .put(Tag.SOPInstanceUID, kind.instanceUid(report)).put(Tag.TimezoneOffsetFromUTC, "+0800")
                .put(Tag.PatientName, patient.name()).put(Tag.PatientID, patient.patientId())
                .put(Tag.IssuerOfPatientID, patient.issuer()).put(Tag.PatientBirthDate, patient.birthDate())
                .put(Tag.PatientSex, patient.sex()).put(Tag.StudyInstanceUID, examination.studyInstanceUid())
                .put(Tag.StudyDate, examination.studyDate()).put(Tag.StudyTime, examination.studyTime())
                .put(Tag.AccessionNumber, examination.accessionNumber()).putEmpty(Tag.ReferringPhysicianName)
                .putEmpty(Tag.StudyID).put(Tag.StudyDescription, limited(examination.description()))
                .put(Tag.Modality, kind.modality()).put(Tag.SeriesInstanceUID, kind.seriesUid(report))
                .putInts(Tag.SeriesNumber, kind.seriesNumber()).put(Tag.SeriesDescription, "影像诊断报告")
                .put(Tag.Manufacturer, "Lianzhen").put(Tag.InstitutionName, limited(report.house().centreName()))
                .putInts(Tag.InstanceNumber, report.report().number()).put(Tags.ContentDate, DATE.format(at))
                .put(Tags.ContentTime, TIME.format(at));
    }

    static ZonedDateTime at(ReportDocument report) {
        return report.report().signedAt().atZone(MemberDirectory.ZONE);
    }

    static String limited(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    /** The order that the examination was made for. */
    static DataSet request(ReportDocument report) {
        return ContentItems.item().put(Tag.StudyInstanceUID, report.examination().studyInstanceUid())
                .putEmpty(Tag.ReferencedStudySequence).put(Tag.AccessionNumber, report.examination().accessionNumber())
                .putEmpty(Tags.PlacerOrderNumber).putEmpty(Tags.FillerOrderNumber).putEmpty(Tag.RequestedProcedureID)
                .put(Tag.RequestedProcedureDescription, limited(report.text().item()))
                .putEmpty(Tag.RequestedProcedureCodeSequence).build();
    }
}
