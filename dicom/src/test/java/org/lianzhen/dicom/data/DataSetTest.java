package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.lianzhen.dicom.vr.Vr;

class DataSetTest {

    private static Value text(int tag, String hex) {
        return new Value(tag, Vr.LO, Bytes.ofHex(hex));
    }

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
        DataSet dataSet = DataSet.builder().put(Tag.PatientName, "誠^張").characterSet(SpecificCharacterSet.GB18030)
                .build();

        assertThat(dataSet.element(Tag.PatientName))
                .isEqualTo(new Value(Tag.PatientName, Vr.PN, Bytes.ofHex("d5 5c 5e 8f 88 20")));
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("誠^張");
        assertThat(dataSet.strings(Tag.SpecificCharacterSet)).containsExactly("GB18030");
    }

    @Test
    void refusesTextThatTheSetCannotExpress() {
        DataSetBuilder builder = DataSet.builder().put(Tag.PatientName, "王");

        assertThatThrownBy(builder::build).isInstanceOf(UnmappableTextException.class);
    }

    @Test
    void isEqualToAnotherWithTheSameElements() {
        DataSet one = DataSet.builder().put(Tag.PatientID, "1").put(Tag.Modality, "CT").build();
        DataSet same = DataSet.builder().put(Tag.Modality, "CT").put(Tag.PatientID, "1").build();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(DataSet.builder().put(Tag.PatientID, "1").build());
        assertThat(one).isNotEqualTo(DataSet.builder().put(Tag.Modality, "MR").put(Tag.PatientID, "1").build());
        assertThat(one).isNotEqualTo(
                DataSet.builder().put(Tag.Modality, Vr.SH, "CT").put(Tag.PatientID, "1").build());
        assertThat(one).isNotEqualTo("CT");
    }

    @Test
    void isEqualToAnItemThatInheritsAnotherCharacterSet() {
        DataSet ascii = DataSet.itemBuilder(SpecificCharacterSet.ASCII).put(Tag.CodeValue, "1").build();
        DataSet chinese = DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.CodeValue, "1").build();

        assertThat(ascii).isEqualTo(chinese);
    }

    @Test
    void doesNotShowPatientsInItsName() {
        assertThat(DataSet.builder().put(Tag.PatientName, "Wang").build()).hasToString("DataSet of 1 elements");
    }

    @Test
    void isNotChangedByWhomeverGaveItsElements() {
        List<DataSet> items = new ArrayList<>(List.of(DataSet.EMPTY));
        Sequence sequence = new Sequence(Tag.ReferencedImageSequence, items);
        List<Element> elements = new ArrayList<>(List.of(sequence));
        DataSet dataSet = DataSet.ofEncoded(elements, SpecificCharacterSet.ASCII);
        items.clear();
        elements.clear();

        assertThat(dataSet.items(Tag.ReferencedImageSequence)).hasSize(1);
        assertThatThrownBy(() -> dataSet.elements().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void putsElementsThatAreReadInOrderAndKeepsTheLastOfEach() {
        DataSet dataSet = DataSet.ofEncoded(
                List.of(text(Tag.PatientID, "31"), text(Tag.Modality, "4354"), text(Tag.PatientID, "32")),
                SpecificCharacterSet.ASCII);

        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.Modality, Tag.PatientID);
        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("2");
    }

    @Test
    void readsTextInTheSetItInherits() {
        DataSet item = DataSet.ofEncoded(List.of(text(Tag.CodeMeaning, "b7ce")), SpecificCharacterSet.GB18030);

        assertThat(item.string(Tag.CodeMeaning)).isEqualTo("肺");
        assertThat(item.characterSet()).isEqualTo(SpecificCharacterSet.GB18030);
    }

    @Test
    void takesAnEmptyDeclarationForNone() {
        DataSet item = DataSet.ofEncoded(
                List.of(new Value(Tag.SpecificCharacterSet, Vr.CS, Bytes.EMPTY), text(Tag.CodeMeaning, "b7ce")),
                SpecificCharacterSet.GB18030);

        assertThat(item.string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void countsItsDepth() {
        DataSet flat = DataSet.builder().put(Tag.PatientID, "1").build();
        DataSet nested = DataSet.builder().putSequence(Tag.RequestAttributesSequence, flat,
                DataSet.builder().putSequence(Tag.ProcedureCodeSequence, flat).build()).build();

        assertThat(DataSet.EMPTY.depth()).isEqualTo(1);
        assertThat(flat.depth()).isEqualTo(1);
        assertThat(nested.depth()).isEqualTo(3);
    }

    @Test
    void hasOddValuesPadded() {
        assertThat(new Value(Tag.PatientID, Vr.LO, Bytes.ofHex("31")).bytes()).isEqualTo(Bytes.ofHex("3120"));
        assertThat(new Value(Tag.StudyInstanceUID, Vr.UI, Bytes.ofHex("31")).bytes()).isEqualTo(Bytes.ofHex("3100"));
        assertThat(new Value(Tag.PixelData, Vr.OB, Bytes.ofHex("ff")).bytes()).isEqualTo(Bytes.ofHex("ff00"));
    }
}
