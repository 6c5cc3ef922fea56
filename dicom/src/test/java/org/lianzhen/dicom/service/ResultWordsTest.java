package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;

/** What results say to people, and options that make no sense. */
class ResultWordsTest {
    private static final Instance CT = TestInstances.ct(1);

    @Test
    void refusalsSayWhy() {
        assertThat(new ServiceResult.Completed<>("x").inWords()).isEqualTo("completed");
        assertThat(new ServiceResult.Rejected<>(AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED))
                .inWords()).contains("CALLED_AE_TITLE_NOT_RECOGNIZED").contains("1/1/7");
        assertThat(new ServiceResult.Failed<>(Outcome.of(Status.OUT_OF_RESOURCES, "full")).inWords())
                .isEqualTo("A700H: out of resources: full");
        assertThat(new ServiceResult.Failed<>(Outcome.of(Status.OUT_OF_RESOURCES)).inWords())
                .isEqualTo("A700H: out of resources");
        assertThat(new ServiceResult.NotAccepted<>(SopClass.Verification, "not supported").inWords())
                .contains(SopClass.Verification).contains("not supported");
    }

    @Test
    void finalResponsesBecomeResults() {
        var echo = new CEchoRq(1, SopClass.Verification);
        assertThat(ServiceResult.of(echo.respond(Outcome.SUCCESS)))
                .isEqualTo(new ServiceResult.Completed<>(Outcome.SUCCESS));
        Outcome warning = Outcome.of(Status.ATTRIBUTE_LIST_ERROR);
        assertThat(ServiceResult.of(echo.respond(warning))).isEqualTo(new ServiceResult.Completed<>(warning));
        Outcome failure = Outcome.of(Status.NOT_AUTHORIZED);
        assertThat(ServiceResult.of(echo.respond(failure))).isEqualTo(new ServiceResult.Failed<>(failure));
    }

    @Test
    void instancesSayWhatBecameOfThem() {
        assertThat(new InstanceResult.Stored(CT, Outcome.SUCCESS).inWords()).contains("stored").contains("success");
        assertThat(new InstanceResult.Failed(CT, Outcome.of(Status.NOT_AUTHORIZED, "no")).inWords())
                .contains("refused").contains("0124H").endsWith(": no");
        assertThat(new InstanceResult.NotAccepted(CT, "why").inWords()).isEqualTo("not accepted: why");
        assertThat(new InstanceResult.Unreadable(CT, "why").inWords()).isEqualTo("unreadable: why");
        assertThat(new InstanceResult.NotSent(CT, "why").inWords()).isEqualTo("not sent: why");
    }

    @Test
    void optionsNeedSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.STANDARD.withAssociations(0));
        assertThatIllegalArgumentException().isThrownBy(() -> StoreOptions.STANDARD.withAtOnce(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Queries.study("1").withLimit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StorageContext(SopClass.CTImageStorage, List.of()));
    }

    @Test
    void queriesCarryTheirLevel() {
        var find = FindQuery.of(InformationModel.PATIENT_ROOT, QueryLevel.SERIES, DataSet.EMPTY);
        assertThat(find.identifier().string(Tag.QueryRetrieveLevel)).isEqualTo("SERIES");
        var retrieve = RetrieveQuery.study("1.2.3");
        assertThat(retrieve.identifier().string(Tag.QueryRetrieveLevel)).isEqualTo("STUDY");
        assertThat(retrieve.identifier().string(Tag.StudyInstanceUID)).isEqualTo("1.2.3");
        assertThat(FindQuery.worklist(DataSet.EMPTY).identifier().contains(Tag.QueryRetrieveLevel)).isFalse();
    }
}
