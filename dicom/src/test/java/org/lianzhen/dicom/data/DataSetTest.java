package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.lianzhen.dicom.vr.Vr;

class DataSetTest {

    @Test
    void keepsElementsInUnsignedOrderOfTheirTags() {
        DataSet dataSet = DataSet.builder().put(new Value(0xFFFC_FFFC, Vr.OB, Bytes.EMPTY)).put(Tag.PatientID, "1")
                .put(Tag.StudyInstanceUID, "1.2").put(Tag.PatientName, "A^B").build();

        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.PatientName, Tag.PatientID,
                Tag.StudyInstanceUID, 0xFFFC_FFFC);
        assertThat(dataSet.string(0xFFFC_FFFC)).isNull();
        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("1");
        assertThat(dataSet.element(Tag.Modality)).isNull();
        assertThat(dataSet.contains(Tag.StudyInstanceUID)).isTrue();
    }

    @Test
    void encodesTextInTheDeclaredSetWhereverItIsDeclared() {
        DataSet dataSet = DataSet.builder().put(Tag.PatientName, "誠^張")
                .characterSet(SpecificCharacterSet.GB18030).build();

        assertThat(dataSet.element(Tag.PatientName)).isEqualTo(new Value(Tag.PatientName, Vr.PN,
                Bytes.ofHex("d5 5c 5e 8f 88 20")));
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("誠^張");
        assertThat(dataSet.strings(Tag.SpecificCharacterSet)).containsExactly("GB18030");
    }

    @Test
    void refusesTextThatTheSetCannotExpress() {
        DataSetBuilder builder = DataSet.builder().put(Tag.PatientName, "王");

        assertThatThrownBy(builder::build).isInstanceOf(UnmappableTextException.class);
    }

    @Test
    void reencodesItemsThatArePutIntoAnotherSet() {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.UTF_8).put(Tag.CodeMeaning, "肺").build();

        DataSet outer = DataSet.builder(SpecificCharacterSet.GB18030)
                .putSequence(Tag.ProcedureCodeSequence, List.of(item)).build();

        DataSet inside = outer.items(Tag.ProcedureCodeSequence).getFirst();
        assertThat(inside.string(Tag.CodeMeaning)).isEqualTo("肺");
        assertThat(inside.element(Tag.CodeMeaning))
                .isEqualTo(new Value(Tag.CodeMeaning, Vr.LO, Bytes.ofHex("b7 ce")));
    }
}
