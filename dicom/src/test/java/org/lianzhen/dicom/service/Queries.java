package org.lianzhen.dicom.service;

import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** Queries that several tests ask. */
final class Queries {
    private Queries() {}

    static FindQuery study(String studyUid) {
        return FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.builder()
                .put(Tag.StudyInstanceUID, studyUid).putEmpty(Tag.PatientName).putEmpty(Tag.PatientID).build());
    }

    static FindQuery images(String seriesUid) {
        return FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.IMAGE,
                DataSet.builder().put(Tag.StudyInstanceUID, TestInstances.STUDY).put(Tag.SeriesInstanceUID, seriesUid)
                        .putEmpty(Tag.SOPInstanceUID).putEmpty(Tag.SOPClassUID).build());
    }
}
