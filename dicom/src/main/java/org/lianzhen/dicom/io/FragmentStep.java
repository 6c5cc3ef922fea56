package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.Level.FragmentsLevel;
import org.lianzhen.dicom.io.ValueCollector.Mode;
import org.lianzhen.dicom.vr.Bytes;

/** Reads encapsulated pixel data: the offset table, then one fragment at a time (PS3.5 annex A.4). */
final class FragmentStep {

    private final ParseState state;
    private final ByteWindow window;
    private final ValueCollector collector;
    private final ElementStep elements;

    FragmentStep(ParseState state, ValueCollector collector, ElementStep elements) {
        this.state = state;
        this.window = state.window;
        this.collector = collector;
        this.elements = elements;
    }

    /** One item header, or the end of the fragments; false when more bytes are needed. */
    boolean step(FragmentsLevel level) {
        if (window.position() >= level.limit()) {
            close(level, Quirk.Kind.MISSING_DELIMITER);
            return true;
        }
        if (!window.has(ItemStep.HEADER)) {
            return window.ended() && atEnd(level);
        }
        int tag = window.tag(0, level.dataSet.encoding.bigEndian());
        switch (tag) {
            case Tag.Item -> open(level);
            case Tag.SequenceDelimitationItem -> {
                window.skip(ItemStep.HEADER);
                close(level, null);
            }
            default -> other(level, tag);
        }
        return true;
    }

    private boolean atEnd(FragmentsLevel level) {
        if (window.available() > 0 || level.basicOffsetTable == null || !level.dataSet.isOutermost()) {
            throw state.fault(Reason.TRUNCATED, "the data end inside encapsulated pixel data");
        }
        close(level, Quirk.Kind.MISSING_DELIMITER);
        return true;
    }

    private void open(FragmentsLevel level) {
        long length = window.u32(4, level.dataSet.encoding.bigEndian());
        if (length == ItemStep.UNDEFINED || length > level.limit() - window.position() - ItemStep.HEADER) {
            throw state.fault(Reason.MALFORMED, "a fragment that is longer than what contains it");
        }
        state.count();
        window.skip(ItemStep.HEADER);
        collector.begin(length, level.basicOffsetTable == null ? Mode.HOLD : Mode.KEEP_FRAGMENT);
    }

    private void other(FragmentsLevel level, int tag) {
        boolean outside = Integer.compareUnsigned(tag, level.tag) > 0 && Tag.group(tag) != Tag.group(Tag.Item);
        if (!outside || level.basicOffsetTable == null) {
            throw state.fault(Reason.MALFORMED, Tag.format(tag) + " where a fragment must begin");
        }
        close(level, Quirk.Kind.MISSING_DELIMITER);
    }

    /** An offset table or a fragment is complete. */
    void deliver(FragmentsLevel level) {
        Bytes held = collector.held();
        if (held == null) {
            level.fragments.add(new Fragment.Referenced(collector.reference(false), collector.head()));
        } else if (level.basicOffsetTable == null) {
            level.basicOffsetTable = held;
        } else {
            level.fragments.add(new Fragment.Held(held));
        }
    }

    private void close(FragmentsLevel level, Quirk.@Nullable Kind quirk) {
        if (quirk != null) {
            state.note(quirk);
        }
        state.pop();
        Bytes table = level.basicOffsetTable == null ? Bytes.EMPTY : level.basicOffsetTable;
        elements.add(level.dataSet, new Fragments(level.tag, level.vr, table, level.fragments));
    }
}
