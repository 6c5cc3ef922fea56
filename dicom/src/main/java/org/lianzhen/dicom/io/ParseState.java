package org.lianzhen.dicom.io;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.Level.FragmentsLevel;
import org.lianzhen.dicom.io.Level.SequenceLevel;
import org.lianzhen.dicom.io.Level.UndecidedLevel;

/** What the steps of a parser share: the bytes, the stack, the budget, and the words for what went wrong. */
final class ParseState {

    private static final int MOST_QUIRKS = 100;

    final ByteWindow window = new ByteWindow();
    final ParseOptions options;
    final DataSetLevel root;
    private Level top;
    private int tag;
    private int elements;
    private long held;
    private final List<Quirk> quirks = new ArrayList<>();
    private DataSetParser.State progress = DataSetParser.State.MORE;

    ParseState(Encoding encoding, ParseOptions options) {
        this.options = options;
        this.root = new DataSetLevel(encoding);
        this.top = root;
    }

    Level top() {
        return top;
    }

    void push(Level level) {
        top = level;
    }

    /** Leaves what is open; never the root. */
    void pop() {
        Level parent = top.parent;
        if (parent == null) {
            throw new IllegalStateException("nothing is open");
        }
        top = parent;
    }

    DataSetParser.State progress() {
        return progress;
    }

    /** The stop tag is reached. */
    void stop() {
        progress = DataSetParser.State.STOPPED;
    }

    /** The outermost data set is complete. */
    void finish() {
        progress = DataSetParser.State.ENDED;
    }

    /** The element whose header comes next, for messages. */
    void at(int nextTag) {
        tag = nextTag;
    }

    /** Takes one element, item or fragment off the budget. */
    void count() {
        if (++elements > options.limits().maxElements()) {
            throw fault(Reason.LIMIT_EXCEEDED, "more than " + options.limits().maxElements() + " elements");
        }
    }

    /** Takes the bytes of one value off the budget, before any of them is allocated. */
    void hold(long length) {
        ParseLimits limits = options.limits();
        if (length > limits.maxValueBytes()) {
            throw fault(Reason.LIMIT_EXCEEDED,
                    "value of " + length + " bytes, more than " + limits.maxValueBytes() + " allowed");
        }
        if (held + length > limits.maxHeldBytes()) {
            throw fault(Reason.LIMIT_EXCEEDED, "values of more than " + limits.maxHeldBytes() + " bytes in all");
        }
        held += length;
    }

    /** Gives bytes back that are not held after all. */
    void release(long length) {
        held -= length;
    }

    void note(Quirk.Kind kind) {
        if (quirks.size() < MOST_QUIRKS) {
            quirks.add(new Quirk(kind, where(), window.position()));
        }
    }

    List<Quirk> quirks() {
        return List.copyOf(quirks);
    }

    DataSetException fault(Reason reason, String what) {
        return new DataSetException(reason, what, where(), window.position());
    }

    /** The path to where the parser stands, such as "(0040,0275)[0].(0008,0050)". */
    private String where() {
        StringBuilder path = new StringBuilder();
        if (top instanceof DataSetLevel && tag != 0) {
            path.append(Tag.format(tag));
        }
        for (Level level = top; level != null; level = level.parent) {
            switch (level) {
                case DataSetLevel dataSet -> {}
                case SequenceLevel sequence -> prepend(path, sequence.tag, sequence.items.size());
                case FragmentsLevel fragments -> prepend(path, fragments.tag, fragments.fragments.size());
                case UndecidedLevel undecided -> prepend(path, undecided.tag, 0);
            }
        }
        return path.toString();
    }

    private static void prepend(StringBuilder path, int tag, int item) {
        path.insert(0, Tag.format(tag) + "[" + item + "]" + (path.isEmpty() ? "" : "."));
    }
}
