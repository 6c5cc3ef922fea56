package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.FrameTable.Basis;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Encapsulated pixel data, in memory and by reference, with and without what tells its frames apart. */
class FragmentsTest {

    private static final Fragment JPEG = new Fragment.Held(Bytes.ofHex("ffd8ffe00102"));
    private static final Fragment EMPTY = new Fragment.Held(Bytes.EMPTY);

    private static Fragments pixels(String offsets, Fragment... fragments) {
        return new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex(offsets), List.of(fragments));
    }

    private static DataSetBuilder image(int frames, Fragments pixels) {
        return DataSet.builder().putInts(Tag.NumberOfFrames, frames).put(pixels);
    }

    @Test
    void areOfEvenLength() {
        Fragment odd = new Fragment.Held(Bytes.ofHex("010203"));
        Fragment elsewhere = new Fragment.Referenced(new BulkData("file:/x", 7, 5_000_000_001L), Bytes.EMPTY);

        assertThat(odd.length()).isEqualTo(4);
        assertThat(elsewhere.length()).isEqualTo(5_000_000_002L);
        assertThat(pixels("", odd, elsewhere, EMPTY).length()).isEqualTo(5_000_000_006L);
        assertThat(pixels("0000").basicOffsetTable()).isEqualTo(Bytes.ofHex("0000"));
        assertThat(pixels("000000").basicOffsetTable()).as("padded").isEqualTo(Bytes.ofHex("00000000"));
    }

    @Test
    void showTheirFirstBytesOnly() {
        assertThat(new Fragment.Held(Bytes.wrap(new byte[100])).head()).isEqualTo(Bytes.wrap(new byte[16]));
        assertThat(JPEG.head()).isEqualTo(Bytes.ofHex("ffd8ffe00102"));
        assertThat(EMPTY.head()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void areNotChangedByWhomeverGaveThem() {
        List<Fragment> given = new ArrayList<>(List.of(JPEG));
        Fragments fragments = new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, given);
        given.clear();

        assertThat(fragments.fragments()).containsExactly(JPEG);
    }

    @Test
    void areBytesOrWords() {
        assertThat(new Fragments(Tag.PixelData, Vr.OW, Bytes.EMPTY, List.of()).vr()).isEqualTo(Vr.OW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fragments(Tag.PixelData, Vr.SQ, Bytes.EMPTY, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fragments(Tag.PixelData, Vr.UT, Bytes.EMPTY, List.of()));
    }

    @Test
    void areAValueOnlyWhenThereAreAny() {
        assertThat(image(1, pixels("", JPEG)).build().hasValue(Tag.PixelData)).isTrue();
        assertThat(image(1, pixels("")).build().hasValue(Tag.PixelData)).isFalse();
        assertThat(image(1, pixels("", JPEG)).build().strings(Tag.PixelData)).isEmpty();
    }

    @Test
    void anEmptyLastFragmentBelongsToTheLastFrameByEveryMeans() {
        Fragment[] fragments = { JPEG, JPEG, EMPTY };
        Bytes extended = Bytes.ofHex("00000000000000000e00000000000000");
        List<List<Fragment>> frames = List.of(List.of(JPEG), List.of(JPEG, EMPTY));

        assertThat(FrameTable.of(image(2, pixels("", fragments)).build()))
                .isEqualTo(new FrameTable(Basis.ONE_FRAGMENT_PER_FRAME, frames));
        assertThat(FrameTable.of(image(2, pixels("000000000e000000", fragments)).build()))
                .isEqualTo(new FrameTable(Basis.BASIC_OFFSET_TABLE, frames));
        assertThat(FrameTable.of(image(2, pixels("", fragments))
                .put(new Value(Tag.ExtendedOffsetTable, Vr.OV, extended)).build()))
                .isEqualTo(new FrameTable(Basis.EXTENDED_OFFSET_TABLE, frames));
    }

    @Test
    void offsetsBeyondFourGibibytesAreFollowed() {
        Fragment huge = new Fragment.Referenced(new BulkData("file:/x", 0, 5_000_000_000L), JPEG.head());
        Fragment rest = new Fragment.Referenced(new BulkData("file:/x", 5_000_000_008L, 10), Bytes.ofHex("0102"));
        Value table = new Value(Tag.ExtendedOffsetTable, Vr.OV, Bytes.ofHex("000000000000000008f2052a01000000"));
        DataSet image = image(2, pixels("", huge, rest, rest)).put(table).build();

        assertThat(FrameTable.of(image)).isEqualTo(
                new FrameTable(Basis.EXTENDED_OFFSET_TABLE, List.of(List.of(huge), List.of(rest, rest))));
    }

    @Test
    void iconsHaveFramesOfTheirOwn() {
        DataSet icon = DataSet.builder().put(pixels("", JPEG)).build();
        DataSet image = image(2, pixels("", JPEG, JPEG)).putSequence(0x0088_0200, icon).build();

        assertThat(FrameTable.of(image.items(0x0088_0200).getFirst()).frames()).containsExactly(List.of(JPEG));
        assertThat(FrameTable.of(image).frames()).hasSize(2);
    }

    @Test
    void moveWithTheirStream() {
        BulkData data = new BulkData("a", 5, 7, true);

        assertThat(data.relocated("b", -5)).isEqualTo(new BulkData("b", 0, 7, true));
        assertThatIllegalArgumentException().isThrownBy(() -> data.relocated("b", -6));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> data.relocated("b", Long.MAX_VALUE));
    }
}
