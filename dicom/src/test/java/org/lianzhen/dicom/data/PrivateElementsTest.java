package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

class PrivateElementsTest {

    private static final DataSet TWO_BLOCKS = DataSet.builder().put(0x0029_0010, Vr.LO, "OTHER")
            .put(0x0029_0011, Vr.LO, "ACME 1 ").put(0x0029_1005, Vr.LO, "theirs").put(0x0029_1105, Vr.LO, "ours")
            .build();

    @Test
    void areFoundByTheirCreator() {
        assertThat(TWO_BLOCKS.privateTag("ACME 1", 0x0029, 0x05)).hasValue(0x0029_1105);
        assertThat(TWO_BLOCKS.privateElement("ACME 1", 0x0029, 0x05))
                .isEqualTo(new Value(0x0029_1105, Vr.LO, Bytes.ofHex("6f757273")));
        assertThat(TWO_BLOCKS.privateElement("ACME 1", 0x0029, 0x06)).isNull();
        assertThat(TWO_BLOCKS.privateElement("NOBODY", 0x0029, 0x05)).isNull();
        assertThat(TWO_BLOCKS.privateTag("ACME 1", 0x0019, 0x05)).isEmpty();
    }

    @Test
    void knowTheirCreator() {
        assertThat(TWO_BLOCKS.privateCreator(0x0029_1105)).isEqualTo("ACME 1");
        assertThat(TWO_BLOCKS.privateCreator(0x0029_1205)).isNull();
        assertThat(TWO_BLOCKS.privateCreator(0x0029_0010)).isNull();
        assertThat(TWO_BLOCKS.privateCreator(Tag.PatientName)).isNull();
    }

    @Test
    void goIntoTheBlockOfTheirCreator() {
        DataSet more = TWO_BLOCKS.toBuilder().putPrivate("ACME 1", 0x0029_0006, Vr.DS, "1.5").build();

        assertThat(more.string(0x0029_1106)).isEqualTo("1.5");
        assertThat(more.size()).isEqualTo(TWO_BLOCKS.size() + 1);
    }

    @Test
    void getABlockWhenTheirCreatorHasNone() {
        DataSetBuilder builder = TWO_BLOCKS.toBuilder();

        assertThat(builder.reserve("NEW", 0x0029_0006)).isEqualTo(0x0029_1206);
        assertThat(builder.reserve("NEW", 0x0029_0007)).isEqualTo(0x0029_1207);
        assertThat(builder.reserve("NEW", 0x0031_0007)).isEqualTo(0x0031_1007);
        assertThat(builder.build().string(0x0029_0012)).isEqualTo("NEW");
    }

    @Test
    void areInOddGroups() {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSet.builder().reserve("NEW", 0x0028_0006));
    }

    @Test
    void haveRoomForOnly240CreatorsInAGroup() {
        DataSetBuilder builder = DataSet.builder();
        for (int i = 0; i < 240; i++) {
            builder.reserve("CREATOR " + i, 0x0029_0001);
        }

        assertThat(builder.build().string(0x0029_00FF)).isEqualTo("CREATOR 239");
        assertThatIllegalStateException().isThrownBy(() -> builder.reserve("ONE MORE", 0x0029_0001));
    }

    @Test
    void areFoundWhenTheirCreatorLostItsRepresentation() {
        DataSet dataSet = DataSet.builder().put(new Value(0x0029_0010, Vr.UN, Bytes.ofHex("41434d452031")))
                .put(new Value(0x0029_1005, Vr.UN, Bytes.ofHex("6f757273"))).build();

        assertThat(dataSet.privateCreator(0x0029_1005)).isEqualTo("ACME 1");
        assertThat(dataSet.privateTag("ACME 1", 0x0029, 0x05)).hasValue(0x0029_1005);
        assertThat(dataSet.toBuilder().reserve("ACME 1", 0x0029_0006)).as("no second block").isEqualTo(0x0029_1006);
    }

    @Test
    void keepTheirCreatorInWhateverCharacterSetAndItem() {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.GB18030).putPrivate("县医院", 0x0029_0001, Vr.LO, "甲")
                .build();
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.GB18030).putPrivate("县医院", 0x0029_0001, Vr.LO, "乙")
                .putSequence(Tag.RequestAttributesSequence, item).build();

        DataSet utf8 = dataSet.withCharacterSet(SpecificCharacterSet.UTF_8);

        assertThat(utf8.privateCreator(0x0029_1001)).isEqualTo("县医院");
        assertThat(utf8.items(Tag.RequestAttributesSequence)).singleElement()
                .satisfies(
                        one -> assertThat(one.string(one.privateTag("县医院", 0x0029, 1).orElseThrow())).isEqualTo("甲"));
    }

    @Test
    void areFoundWhereverAnArchiveMovedTheirBlock() {
        for (int block = 0x10; block <= 0xFF; block++) {
            DataSet moved = DataSet.builder().put(0x0029_0000 | block, Vr.LO, "ACME 1")
                    .put(0x0029_0005 | block << 8, Vr.LO, "ours").build();

            assertThat(moved.privateElement("ACME 1", 0x0029, 0x05)).as("block %02X", block)
                    .isEqualTo(TWO_BLOCKS.privateElement("ACME 1", 0x0029, 0x05) instanceof Value value
                            ? new Value(0x0029_0005 | block << 8, value.vr(), value.bytes())
                            : null);
        }
    }
}
