package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.lianzhen.dicom.vr.Vr;

/** Text that moves from one character set to another, everywhere it may be. */
class CharacterSetChangeTest {

    private static final SpecificCharacterSet GB18030 = SpecificCharacterSet.GB18030;
    private static final SpecificCharacterSet UTF_8 = SpecificCharacterSet.UTF_8;

    private static Bytes bytes(DataSet dataSet, int tag) {
        return ((Value) dataSet.element(tag)).bytes();
    }

    private static DataSet example() {
        DataSet inner = DataSet.itemBuilder(GB18030).put(Tag.CodeMeaning, "心脏").build();
        DataSet own = DataSet.builder(UTF_8).put(Tag.CodeMeaning, "肺").build();
        DataSet outer = DataSet.itemBuilder(GB18030).put(Tag.PatientComments, "甲\\乙")
                .putSequence(Tag.ProcedureCodeSequence, inner, own).build();
        return DataSet.builder(GB18030).put(Tag.PatientName, "Wang^Cheng=王^誠").put(Tag.PatientID, "7")
                .putSequence(Tag.RequestAttributesSequence, outer).build();
    }

    @Test
    void allTextIsEncodedAnew() {
        DataSet utf8 = example().withCharacterSet(UTF_8);

        assertThat(utf8.strings(Tag.SpecificCharacterSet)).containsExactly("ISO_IR 192");
        assertThat(utf8.characterSet()).isEqualTo(UTF_8);
        assertThat(bytes(utf8, Tag.PatientName)).isEqualTo(Bytes.ofHex("57616e675e4368656e673de78e8b5ee8aaa0"));
        DataSet outer = utf8.items(Tag.RequestAttributesSequence).getFirst();
        assertThat(outer.string(Tag.PatientComments)).isEqualTo("甲\\乙");
        assertThat(bytes(outer, Tag.PatientComments)).isEqualTo(Bytes.ofHex("e794b25ce4b99920"));
        DataSet inner = outer.items(Tag.ProcedureCodeSequence).get(0);
        assertThat(bytes(inner, Tag.CodeMeaning)).isEqualTo(Bytes.ofHex("e5bf83e8848f"));
        assertThat(inner.characterSet()).isEqualTo(UTF_8);
    }

    @Test
    void itemsWithTheirOwnSetLoseIt() {
        DataSet own = example().withCharacterSet(GB18030).items(Tag.RequestAttributesSequence).getFirst()
                .items(Tag.ProcedureCodeSequence).get(1);

        assertThat(own.contains(Tag.SpecificCharacterSet)).isFalse();
        assertThat(bytes(own, Tag.CodeMeaning)).isEqualTo(Bytes.ofHex("b7ce"));
        assertThat(own.string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void thereAndBackIsTheSame() {
        DataSet original = example().withCharacterSet(GB18030);

        assertThat(original.withCharacterSet(UTF_8).withCharacterSet(GB18030)).isEqualTo(original);
    }

    @Test
    void whatTheNewSetCannotExpressIsRefused() {
        assertThatThrownBy(() -> example().withCharacterSet(SpecificCharacterSet.of("ISO_IR 100")))
                .isInstanceOf(UnmappableTextException.class);
        assertThatThrownBy(() -> example().withCharacterSet(SpecificCharacterSet.ASCII))
                .isInstanceOf(UnmappableTextException.class);
    }

    @Test
    void whatTheOldSetCannotReadIsRefused() {
        DataSet broken = DataSet.builder(UTF_8).put(new Value(Tag.PatientName, Vr.PN, Bytes.ofHex("d5c520"))).build();

        assertThatThrownBy(() -> broken.withCharacterSet(GB18030)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void theDefaultRepertoireNeedsNoDeclaration() {
        DataSet plain = DataSet.builder(UTF_8).put(Tag.PatientName, "Wang").build();

        assertThat(plain.withCharacterSet(SpecificCharacterSet.ASCII).contains(Tag.SpecificCharacterSet)).isFalse();
    }

    @Test
    void textHiddenInUnknownElementsIsFound() {
        DataSet dataSet = DataSet.builder(GB18030)
                .put(new Value(Tag.PatientName, Vr.UN, Bytes.ofHex("cdf55ed5c5")))
                .put(new Value(0x0029_1001, Vr.UN, Bytes.ofHex("d0c4b5e7cdbc")))
                .put(new Value(0x0029_1002, Vr.UN, Bytes.ofHex("c1a1d3b7cdbf0000")))
                .put(new Value(0x0029_1003, Vr.UN, Bytes.ofHex("41424344"))).build();

        DataSet utf8 = dataSet.withCharacterSet(UTF_8);

        assertThat(utf8.string(Tag.PatientName)).isEqualTo("王^张");
        assertThat(bytes(utf8, 0x0029_1001)).as("private Chinese text")
                .isEqualTo(Bytes.ofHex("e5bf83e794b5e59bbe20"));
        assertThat(bytes(utf8, 0x0029_1002)).as("numbers").isEqualTo(Bytes.ofHex("c1a1d3b7cdbf0000"));
        assertThat(bytes(utf8, 0x0029_1003)).isEqualTo(Bytes.ofHex("41424344"));
    }

    @Test
    void numbersInUnknownElementsAreLeftAlone() {
        SpecificCharacterSet latin = SpecificCharacterSet.of("ISO_IR 100");
        DataSet dataSet = DataSet.builder(latin)
                .put(new Value(0x0029_1001, Vr.UN, Bytes.ofHex("c3b5c8d7")))
                .put(new Value(0x0029_1002, Vr.UN, Bytes.ofHex("4dfc6c6c657220476d6248"))).build();

        DataSet utf8 = dataSet.withCharacterSet(UTF_8);

        assertThat(bytes(utf8, 0x0029_1001)).isEqualTo(Bytes.ofHex("c3b5c8d7"));
        assertThat(bytes(utf8, 0x0029_1002)).as("Müller GmbH")
                .isEqualTo(Bytes.ofHex("4dc3bc6c6c657220476d6248"));
    }

    @Test
    void textKeptByReferenceCannotBeEncodedAnew() {
        DataSet dataSet = DataSet.builder(GB18030)
                .put(new BulkValue(Tag.TextValue, Vr.UT, new BulkData("file:/x", 0, 100_000))).build();

        assertThatThrownBy(() -> dataSet.withCharacterSet(UTF_8)).isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("(0040,A160)");
    }

    @Test
    void mislabelledBytesAreRelabelledWithoutChange() {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.of("ISO_IR 100"))
                .put(new Value(Tag.CodeMeaning, Vr.LO, Bytes.ofHex("b7ce"))).build();
        DataSet wrong = DataSet.builder(SpecificCharacterSet.of("ISO_IR 100"))
                .put(new Value(Tag.PatientName, Vr.PN, Bytes.ofHex("cdf5")))
                .putSequence(Tag.ProcedureCodeSequence, item).build();

        DataSet right = wrong.relabelled(GB18030);

        assertThat(wrong.string(Tag.PatientName)).isEqualTo("Íõ");
        assertThat(right.string(Tag.PatientName)).isEqualTo("王");
        assertThat(right.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(bytes(right, Tag.PatientName)).isEqualTo(bytes(wrong, Tag.PatientName));
        assertThat(right.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning)).isEqualTo("肺");
    }

    @Test
    void elementsOfAnotherDataSetKeepTheirText() {
        DataSet source = DataSet.builder(GB18030).put(Tag.PatientName, "王").put(Tag.PatientID, "1").build();

        DataSet target = DataSet.builder(UTF_8).putFrom(source, Tag.PatientName).putFrom(source, Tag.Modality).build();

        assertThat(target.string(Tag.PatientName)).isEqualTo("王");
        assertThat(bytes(target, Tag.PatientName)).isEqualTo(Bytes.ofHex("e78e8b20"));
        assertThat(target.contains(Tag.Modality)).isFalse();
    }

    @Test
    void aBuilderKeepsTextWhenItsSetChanges() {
        DataSet changed = example().toBuilder().characterSet(UTF_8).put(Tag.PatientID, "八").build();

        assertThat(changed.string(Tag.PatientName)).isEqualTo("Wang^Cheng=王^誠");
        assertThat(changed.string(Tag.PatientID)).isEqualTo("八");
        assertThat(changed.items(Tag.RequestAttributesSequence).getFirst().string(Tag.PatientComments))
                .isEqualTo("甲\\乙");
    }

    @Test
    void anUnknownSetIsReadAsTheDefaultRepertoire() {
        DataSet dataSet = DataSet.builder().put(Tag.SpecificCharacterSet, "KLINGON").put(Tag.PatientName, "K").build();

        assertThat(dataSet.characterSet()).isEqualTo(SpecificCharacterSet.ASCII);
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("K");
        assertThat(dataSet.toBuilder().build()).isEqualTo(dataSet);
    }

    @Test
    void itemsThatAreReadInheritTheSetDeclaredAfterThem() {
        DataSet item = DataSet.ofEncoded(List.of(new Value(Tag.CodeMeaning, Vr.LO, Bytes.ofHex("b7ce"))),
                SpecificCharacterSet.ASCII);
        DataSet dataSet = DataSet.ofEncoded(List.of(new Sequence(Tag.ProcedureCodeSequence, List.of(item)),
                new Value(Tag.SpecificCharacterSet, Vr.CS, Bytes.ofHex("4742313830333020"))),
                SpecificCharacterSet.ASCII);

        assertThat(dataSet.items(Tag.ProcedureCodeSequence).getFirst().string(Tag.CodeMeaning)).isEqualTo("肺");
    }
}
