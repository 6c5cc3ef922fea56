package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.lianzhen.dicom.data.FrameTable.Basis;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Frames cut into fragments at random are found again by each means that is right. */
class FrameTablePropertyTest {

    /** Frames of so many fragments each; a fragment that begins a frame looks like JPEG. */
    private static List<List<Fragment>> frames(List<Integer> sizes) {
        List<List<Fragment>> frames = new ArrayList<>();
        for (int size : sizes) {
            List<Fragment> frame = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                frame.add(new Fragment.Held(Bytes.ofHex((i == 0 ? "ffd8ffe0" : "01020304") + "00".repeat(2 * i))));
            }
            frames.add(frame);
        }
        return frames;
    }

    private static DataSetBuilder image(List<List<Fragment>> frames, Bytes basicOffsetTable) {
        List<Fragment> all = frames.stream().flatMap(List::stream).toList();
        return DataSet.builder().putInts(Tag.NumberOfFrames, frames.size())
                .put(new Fragments(Tag.PixelData, Vr.OB, basicOffsetTable, all));
    }

    /** Offsets of the first fragments, each fragment having 8 bytes of header. */
    private static Bytes offsets(List<List<Fragment>> frames, int size) {
        ByteBuffer table = ByteBuffer.allocate(frames.size() * size).order(ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        for (List<Fragment> frame : frames) {
            if (size == Integer.BYTES) {
                table.putInt((int) offset);
            } else {
                table.putLong(offset);
            }
            offset += frame.stream().mapToLong(fragment -> 8 + fragment.length()).sum();
        }
        return Bytes.copyOf(table.flip());
    }

    @Property(tries = 200)
    void byTheBasicOffsetTable(@ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 4) Integer> sizes) {
        List<List<Fragment>> frames = frames(sizes);

        FrameTable table = FrameTable.of(image(frames, offsets(frames, Integer.BYTES)).build());

        assertThat(table).isEqualTo(new FrameTable(Basis.BASIC_OFFSET_TABLE, frames));
    }

    @Property(tries = 200)
    void byTheExtendedOffsetTable(@ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 4) Integer> sizes) {
        List<List<Fragment>> frames = frames(sizes);
        Value extended = new Value(Tag.ExtendedOffsetTable, Vr.OV, offsets(frames, Long.BYTES));

        FrameTable table = FrameTable.of(image(frames, Bytes.EMPTY).put(extended).build());

        assertThat(table).isEqualTo(new FrameTable(Basis.EXTENDED_OFFSET_TABLE, frames));
    }

    @Property(tries = 200)
    void byTheirCodestreams(@ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 4) Integer> sizes) {
        List<List<Fragment>> frames = frames(sizes);
        boolean single = sizes.stream().allMatch(size -> size == 1);

        FrameTable table = FrameTable.of(image(frames, Bytes.EMPTY).build());

        assertThat(table.frames()).isEqualTo(frames);
        assertThat(table.basis()).isEqualTo(single ? Basis.ONE_FRAGMENT_PER_FRAME : Basis.CODESTREAM_STARTS);
    }

    @Property(tries = 200)
    void whateverTheTablesSayNoFragmentIsLostOrTaken(@ForAll @IntRange(max = 12) int frameCount,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 4) Integer> sizes, @ForAll byte[] table) {
        List<List<Fragment>> frames = frames(sizes);
        DataSet image = image(frames, Bytes.of(table)).putInts(Tag.NumberOfFrames, frameCount).build();

        FrameTable found = FrameTable.of(image);

        if (found.basis() == Basis.UNKNOWN) {
            assertThat(found.frames()).isEmpty();
        } else {
            assertThat(found.frames()).hasSize(frameCount).noneMatch(List::isEmpty);
            assertThat(found.frames().stream().flatMap(List::stream))
                    .containsExactlyElementsOf(frames.stream().flatMap(List::stream).toList());
        }
    }
}
