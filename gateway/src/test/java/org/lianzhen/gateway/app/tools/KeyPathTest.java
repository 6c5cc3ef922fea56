package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

class KeyPathTest {
    @Test
    void keywordsAndNumbersNameElements() {
        assertThat(KeyPath.parse("PatientName")).isEqualTo(KeyPath.of(Tag.PatientName));
        assertThat(KeyPath.parse("00100010")).isEqualTo(KeyPath.of(Tag.PatientName));
        assertThat(KeyPath.parse("7fe00010")).isEqualTo(KeyPath.of(Tag.PixelData));
        assertThat(KeyPath.parse("ScheduledProcedureStepSequence.Modality"))
                .isEqualTo(KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.Modality));
        assertThat(KeyPath.parse("00400100.00080060"))
                .isEqualTo(KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.Modality));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "patientname", "0010", "(0010,0010)", "PatientName.Modality", ".Modality",
            "ScheduledProcedureStepSequence.", "0010001G" })
    void othersDoNot(String text) {
        assertThat(KeyPath.parse(text)).isNull();
    }

    @Test
    void valuesAreFoundInTheFirstItem() {
        DataSet item = DataSet.builder().put(Tag.Modality, "CT").build();
        DataSet match = DataSet.builder().put(Tag.PatientID, "P1").put(Tag.ModalitiesInStudy, "CT", "SR")
                .putInts(Tag.Rows, 512).putSequence(Tag.ScheduledProcedureStepSequence, List.of(item, DataSet.EMPTY))
                .build();

        assertThat(KeyPath.of(Tag.PatientID).valueIn(match)).isEqualTo("P1");
        assertThat(KeyPath.of(Tag.ModalitiesInStudy).valueIn(match)).isEqualTo("CT\\SR");
        assertThat(KeyPath.of(Tag.Rows).valueIn(match)).isEqualTo("512");
        assertThat(KeyPath.of(Tag.PatientName).valueIn(match)).isEmpty();
        assertThat(KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.Modality).valueIn(match)).isEqualTo("CT");
        assertThat(KeyPath.of(Tag.RequestAttributesSequence, Tag.Modality).valueIn(match)).isEmpty();
    }

    @Test
    void namesAreKeywords() {
        assertThat(KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.Modality).name()).isEqualTo("Modality");
        assertThat(KeyPath.of(0x00091001).name()).isEqualTo("(0009,1001)");
        assertThat(KeyPath.of(Tag.Modality).is(Tag.Modality)).isTrue();
        assertThat(KeyPath.of(Tag.ScheduledProcedureStepSequence, Tag.Modality).is(Tag.Modality)).isFalse();
        assertThat(KeyPath.of(Tag.PatientID)).hasToString("[(0010,0020)]");
    }
}
