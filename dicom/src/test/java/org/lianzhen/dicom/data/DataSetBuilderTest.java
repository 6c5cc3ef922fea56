package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

class DataSetBuilderTest {

    private static final SpecificCharacterSet GB18030 = SpecificCharacterSet.GB18030;
    private static final SpecificCharacterSet UTF_8 = SpecificCharacterSet.UTF_8;

    @Test
    void theLastElementPutForATagCounts() {
        DataSet dataSet = DataSet.builder().put(Tag.PatientID, "1").putInts(Tag.Rows, 1).put(Tag.PatientID, "2")
                .put(new Value(Tag.Rows, Vr.US, Bytes.ofHex("0200"))).build();

        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("2");
        assertThat(dataSet.integer(Tag.Rows)).hasValue(2);
        assertThat(dataSet.size()).isEqualTo(2);
    }

    @Test
    void elementsCanBeTakenOutAgain() {
        DataSet dataSet = DataSet.builder().put(Tag.PatientID, "1").put(Tag.Modality, "CT").remove(Tag.PatientID)
                .remove(7).build();

        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.Modality);
    }

    @Test
    void aBuilderGoesOnAfterBuilding() {
        DataSetBuilder builder = DataSet.builder().put(Tag.PatientID, "1");
        DataSet first = builder.build();
        DataSet second = builder.put(Tag.PatientID, "2").build();

        assertThat(first.string(Tag.PatientID)).isEqualTo("1");
        assertThat(second.string(Tag.PatientID)).isEqualTo("2");
    }

    @Test
    void severalValuesAreSeparatedByBackslashes() {
        DataSet dataSet = DataSet.builder(GB18030).put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.OtherPatientNames, "王^誠", "王").build();

        assertThat(dataSet.strings(Tag.ImageType)).containsExactly("ORIGINAL", "PRIMARY", "AXIAL");
        assertThat(dataSet.strings(Tag.OtherPatientNames)).as("誠 has a backslash for its second byte")
                .containsExactly("王^誠", "王");
    }

    @Test
    void aSingleTextKeepsItsBackslashes() {
        DataSet dataSet = DataSet.builder().put(Tag.PatientComments, "C:\\a\\b").build();

        assertThat(dataSet.strings(Tag.PatientComments)).containsExactly("C:\\a\\b");
    }

    @Test
    void aValueWithABackslashCannotBeOneOfSeveral() {
        assertThatThrownBy(() -> DataSet.builder().put(Tag.PatientID, "a\\b").build())
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DataSet.builder().put(Tag.ImageType, "a\\b"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void theCharacterSetIsDeclaredUnlessItIsTheDefault() {
        assertThat(DataSet.builder(UTF_8).build().strings(Tag.SpecificCharacterSet)).containsExactly("ISO_IR 192");
        assertThat(DataSet.builder(SpecificCharacterSet.ASCII).build()).isEqualTo(DataSet.EMPTY);
        assertThat(DataSet.builder(UTF_8).characterSet(SpecificCharacterSet.ASCII).build()).isEqualTo(DataSet.EMPTY);
        assertThat(DataSet.builder(SpecificCharacterSet.of("", "ISO 2022 IR 58")).put(Tag.PatientName, "Wang=王").build()
                .string(Tag.PatientName)).isEqualTo("Wang=王");
    }

    @Test
    void itemsDoNotDeclareWhatTheyInherit() {
        DataSet item = DataSet.itemBuilder(UTF_8).put(Tag.CodeMeaning, "肺").build();

        assertThat(item.contains(Tag.SpecificCharacterSet)).isFalse();
        assertThat(item.characterSet()).isEqualTo(UTF_8);
        assertThat(item.toBuilder().put(Tag.CodeValue, "1").build().string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void itemsWithTheirOwnSetAreLeftAlone() {
        DataSet item = DataSet.builder(UTF_8).put(Tag.CodeMeaning, "肺").build();

        DataSet outer = DataSet.builder(GB18030).putSequence(Tag.ProcedureCodeSequence, item).build();

        assertThat(outer.item(Tag.ProcedureCodeSequence)).isEqualTo(item);
        assertThat(outer.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void itemsOfItemsAreReencodedToo() {
        DataSet inner = DataSet.itemBuilder(UTF_8).put(Tag.CodeMeaning, "肺").build();
        DataSet middle = DataSet.itemBuilder(UTF_8).putSequence(Tag.ProcedureCodeSequence, inner).build();

        DataSet outer = DataSet.builder(GB18030).putSequence(Tag.RequestAttributesSequence, middle).build();

        DataSet found = outer.items(Tag.RequestAttributesSequence).getFirst().items(Tag.ProcedureCodeSequence)
                .getFirst();
        assertThat(found.characterSet()).isEqualTo(GB18030);
        assertThat(found.element(Tag.CodeMeaning)).isEqualTo(new Value(Tag.CodeMeaning, Vr.LO, Bytes.ofHex("b7ce")));
    }

    @Test
    void sequencesOfAnotherDataSetAreReencodedWhenPut() {
        DataSet source = DataSet.builder(UTF_8).putSequence(Tag.ProcedureCodeSequence,
                DataSet.itemBuilder(UTF_8).put(Tag.CodeMeaning, "肺").build()).build();

        DataSet target = DataSet.builder(GB18030).putFrom(source, Tag.ProcedureCodeSequence).build();

        assertThat(target.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void everythingOfAnotherDataSetCanBePutAtOnce() {
        DataSet defaults = DataSet.builder(UTF_8).put(Tag.PatientName, "王").put(Tag.Modality, "OT").build();

        DataSet dataSet = DataSet.builder().put(Tag.Modality, "CT").put(Tag.PatientID, "1").putAll(defaults).build();

        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("王");
        assertThat(dataSet.string(Tag.Modality)).isEqualTo("OT");
        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("1");
    }

    @Test
    void emptyElementsHaveTheRepresentationOfTheDictionary() {
        DataSet dataSet = DataSet.builder().putEmpty(Tag.PatientName).putEmpty(Tag.Rows)
                .putEmpty(Tag.ReferencedImageSequence).put(Tag.StudyDate).build();

        assertThat(dataSet).containsExactly(new Value(Tag.StudyDate, Vr.DA, Bytes.EMPTY),
                new Sequence(Tag.ReferencedImageSequence, List.of()), new Value(Tag.PatientName, Vr.PN, Bytes.EMPTY),
                new Value(Tag.Rows, Vr.US, Bytes.EMPTY));
    }

    @Test
    void aDataSetGoesThroughItsBuilderUnchanged() {
        DataSet dataSet = DataSet.builder(GB18030).put(Tag.PatientName, "王^誠")
                .putSequence(Tag.RequestAttributesSequence,
                        DataSet.builder(UTF_8).put(Tag.PatientComments, "肺").build(),
                        DataSet.itemBuilder(GB18030).put(Tag.PatientComments, "肺").build())
                .build();

        assertThat(dataSet.toBuilder().build()).isEqualTo(dataSet);
        assertThat(dataSet.toBuilder().build().characterSet()).isEqualTo(GB18030);
    }

    @Test
    void nestingHasABottom() {
        DataSet dataSet = DataSet.EMPTY;
        for (int depth = 1; depth < DataSet.MAX_DEPTH; depth++) {
            dataSet = DataSet.builder().putSequence(Tag.ReferencedImageSequence, dataSet).build();
        }
        DataSetBuilder tooDeep = DataSet.builder().putSequence(Tag.ReferencedImageSequence, dataSet);

        assertThat(dataSet.depth()).isEqualTo(DataSet.MAX_DEPTH);
        assertThat(dataSet.withCharacterSet(UTF_8).depth()).isEqualTo(DataSet.MAX_DEPTH);
        assertThat(dataSet.hashCode()).isEqualTo(dataSet.toBuilder().build().hashCode());
        assertThatIllegalArgumentException().isThrownBy(tooDeep::build);
    }
}
