package org.lianzhen.dicom.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Gathers the bytes of one value, or passes over them. Memory grows with what arrives, never with what is claimed. */
final class ValueCollector {

    /** What is to be done with a value. */
    enum Mode {
        /** Kept, in memory when it is short, else by reference, as the options say. */
        KEEP,
        /** Kept likewise, by reference however short it is when the options hold nothing. */
        KEEP_FRAGMENT,
        /** Kept in memory. */
        HOLD,
        /** Not kept at all. */
        DROP
    }

    private static final int FIRST_ALLOCATION = 16 * 1024;
    /** Shorter values are held whatever the options say: what parsing needs to know is among them. */
    private static final int ALWAYS_HELD = 256;
    private static final byte[] NONE = {};

    private final ParseState state;
    private boolean active;
    private Mode mode = Mode.DROP;
    private long start;
    private long length;
    private long done;
    private byte[] bytes = NONE;

    ValueCollector(ParseState state) {
        this.state = state;
    }

    boolean active() {
        return active;
    }

    /** Bytes that will be passed over from here on. */
    long toPassOver() {
        return active && mode != Mode.HOLD && done >= bytes.length ? length - done : 0;
    }

    void begin(long newLength, Mode newMode) {
        boolean held = isHeld(newLength, newMode);
        if (held) {
            state.hold(newLength);
        }
        active = true;
        mode = held ? Mode.HOLD : newMode;
        start = state.window.position();
        length = newLength;
        done = 0;
        bytes = new byte[firstAllocation()];
    }

    private boolean isHeld(long newLength, Mode newMode) {
        long threshold = state.options.bulkThreshold();
        return switch (newMode) {
            case HOLD -> true;
            case KEEP -> newLength <= Math.max(ALWAYS_HELD, threshold);
            case KEEP_FRAGMENT -> newLength <= threshold;
            case DROP -> false;
        };
    }

    private int firstAllocation() {
        return switch (mode) {
            case HOLD -> (int) Math.min(length, Math.max(FIRST_ALLOCATION, state.window.available()));
            case KEEP, KEEP_FRAGMENT -> Fragment.HEAD_LENGTH;
            case DROP -> 0;
        };
    }

    /** Takes what is at hand; true once the value is complete. */
    boolean advance() {
        if (mode == Mode.HOLD) {
            gather();
        } else {
            if (done < bytes.length) {
                done += state.window.read(bytes, (int) done, (int) (Math.min(bytes.length, length) - done));
            }
            if (done >= Math.min(bytes.length, length)) {
                done += state.window.skipUpTo(length - done);
            }
        }
        if (done == length) {
            active = false;
        } else if (state.window.ended()) {
            throw state.fault(Reason.TRUNCATED, "the data end " + (length - done) + " bytes before the value does");
        }
        return !active;
    }

    private void gather() {
        while (done < length && state.window.available() > 0) {
            if (done == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
            }
            done += state.window.read(bytes, (int) done, bytes.length - (int) done);
        }
    }

    /** The source will not send bytes that are to be passed over. */
    void leap(long count) {
        done += count;
        state.window.leap(count);
    }

    boolean dropped() {
        return mode == Mode.DROP;
    }

    /** The value, or null when it is kept by reference only. */
    @Nullable
    Bytes held() {
        return mode == Mode.HOLD ? takeOver((int) length) : null;
    }

    /** The first bytes of a value that is kept by reference. */
    Bytes head() {
        return takeOver((int) Math.min(bytes.length, length));
    }

    private Bytes takeOver(int count) {
        byte[] taken = bytes.length == count ? bytes : Arrays.copyOf(bytes, count);
        bytes = NONE;
        return Bytes.wrap(taken);
    }

    BulkData reference(boolean bigEndian) {
        ParseOptions options = state.options;
        return new BulkData(options.source(), options.sourceOffset() + start, length, bigEndian);
    }
}
