package org.lianzhen.dicom.json;

import java.util.function.Function;
import org.lianzhen.dicom.io.ParseLimits;

/** Counts what one data set takes up while it is read, and says stop. */
final class ReadBudget {
    /** What a list entry costs beside its text. */
    private static final int ENTRY = 16;

    private final ParseLimits limits;
    private final Function<String, JsonFormatException> fault;
    private int elements;
    private long held;

    ReadBudget(ParseLimits limits, Function<String, JsonFormatException> fault) {
        this.limits = limits;
        this.fault = fault;
    }

    void reset() {
        elements = 0;
        held = 0;
    }

    /** @param depth of nesting, 1 at the top */
    void dataSet(int depth) {
        if (depth > limits.maxDepth()) {
            throw fault.apply("items nested more than " + limits.maxDepth() + " deep");
        }
        element();
    }

    void element() {
        if (++elements > limits.maxElements()) {
            throw fault.apply("more than " + limits.maxElements() + " elements and items");
        }
    }

    void entry(int length) {
        hold(length, ENTRY + (long) length);
    }

    /** @param valueLength so far, with the {@code more} bytes */
    void binary(long valueLength, int more) {
        hold(valueLength, more);
    }

    private void hold(long valueLength, long bytes) {
        held += bytes;
        if (valueLength > limits.maxValueBytes()) {
            throw fault.apply("value of more than " + limits.maxValueBytes() + " bytes");
        }
        if (held > limits.maxHeldBytes()) {
            throw fault.apply("more than " + limits.maxHeldBytes() + " bytes of values");
        }
    }
}
