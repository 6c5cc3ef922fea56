package org.lianzhen.dicom.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.FrameTable.Basis;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;

/** Finds the fragments at which frames begin, by one means after the other. */
final class FrameSplitter {

    private static final int ITEM_HEADER = 8;
    private static final int SHORT_OFFSET = 4;
    private static final int LONG_OFFSET = 8;

    private final List<Fragment> fragments;
    private final Bytes basicOffsets;
    private final Bytes extendedOffsets;
    private final int frameCount;
    /** Where the item of each fragment begins, counted from the item of the first one. */
    private final long[] places;

    FrameSplitter(DataSet image, Fragments pixelData) {
        this.fragments = pixelData.fragments();
        this.basicOffsets = pixelData.basicOffsetTable();
        this.extendedOffsets = image.element(Tag.ExtendedOffsetTable) instanceof Value value ? value.bytes()
                : Bytes.EMPTY;
        this.frameCount = image.integer(Tag.NumberOfFrames).orElse(1);
        this.places = places(fragments);
    }

    private static long[] places(List<Fragment> fragments) {
        long[] places = new long[fragments.size()];
        long place = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            place += ITEM_HEADER + fragments.get(i).length();
        }
        return places;
    }

    FrameTable split() {
        if (frameCount < 1 || fragments.isEmpty()) {
            return new FrameTable(Basis.UNKNOWN, List.of());
        }
        if (frameCount == 1) {
            return new FrameTable(Basis.SINGLE_FRAME, List.of(fragments));
        }
        FrameTable table = frames(Basis.EXTENDED_OFFSET_TABLE, startsByOffsets(extendedOffsets, LONG_OFFSET));
        if (table == null) {
            table = frames(Basis.BASIC_OFFSET_TABLE, startsByOffsets(basicOffsets, SHORT_OFFSET));
        }
        if (table == null) {
            table = frames(Basis.ONE_FRAGMENT_PER_FRAME, everyFragment());
        }
        if (table == null) {
            table = frames(Basis.CODESTREAM_STARTS, startsByContent());
        }
        return table == null ? new FrameTable(Basis.UNKNOWN, List.of()) : table;
    }

    /** The fragments that the offsets point at, or none when one points beside every fragment. */
    private List<Integer> startsByOffsets(Bytes offsets, int size) {
        if (offsets.length() < (long) frameCount * size) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>(frameCount);
        int fragment = 0;
        for (int frame = 0; frame < frameCount; frame++) {
            long offset = size == SHORT_OFFSET ? offsets.u32(frame * size) : offsets.i64(frame * size);
            while (fragment < places.length && places[fragment] < offset) {
                fragment++;
            }
            if (fragment == places.length || places[fragment] != offset) {
                return List.of();
            }
            starts.add(fragment++);
        }
        return starts;
    }

    /** Every fragment; empty ones at the end, which some writers add, belong to the last frame. */
    private List<Integer> everyFragment() {
        int used = fragments.size();
        while (used > frameCount && fragments.get(used - 1).length() == 0) {
            used--;
        }
        List<Integer> starts = new ArrayList<>(used);
        for (int fragment = 0; fragment < used; fragment++) {
            starts.add(fragment);
        }
        return starts;
    }

    private List<Integer> startsByContent() {
        List<Integer> starts = new ArrayList<>();
        for (int fragment = 0; fragment < fragments.size(); fragment++) {
            if (startsCodestream(fragments.get(fragment).head())) {
                starts.add(fragment);
            }
        }
        return starts;
    }

    /** JPEG and JPEG-LS begin with SOI and another marker, JPEG 2000 with SOC and SIZ, or with the box of a JP2 file. */
    private static boolean startsCodestream(Bytes head) {
        if (head.length() < SHORT_OFFSET) {
            return false;
        }
        int first = Integer.reverseBytes(head.i32(0));
        boolean jpeg = first >>> 8 == 0xFFD8FF;
        boolean jpeg2000 = first == 0xFF4FFF51 || first == 0x0000000C;
        return jpeg || jpeg2000;
    }

    private @Nullable FrameTable frames(Basis basis, List<Integer> starts) {
        if (starts.size() != frameCount || starts.getFirst() != 0) {
            return null;
        }
        List<List<Fragment>> frames = new ArrayList<>(frameCount);
        for (int frame = 0; frame < frameCount; frame++) {
            int end = frame + 1 < frameCount ? starts.get(frame + 1) : fragments.size();
            frames.add(fragments.subList(starts.get(frame), end));
        }
        return new FrameTable(basis, frames);
    }
}
