package org.lianzhen.gateway.app.tools;

import java.util.List;
import java.util.stream.Stream;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;

/** What people want to know of matches. */
final class UsualKeys {
    private static final int SCHEDULED = Tag.ScheduledProcedureStepSequence;

    private UsualKeys() {}

    static List<KeyPath> of(QueryLevel level) {
        return switch (level) {
            case PATIENT -> keys(Tag.PatientName, Tag.PatientID, Tag.PatientSex, Tag.PatientBirthDate,
                    Tag.NumberOfPatientRelatedStudies);
            case STUDY -> keys(Tag.StudyDate, Tag.StudyTime, Tag.ModalitiesInStudy, Tag.PatientName, Tag.PatientID,
                    Tag.AccessionNumber, Tag.StudyDescription, Tag.NumberOfStudyRelatedInstances, Tag.StudyInstanceUID);
            case SERIES -> keys(Tag.SeriesNumber, Tag.Modality, Tag.SeriesDescription,
                    Tag.NumberOfSeriesRelatedInstances, Tag.SeriesInstanceUID);
            case IMAGE -> keys(Tag.InstanceNumber, Tag.SOPClassUID, Tag.SOPInstanceUID);
        };
    }

    /** Modality worklist. */
    static List<KeyPath> ofWorklist() {
        return Stream.concat(
                keys(Tag.PatientName, Tag.PatientID, Tag.PatientSex, Tag.PatientBirthDate, Tag.AccessionNumber,
                        Tag.RequestedProcedureDescription).stream(),
                Stream.of(Tag.Modality, Tag.ScheduledStationAETitle, Tag.ScheduledProcedureStepStartDate,
                        Tag.ScheduledProcedureStepStartTime, Tag.ScheduledProcedureStepDescription)
                        .map(tag -> KeyPath.of(SCHEDULED, tag)))
                .toList();
    }

    private static List<KeyPath> keys(Integer... tags) {
        return Stream.of(tags).map(KeyPath::of).toList();
    }
}
