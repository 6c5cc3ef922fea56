package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;

class InformationModelTest {

    @Test
    void namesTheSopClassesOfTheStandard() {
        assertThat(InformationModel.PATIENT_ROOT.findSopClassUid())
                .isEqualTo(SopClass.PatientRootQueryRetrieveInformationModelFind);
        assertThat(InformationModel.PATIENT_ROOT.moveSopClassUid())
                .isEqualTo(SopClass.PatientRootQueryRetrieveInformationModelMove);
        assertThat(InformationModel.STUDY_ROOT.getSopClassUid())
                .isEqualTo(SopClass.StudyRootQueryRetrieveInformationModelGet);
        assertThat(InformationModel.PATIENT_STUDY_ONLY.moveSopClassUid())
                .isEqualTo(SopClass.PatientStudyOnlyQueryRetrieveInformationModelMove);
        assertThat(InformationModel.MODALITY_WORKLIST.findSopClassUid())
                .isEqualTo(SopClass.ModalityWorklistInformationModelFind);
    }

    @ParameterizedTest
    @EnumSource(value = InformationModel.class, names = "MODALITY_WORKLIST", mode = EnumSource.Mode.EXCLUDE)
    void isFoundByEachOfItsSopClasses(InformationModel model) {
        assertThat(InformationModel.of(model.findSopClassUid())).isEqualTo(model);
        assertThat(InformationModel.of(model.moveSopClassUid())).isEqualTo(model);
        assertThat(InformationModel.of(model.getSopClassUid())).isEqualTo(model);
    }

    @Test
    void isNotFoundByOtherSopClasses() {
        assertThat(InformationModel.of(SopClass.ModalityWorklistInformationModelFind))
                .isEqualTo(InformationModel.MODALITY_WORKLIST);
        assertThat(InformationModel.of(SopClass.CTImageStorage)).isNull();
        assertThat(InformationModel.of(SopClass.CompositeInstanceRootRetrieveMove)).isNull();
    }

    @Test
    void worklistCannotBeRetrieved() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(InformationModel.MODALITY_WORKLIST::moveSopClassUid);
    }

    @Test
    void levelsFollowTheHierarchy() {
        assertThat(InformationModel.PATIENT_ROOT.levels()).containsExactlyInAnyOrder(QueryLevel.values());
        assertThat(InformationModel.STUDY_ROOT.levels()).doesNotContain(QueryLevel.PATIENT);
        assertThat(InformationModel.PATIENT_STUDY_ONLY.levels()).containsExactlyInAnyOrder(QueryLevel.PATIENT,
                QueryLevel.STUDY);
        assertThat(InformationModel.MODALITY_WORKLIST.levels()).isEmpty();
    }

    @Test
    void levelsAreReadLiberally() {
        assertThat(QueryLevel.of("STUDY")).isEqualTo(QueryLevel.STUDY);
        assertThat(QueryLevel.of("INSTANCE")).isEqualTo(QueryLevel.IMAGE);
        assertThat(QueryLevel.of("FRAME")).isNull();
        assertThat(QueryLevel.of(null)).isNull();
        assertThat(QueryLevel.SERIES.uniqueKey()).isEqualTo(Tag.SeriesInstanceUID);
    }
}
