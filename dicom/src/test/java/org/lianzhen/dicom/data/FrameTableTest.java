package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.FrameTable.Basis;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.Vr;

/** Frames that are one fragment or several, with offset tables right, wrong and absent. */
class FrameTableTest {

    private static final Fragment JPEG = held("ffd8ffe000");
    private static final Fragment JPEG_LS = held("ffd8fff700");
    private static final Fragment JPEG_2000 = held("ff4fff51");
    private static final Fragment JP2 = held("0000000c6a502020");
    private static final Fragment REST = held("01020304");
    private static final Fragment EMPTY = held("");

    private static Fragment held(String hex) {
        return new Fragment.Held(Bytes.ofHex(hex));
    }

    private static FrameTable table(int frames, String offsets, Fragment... fragments) {
        return FrameTable.of(image(frames, offsets, fragments).build());
    }

    private static DataSetBuilder image(int frames, String offsets, Fragment... fragments) {
        return DataSet.builder().putInts(Tag.NumberOfFrames, frames)
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex(offsets), Arrays.asList(fragments)));
    }

    private static void assertFrames(FrameTable table, Basis basis, List<?>... frames) {
        assertThat(table.basis()).isEqualTo(basis);
        assertThat(table.frames()).isEqualTo(List.of(frames));
    }

    @Test
    void allFragmentsOfASingleFrameBelongToIt() {
        assertFrames(table(1, "", JPEG, REST, REST), Basis.SINGLE_FRAME, List.of(JPEG, REST, REST));
        assertFrames(table(1, "63000000", JPEG, REST), Basis.SINGLE_FRAME, List.of(JPEG, REST));
    }

    @Test
    void withoutNumberOfFramesThereIsOne() {
        DataSet image = image(1, "", JPEG, REST).remove(Tag.NumberOfFrames).build();

        assertFrames(FrameTable.of(image), Basis.SINGLE_FRAME, List.of(JPEG, REST));
    }

    @Test
    void oneFragmentPerFrameNeedsNoTable() {
        assertFrames(table(2, "", JPEG, JPEG_LS), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG), List.of(JPEG_LS));
        assertFrames(table(2, "", REST, REST), Basis.ONE_FRAGMENT_PER_FRAME, List.of(REST), List.of(REST));
    }

    @Test
    void emptyFragmentsAtTheEndAreNoFrames() {
        assertFrames(table(2, "", JPEG, JPEG, EMPTY), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG),
                List.of(JPEG, EMPTY));
    }

    @Test
    void theBasicOffsetTableTellsFramesOfSeveralFragments() {
        // JPEG takes 8 + 6 bytes, REST 8 + 4
        assertFrames(table(2, "000000001a000000", JPEG, REST, REST), Basis.BASIC_OFFSET_TABLE, List.of(JPEG, REST),
                List.of(REST));
    }

    @Test
    void aWrongBasicOffsetTableIsPassedOver() {
        assertFrames(table(2, "000000001b000000", JPEG, REST, JPEG), Basis.CODESTREAM_STARTS, List.of(JPEG, REST),
                List.of(JPEG));
        assertFrames(table(2, "0000000000000000", JPEG, JPEG), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG),
                List.of(JPEG));
        assertFrames(table(2, "0e00000000000000", JPEG, JPEG), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG),
                List.of(JPEG));
        assertFrames(table(2, "00000000", JPEG, JPEG), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG), List.of(JPEG));
        assertFrames(table(2, "00000000ffffffff", JPEG, JPEG), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG),
                List.of(JPEG));
    }

    @Test
    void theExtendedOffsetTableIsBelievedFirst() {
        DataSet image = image(2, "000000000e000000", JPEG, REST, REST)
                .put(new Value(Tag.ExtendedOffsetTable, Vr.OV, Bytes.ofHex("00000000000000001a00000000000000")))
                .put(new Value(Tag.ExtendedOffsetTableLengths, Vr.OV, Bytes.ofHex("0a000000000000000400000000000000")))
                .build();

        assertFrames(FrameTable.of(image), Basis.EXTENDED_OFFSET_TABLE, List.of(JPEG, REST), List.of(REST));
    }

    @Test
    void aWrongExtendedOffsetTableIsPassedOver() {
        DataSet image = image(2, "", JPEG, JPEG)
                .put(new Value(Tag.ExtendedOffsetTable, Vr.OV, Bytes.ofHex("0000000000000000ffffffffffffffff")))
                .build();

        assertFrames(FrameTable.of(image), Basis.ONE_FRAGMENT_PER_FRAME, List.of(JPEG), List.of(JPEG));
    }

    @Test
    void codestreamsTellFramesWhenNoTableDoes() {
        assertFrames(table(2, "", JPEG, REST, JPEG_LS, REST, REST), Basis.CODESTREAM_STARTS, List.of(JPEG, REST),
                List.of(JPEG_LS, REST, REST));
        assertFrames(table(2, "", JPEG_2000, REST, JP2), Basis.CODESTREAM_STARTS, List.of(JPEG_2000, REST),
                List.of(JP2));
    }

    @Test
    void codestreamsAreSeenInFragmentsKeptByReference() {
        Fragment start = new Fragment.Referenced(new BulkData("file:/x", 0, 100_000), Bytes.ofHex("ff4fff51"));
        Fragment rest = new Fragment.Referenced(new BulkData("file:/x", 100_008, 77), Bytes.ofHex("00000000"));

        assertFrames(table(2, "", start, rest, start), Basis.CODESTREAM_STARTS, List.of(start, rest), List.of(start));
        assertThat(rest.length()).as("with its padding").isEqualTo(78);
    }

    @Test
    void whatCannotBeDividedIsNot() {
        assertFrames(table(2, "", REST, REST, REST), Basis.UNKNOWN);
        assertFrames(table(3, "", JPEG, REST), Basis.UNKNOWN);
        assertFrames(table(2, "", REST, JPEG, JPEG), Basis.UNKNOWN);
        assertFrames(table(1, ""), Basis.UNKNOWN);
        assertFrames(table(0, "", JPEG), Basis.UNKNOWN);
        assertFrames(table(-5, "", JPEG), Basis.UNKNOWN);
        assertFrames(table(Integer.MAX_VALUE, "", JPEG), Basis.UNKNOWN);
    }

    @Test
    void imagesWithoutEncapsulatedPixelsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameTable.of(DataSet.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameTable
                .of(DataSet.builder().put(new Value(Tag.PixelData, Vr.OW, Bytes.ofHex("0000"))).build()));
        assertThatThrownBy(
                () -> FrameTable.of(image(1, "", JPEG).put(Tag.NumberOfFrames, Vr.IS, "many").build()))
                .isInstanceOf(InvalidValueException.class);
    }
}
