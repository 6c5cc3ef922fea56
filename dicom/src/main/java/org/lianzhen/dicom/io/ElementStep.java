package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.Level.FragmentsLevel;
import org.lianzhen.dicom.io.Level.SequenceLevel;
import org.lianzhen.dicom.io.Level.UndecidedLevel;
import org.lianzhen.dicom.io.ValueCollector.Mode;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Reads the elements of a data set or an item, one at a time. */
final class ElementStep {

    private static final int DELIMITER_GROUP = 0xFFFE;

    private final ParseState state;
    private final ByteWindow window;
    private final ValueCollector collector;
    private final ElementHeader header;
    private final HiddenSequence hidden;
    private final boolean encapsulated;
    private boolean unknownLeft;

    ElementStep(ParseState state, ValueCollector collector, boolean encapsulated) {
        this.state = state;
        this.window = state.window;
        this.collector = collector;
        this.header = new ElementHeader(state);
        this.hidden = new HiddenSequence(state);
        this.encapsulated = encapsulated;
    }

    /** From here on, values of unknown representation stay as they are. */
    void leaveUnknown() {
        unknownLeft = true;
    }

    /** One header, or the end of the data set; false when more bytes are needed or none are wanted. */
    boolean step(DataSetLevel dataSet) {
        if (window.position() >= dataSet.limit()) {
            closeItem(dataSet, dataSet.hasEnd() ? null : Quirk.Kind.MISSING_DELIMITER);
            return true;
        }
        if (!window.has(ElementHeader.SHORT)) {
            return window.ended() && atEnd(dataSet);
        }
        int tag = window.tag(0, dataSet.encoding.bigEndian());
        state.at(tag);
        if (Tag.group(tag) == DELIMITER_GROUP) {
            delimiter(dataSet, tag);
            return true;
        }
        if (dataSet.isOutermost() && reachesStop(tag)) {
            state.stop();
            return false;
        }
        if (!header.read(tag, dataSet)) {
            return window.ended() && truncated();
        }
        begin(dataSet);
        return true;
    }

    private boolean reachesStop(int tag) {
        int stop = state.options.stopTag();
        return stop != ParseOptions.NO_STOP && Integer.compareUnsigned(tag, stop) >= 0;
    }

    private boolean atEnd(DataSetLevel dataSet) {
        int rest = window.available();
        if (!dataSet.isOutermost()) {
            if (dataSet.parent instanceof SequenceLevel sequence && sequence.doubtfulEnd == window.position()) {
                closeItem(dataSet, Quirk.Kind.WRONG_ITEM_LENGTH);
                return true;
            }
            throw state.fault(Reason.TRUNCATED, "the data end inside an item");
        }
        if (rest > 0) {
            if (!isPadding(rest)) {
                return truncated();
            }
            state.note(Quirk.Kind.TRAILING_BYTES);
            window.skip(rest);
        }
        state.finish();
        return false;
    }

    /** Zeros, unless there is but one that may begin a header: then only if it makes the length even. */
    private boolean isPadding(int rest) {
        for (int i = 0; i < rest; i++) {
            if (window.u8(i) != 0) {
                return false;
            }
        }
        return rest > 1 || (window.position() & 1) != 0;
    }

    private boolean truncated() {
        throw state.fault(Reason.TRUNCATED, "the data end inside an element header");
    }

    private void begin(DataSetLevel dataSet) {
        state.count();
        long room = dataSet.limit() - window.position() - header.size();
        if (room < 0 || (!header.isUndefined() && header.length() > room)) {
            throw state.fault(Reason.MALFORMED, "an element that is longer than what contains it");
        }
        window.skip(header.size());
        if (Tag.isGroupLength(header.tag())) {
            collector.begin(header.isUndefined() ? 0 : header.length(), Mode.DROP);
        } else if (header.isUndefined()) {
            open(dataSet);
        } else if (header.vr() == Vr.SQ) {
            state.push(new SequenceLevel(dataSet, header.tag(), window.position() + header.length()));
        } else if (header.vr() == Vr.UN && ElementDictionary.vrOf(header.tag()) == Vr.SQ && header.length() > 0) {
            state.push(new UndecidedLevel(dataSet, header.tag(), Vr.UN, window.position() + header.length()));
        } else {
            collector.begin(header.length(), Mode.KEEP);
        }
    }

    /** An element of undefined length. */
    private void open(DataSetLevel dataSet) {
        switch (header.vr()) {
            case SQ -> state.push(new SequenceLevel(dataSet, header.tag(), Level.UNDEFINED));
            case UN -> state.push(SequenceLevel.ofUnknown(dataSet, header.tag(), Level.UNDEFINED));
            default -> {
                if (header.tag() == Tag.PixelData && !header.vr().isString()) {
                    notePixelData(dataSet, true);
                    state.push(new FragmentsLevel(dataSet, header.tag(), header.vr()));
                } else {
                    state.push(new UndecidedLevel(dataSet, header.tag(), header.vr(), Level.UNDEFINED));
                }
            }
        }
    }

    private void notePixelData(DataSetLevel dataSet, boolean fragments) {
        if (header.tag() == Tag.PixelData && dataSet.isOutermost() && fragments != encapsulated) {
            state.note(fragments ? Quirk.Kind.ENCAPSULATED_IN_NATIVE : Quirk.Kind.NATIVE_IN_ENCAPSULATED);
        }
    }

    /** A value is complete. */
    void deliver(DataSetLevel dataSet) {
        if (collector.dropped()) {
            return;
        }
        notePixelData(dataSet, false);
        if ((header.length() & 1) != 0) {
            state.note(Quirk.Kind.ODD_LENGTH);
        }
        boolean swapped = dataSet.encoding.bigEndian() && !header.saidUnknown();
        Bytes held = collector.held();
        if (held == null) {
            add(dataSet, new BulkValue(header.tag(), header.vr(), collector.reference(swapped)));
        } else if (header.vr() != Vr.UN || unknownLeft || !hidden.open(dataSet, header.tag(), held)) {
            Bytes bytes = swapped ? held.swapped(header.vr().swapUnit()) : held;
            add(dataSet, new Value(header.tag(), header.vr(), bytes));
        }
    }

    /** What has begun as an undecided element is a plain value after all. */
    void beginValue(UndecidedLevel level) {
        state.pop();
        collector.begin(level.end() - window.position(), Mode.KEEP);
    }

    void add(DataSetLevel dataSet, Element element) {
        Element last = dataSet.last();
        if (last != null && Integer.compareUnsigned(last.tag(), element.tag()) >= 0) {
            state.note(last.tag() == element.tag() ? Quirk.Kind.DUPLICATE : Quirk.Kind.OUT_OF_ORDER);
        }
        dataSet.add(element);
    }

    private void delimiter(DataSetLevel dataSet, int tag) {
        Quirk.Kind early = dataSet.hasEnd() ? Quirk.Kind.WRONG_ITEM_LENGTH : Quirk.Kind.MISSING_DELIMITER;
        boolean afterSequence = dataSet.last() instanceof Sequence;
        switch (tag) {
            case Tag.ItemDelimitationItem -> {
                window.skip(ElementHeader.SHORT);
                if (dataSet.isOutermost()) {
                    state.note(Quirk.Kind.STRAY_DELIMITER);
                } else {
                    closeItem(dataSet, dataSet.hasEnd() ? early : null);
                }
            }
            case Tag.SequenceDelimitationItem -> {
                if (dataSet.isOutermost() || dataSet.hasEnd() || afterSequence) {
                    window.skip(ElementHeader.SHORT);
                    state.note(Quirk.Kind.STRAY_DELIMITER);
                } else {
                    closeItem(dataSet, early);
                }
            }
            case Tag.Item -> {
                if (afterSequence) {
                    reopen(dataSet);
                } else if (dataSet.isOutermost()) {
                    throw state.fault(Reason.MALFORMED, "an item outside of any sequence");
                } else {
                    closeItem(dataSet, early);
                }
            }
            default -> throw state.fault(Reason.MALFORMED, "an unknown kind of delimiter");
        }
    }

    /** The length of the sequence just closed was too short: another item follows. */
    private void reopen(DataSetLevel dataSet) {
        if (dataSet.removeLast() instanceof Sequence sequence) {
            state.note(Quirk.Kind.WRONG_SEQUENCE_LENGTH);
            SequenceLevel level = new SequenceLevel(dataSet, sequence.tag(), Level.UNDEFINED);
            level.items.addAll(sequence.items());
            state.push(level);
        }
    }

    private void closeItem(DataSetLevel item, Quirk.@Nullable Kind quirk) {
        if (quirk != null) {
            state.note(quirk);
        }
        state.pop();
        if (state.top() instanceof SequenceLevel sequence) {
            sequence.items.add(item.complete());
        }
    }
}
