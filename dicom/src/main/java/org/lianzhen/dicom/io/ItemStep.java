package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.Level.FragmentsLevel;
import org.lianzhen.dicom.io.Level.SequenceLevel;
import org.lianzhen.dicom.io.Level.UndecidedLevel;

/** Reads the items of sequences, one header at a time (PS3.5 section 7.5). */
final class ItemStep {

    static final int HEADER = 8;
    static final long UNDEFINED = 0xFFFF_FFFFL;

    /** The tag of an item whose bytes are in the other order. */
    private static final int SWAPPED_ITEM = 0xFEFF_00E0;
    /** Bytes of the first element in an item that are needed to tell how it is encoded. */
    private static final int SAMPLE = 8;

    private final ParseState state;
    private final ByteWindow window;
    private final ElementStep elements;

    ItemStep(ParseState state, ElementStep elements) {
        this.state = state;
        this.window = state.window;
        this.elements = elements;
    }

    /** One item header, or the end of the sequence; false when more bytes are needed. */
    boolean step(SequenceLevel sequence) {
        if (window.position() >= sequence.limit()) {
            close(sequence, sequence.hasEnd() ? null : Quirk.Kind.MISSING_DELIMITER);
            return true;
        }
        if (!window.has(HEADER)) {
            return window.ended() && atEnd(sequence);
        }
        int tag = tag(sequence);
        switch (tag) {
            case Tag.Item -> {
                return open(sequence);
            }
            case Tag.SequenceDelimitationItem -> {
                window.skip(HEADER);
                close(sequence, sequence.hasEnd() ? Quirk.Kind.WRONG_SEQUENCE_LENGTH : null);
            }
            case Tag.ItemDelimitationItem -> {
                window.skip(HEADER);
                state.note(Quirk.Kind.STRAY_DELIMITER);
            }
            default -> other(sequence, tag);
        }
        return true;
    }

    private int tag(SequenceLevel sequence) {
        int tag = window.tag(0, sequence.encoding.bigEndian());
        if (tag == SWAPPED_ITEM && sequence.items.isEmpty()) {
            state.note(Quirk.Kind.OTHER_SYNTAX);
            sequence.encoding = sequence.encoding.bigEndian() ? Encoding.EXPLICIT_LITTLE : Encoding.EXPLICIT_BIG;
            return Tag.Item;
        }
        return tag;
    }

    private boolean atEnd(SequenceLevel sequence) {
        boolean betweenItems = window.available() == 0 && !sequence.items.isEmpty();
        if (!betweenItems || sequence.hasEnd() || !sequence.dataSet.isOutermost()) {
            throw state.fault(Reason.TRUNCATED, "the data end inside a sequence");
        }
        close(sequence, Quirk.Kind.MISSING_DELIMITER);
        return true;
    }

    private boolean open(SequenceLevel sequence) {
        long length = window.u32(4, sequence.encoding.bigEndian());
        if (sequence.mixed && length >= SAMPLE) {
            if (!window.has(HEADER + SAMPLE) && !window.ended()) {
                return false;
            }
            chooseEncoding(sequence, length);
        }
        state.count();
        if (sequence.dataSet.depth >= state.options.limits().maxDepth()) {
            throw state.fault(Reason.LIMIT_EXCEEDED,
                    "items nested more than " + state.options.limits().maxDepth() + " deep");
        }
        long end = length == UNDEFINED ? Level.UNDEFINED : window.position() + HEADER + length;
        checkRoom(sequence, end);
        window.skip(HEADER);
        state.push(new DataSetLevel(sequence, end));
        return true;
    }

    private void chooseEncoding(SequenceLevel sequence, long length) {
        if (!window.has(HEADER + SAMPLE)) {
            return;
        }
        boolean explicit = EncodingGuess.isExplicit(window, HEADER, length);
        if (explicit && sequence.encoding == Encoding.IMPLICIT_LITTLE) {
            state.note(Quirk.Kind.EXPLICIT_IN_UNKNOWN);
        }
        sequence.encoding = explicit ? Encoding.EXPLICIT_LITTLE : Encoding.IMPLICIT_LITTLE;
    }

    /** An item longer than its sequence: either length may be wrong, but not beyond what contains both. */
    private void checkRoom(SequenceLevel sequence, long end) {
        if (end <= sequence.limit()) {
            return;
        }
        Level outside = sequence.dataSet;
        if (!sequence.hasEnd() || end > outside.limit()) {
            throw state.fault(Reason.MALFORMED, "an item that is longer than what contains it");
        }
        state.note(Quirk.Kind.WRONG_SEQUENCE_LENGTH);
        sequence.doubtfulEnd = sequence.end();
        sequence.forgetEnd();
    }

    /** Neither item nor delimiter: the length of the sequence, or of its last item, was wrong. */
    private void other(SequenceLevel sequence, int tag) {
        if (sequence.items.isEmpty()) {
            throw state.fault(Reason.MALFORMED, Tag.format(tag) + " where an item must begin");
        }
        if (Integer.compareUnsigned(tag, sequence.tag) > 0) {
            close(sequence,
                    sequence.hasEnd() ? Quirk.Kind.WRONG_SEQUENCE_LENGTH : Quirk.Kind.MISSING_DELIMITER);
            return;
        }
        DataSet last = sequence.items.removeLast();
        int lastTag = last.isEmpty() ? 0 : last.elements().getLast().tag();
        if (Integer.compareUnsigned(tag, lastTag) <= 0) {
            throw state.fault(Reason.MALFORMED, Tag.format(tag) + " where an item must begin");
        }
        state.note(Quirk.Kind.WRONG_ITEM_LENGTH);
        DataSetLevel item = new DataSetLevel(sequence, Level.UNDEFINED);
        item.resume(last);
        state.push(item);
    }

    private void close(SequenceLevel sequence, Quirk.@Nullable Kind quirk) {
        if (quirk != null) {
            state.note(quirk);
        }
        state.pop();
        elements.add(sequence.dataSet, new Sequence(sequence.tag, sequence.items));
    }

    /** Looks at the first item of an element that may be a sequence; false when more bytes are needed. */
    boolean decide(UndecidedLevel level) {
        int wanted = (int) Math.min(HEADER + SAMPLE, level.limit() - window.position());
        if (!window.has(wanted) && !window.ended()) {
            return false;
        }
        boolean sampled = wanted == HEADER + SAMPLE && window.has(wanted);
        boolean item = wanted >= HEADER && window.has(HEADER) && window.tag(0, false) == Tag.Item;
        long length = item ? window.u32(4, false) : 0;
        if (level.hasEnd()) {
            decideUnknown(level, item);
        } else if (item && (length == UNDEFINED || (sampled && EncodingGuess.isElement(window, HEADER, length)))) {
            state.note(Quirk.Kind.HIDDEN_SEQUENCE);
            state.pop();
            SequenceLevel sequence = SequenceLevel.ofUnknown(level.dataSet, level.tag, Level.UNDEFINED);
            sequence.encoding = level.dataSet.encoding;
            state.push(sequence);
        } else if (level.vr.hasLongLength() && !level.vr.isString()) {
            state.pop();
            state.push(new FragmentsLevel(level.dataSet, level.tag, level.vr));
        } else {
            throw state.fault(Reason.MALFORMED, "undefined length of " + level.vr + " without items");
        }
        return true;
    }

    private void decideUnknown(UndecidedLevel level, boolean item) {
        if (item) {
            state.pop();
            state.push(SequenceLevel.ofUnknown(level.dataSet, level.tag, level.end()));
        } else {
            elements.beginValue(level);
        }
    }
}
