package org.lianzhen.gateway.http.dicomweb.search;

import java.util.HashSet;
import java.util.Set;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;

/** What matches tell without being asked (PS3.18 tables 10.6.3-3 to 10.6.3-5), and the descriptions that people go by. */
final class UsualAttributes {
    private static final Set<Integer> STUDY = Set.of(Tag.StudyDate, Tag.StudyTime, Tag.AccessionNumber,
            Tag.ModalitiesInStudy, Tag.ReferringPhysicianName, Tag.PatientName, Tag.PatientID, Tag.IssuerOfPatientID,
            Tag.PatientBirthDate, Tag.PatientSex, Tag.StudyInstanceUID, Tag.StudyID, Tag.StudyDescription,
            Tag.NumberOfStudyRelatedSeries, Tag.NumberOfStudyRelatedInstances);
    private static final Set<Integer> SERIES = Set.of(Tag.Modality, Tag.SeriesDescription, Tag.SeriesInstanceUID,
            Tag.SeriesNumber, Tag.NumberOfSeriesRelatedInstances, Tag.PerformedProcedureStepStartDate,
            Tag.PerformedProcedureStepStartTime, Tag.RequestAttributesSequence);
    private static final Set<Integer> INSTANCE = Set.of(Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.InstanceNumber,
            Tag.Rows, Tag.Columns, Tag.BitsAllocated, Tag.NumberOfFrames);

    private UsualAttributes() {}

    /**
     * Those of a level.
     *
     * @param withStudy whether those of the study are wanted too, because the request names none
     * @param withSeries likewise
     */
    static Set<Integer> of(QueryLevel level, boolean withStudy, boolean withSeries) {
        Set<Integer> tags = new HashSet<>();
        if (level == QueryLevel.STUDY || withStudy) {
            tags.addAll(STUDY);
        }
        if (level == QueryLevel.SERIES || (level == QueryLevel.IMAGE && withSeries)) {
            tags.addAll(SERIES);
        }
        if (level == QueryLevel.IMAGE) {
            tags.addAll(INSTANCE);
        }
        tags.add(Tag.StudyInstanceUID);
        if (level != QueryLevel.STUDY) {
            tags.add(Tag.SeriesInstanceUID);
        }
        return tags;
    }
}
