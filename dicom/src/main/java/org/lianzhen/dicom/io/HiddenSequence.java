package org.lianzhen.dicom.io;

import io.netty.buffer.Unpooled;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.Level.SequenceLevel;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Recognises private sequences whose representation was lost on the way: the value of an UN element that is a perfect
 * series of items. Such a value is put back and read as a sequence, so that its text and its nesting are seen.
 */
final class HiddenSequence {

    private static final int LARGEST = 1 << 20;
    /** Values that begin like an item and are none: after so many, no more are tried. */
    private static final int MOST_FAILURES = 50;

    private final ParseState state;
    private int failures;

    HiddenSequence(ParseState state) {
        this.state = state;
    }

    /** Opens the sequence that a value just read really is; false, with nothing changed, when it is none. */
    boolean open(DataSetLevel dataSet, int tag, Bytes value) {
        if (!beginsWithItem(value) || failures >= MOST_FAILURES || !isSound(dataSet, value)) {
            return false;
        }
        state.note(Quirk.Kind.HIDDEN_SEQUENCE);
        state.release(value.length());
        state.window.putBack(value);
        state.push(SequenceLevel.ofUnknown(dataSet, tag, state.window.position() + value.length()));
        return true;
    }

    private static boolean beginsWithItem(Bytes value) {
        return value.length() >= ItemStep.HEADER && value.length() <= LARGEST
                && Tag.of(value.u16(0), value.u16(2)) == Tag.Item;
    }

    /** Reads it on trial. Values in there are not tried again, so this does not nest. */
    private boolean isSound(DataSetLevel dataSet, Bytes value) {
        int depth = state.options.limits().maxDepth() - dataSet.depth + 1;
        ParseLimits limits = new ParseLimits(depth, LARGEST / ItemStep.HEADER, LARGEST, LARGEST, 0);
        ParseLoop trial = ParseLoop.onTrial(ParseOptions.WHOLE.withLimits(limits), value.length());
        try {
            trial.feed(Unpooled.wrappedBuffer(value.asByteBuffer()));
            trial.end();
        } catch (DataSetException e) {
            failures++;
            return false;
        }
        boolean clean = trial.quirks().stream().allMatch(quirk -> quirk.kind() == Quirk.Kind.EXPLICIT_IN_UNKNOWN);
        failures += clean ? 0 : 1;
        return clean;
    }
}
