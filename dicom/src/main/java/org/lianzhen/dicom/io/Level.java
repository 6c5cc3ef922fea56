package org.lianzhen.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** One thing that is open while a parser is inside it: together they are the stack that recursion would need. */
abstract sealed class Level permits DataSetLevel, Level.SequenceLevel, Level.FragmentsLevel, Level.UndecidedLevel {

    /** End of something whose length is not given. */
    static final long UNDEFINED = -1;

    final @Nullable Level parent;
    /** Position after the last byte, or {@link #UNDEFINED}. */
    private long end;
    /** Position that nothing inside may cross: the nearest end, here or further out. */
    private long limit;

    Level(@Nullable Level parent, long end) {
        this.parent = parent;
        this.end = end;
        this.limit = end == UNDEFINED ? outerLimit(parent) : end;
    }

    private static long outerLimit(@Nullable Level parent) {
        return parent == null ? Long.MAX_VALUE : parent.limit;
    }

    boolean hasEnd() {
        return end != UNDEFINED;
    }

    long end() {
        return end;
    }

    /** Its length was wrong: from here on it ends where a delimiter or the next thing outside says so. */
    void forgetEnd() {
        end = UNDEFINED;
        limit = outerLimit(parent);
    }

    long limit() {
        return limit;
    }

    /** A sequence of items. */
    static final class SequenceLevel extends Level {
        final DataSetLevel dataSet;
        final int tag;
        final List<DataSet> items = new ArrayList<>();
        /** How the items are laid out. */
        Encoding encoding;
        /** Each item may be in explicit or implicit VR: to be found out from its first element. */
        boolean mixed;
        /** Where it was to end before an item that is longer made that doubtful. */
        long doubtfulEnd = UNDEFINED;

        SequenceLevel(DataSetLevel parent, int tag, long end) {
            super(parent, end);
            this.dataSet = parent;
            this.tag = tag;
            this.encoding = parent.encoding;
        }

        /** A sequence that is declared UN: implicit VR little endian by the rule (CP-246), but not always in fact. */
        static SequenceLevel ofUnknown(DataSetLevel parent, int tag, long end) {
            SequenceLevel level = new SequenceLevel(parent, tag, end);
            level.encoding = Encoding.IMPLICIT_LITTLE;
            level.mixed = true;
            return level;
        }
    }

    /** Encapsulated pixel data. */
    static final class FragmentsLevel extends Level {
        final DataSetLevel dataSet;
        final int tag;
        final Vr vr;
        final List<Fragment> fragments = new ArrayList<>();
        @Nullable
        Bytes basicOffsetTable;

        FragmentsLevel(DataSetLevel parent, int tag, Vr vr) {
            super(parent, UNDEFINED);
            this.dataSet = parent;
            this.tag = tag;
            this.vr = vr;
        }
    }

    /** An element whose first bytes will tell whether it is a sequence, pixel data or a plain value. */
    static final class UndecidedLevel extends Level {
        final DataSetLevel dataSet;
        final int tag;
        final Vr vr;

        UndecidedLevel(DataSetLevel parent, int tag, Vr vr, long end) {
            super(parent, end);
            this.dataSet = parent;
            this.tag = tag;
            this.vr = vr;
        }
    }
}
