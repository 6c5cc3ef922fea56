package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.io.Level.FragmentsLevel;
import org.lianzhen.dicom.io.Level.SequenceLevel;
import org.lianzhen.dicom.io.Level.UndecidedLevel;
import org.lianzhen.dicom.vr.Bytes;

/** The parser proper: goes from header to value to header, with the stack of what is open in {@link ParseState}. */
final class ParseLoop {

    private final ParseState state;
    private final ByteWindow window;
    private final ValueCollector collector;
    private final ElementStep elements;
    private final ItemStep items;
    private final FragmentStep fragments;
    private boolean guessed;

    ParseLoop(Encoding encoding, ParseOptions options, boolean encapsulated) {
        this.state = new ParseState(encoding, options);
        this.window = state.window;
        this.collector = new ValueCollector(state);
        this.elements = new ElementStep(state, collector, encapsulated);
        this.items = new ItemStep(state, elements);
        this.fragments = new FragmentStep(state, collector, elements);
    }

    /** A parser for the value of one UN element that may be a sequence. It looks for no more of that kind inside. */
    static ParseLoop onTrial(ParseOptions options, int length) {
        ParseLoop loop = new ParseLoop(Encoding.IMPLICIT_LITTLE, options, false);
        loop.guessed = true;
        loop.elements.leaveUnknown();
        loop.state.push(SequenceLevel.ofUnknown(loop.state.root, 0, length));
        return loop;
    }

    DataSetParser.State feed(ByteBuf bytes) {
        window.enter(bytes);
        try {
            run();
        } finally {
            window.leave();
        }
        return state.progress();
    }

    DataSetParser.State end() {
        window.end();
        run();
        return state.progress();
    }

    private void run() {
        boolean goesOn = guess();
        while (goesOn && state.progress() == DataSetParser.State.MORE) {
            goesOn = collector.active() ? collect() : step();
        }
    }

    /** Before the first header: finds out whether the declared encoding can be true. */
    private boolean guess() {
        if (!guessed && (window.has(EncodingGuess.SAMPLE) || window.ended())) {
            guessed = true;
            if (window.has(EncodingGuess.SAMPLE)) {
                Encoding guess = EncodingGuess.ofDataSet(window, state.root.encoding);
                if (guess != state.root.encoding) {
                    state.note(Quirk.Kind.OTHER_SYNTAX);
                    state.root.encoding = guess;
                }
            }
        }
        return guessed;
    }

    private boolean collect() {
        if (!collector.advance()) {
            return false;
        }
        switch (state.top()) {
            case DataSetLevel dataSet -> elements.deliver(dataSet);
            case FragmentsLevel level -> fragments.deliver(level);
            case SequenceLevel sequence -> throw new IllegalStateException("a sequence has no value");
            case UndecidedLevel undecided -> throw new IllegalStateException("an undecided element has no value");
        }
        return true;
    }

    private boolean step() {
        return switch (state.top()) {
            case DataSetLevel dataSet -> elements.step(dataSet);
            case SequenceLevel sequence -> items.step(sequence);
            case FragmentsLevel level -> fragments.step(level);
            case UndecidedLevel undecided -> items.decide(undecided);
        };
    }

    DataSetParser.State progress() {
        return state.progress();
    }

    DataSet result() {
        return state.root.complete();
    }

    Encoding encoding() {
        return state.root.encoding;
    }

    long position() {
        return window.position();
    }

    Bytes unread() {
        return window.carried();
    }

    List<Quirk> quirks() {
        return state.quirks();
    }

    /** Bytes that come next and will be passed over unseen. */
    long toPassOver() {
        return collector.toPassOver();
    }

    /** The source leaves out bytes that would be passed over. */
    void leap(long count) {
        collector.leap(count);
    }
}
