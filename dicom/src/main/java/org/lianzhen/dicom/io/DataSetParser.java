package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Reads a data set from bytes as they arrive, in pieces of any size. Memory stays within the limits whatever the
 * lengths claim; nesting costs no stack.
 *
 * <p>Use: {@link #feed} until it no longer returns {@link State#MORE}, or {@link #end} when the bytes end; then
 * {@link #result}. {@link #close} frees an inflater. Group lengths are left out: whoever writes computes or drops them.
 * Not for several threads.
 */
public final class DataSetParser implements AutoCloseable {

    /** Where a parser stands. */
    public enum State {
        /** It wants more bytes. */
        MORE,
        /** It stands before the stop tag; the bytes from {@link #position} on are untouched. */
        STOPPED,
        /** The bytes have ended. */
        ENDED
    }

    private final ParseLoop loop;
    private final @Nullable Inflation inflation;

    public DataSetParser(TransferSyntax syntax, ParseOptions options) {
        this.loop = new ParseLoop(Encoding.of(syntax), options, syntax.encapsulated());
        this.inflation = syntax.deflated() ? new Inflation(loop, options.limits().maxInflatedBytes()) : null;
    }

    /**
     * Takes what is readable, up to the stop tag. The caller keeps ownership of the buffer; nothing of it is referred
     * to afterwards. Once stopped, it takes nothing more.
     *
     * @throws DataSetException when the bytes are no data set or exceed a limit; the parser is of no use afterwards
     */
    public State feed(ByteBuf bytes) {
        return inflation == null ? loop.feed(bytes) : inflation.feed(bytes);
    }

    /**
     * Says that no more bytes come.
     *
     * @throws DataSetException when they end in the middle
     */
    public State end() {
        return inflation == null ? loop.end() : inflation.end();
    }

    public State state() {
        return loop.progress();
    }

    /**
     * The elements read, once stopped or ended.
     *
     * @throws IllegalStateException before
     */
    public DataSet result() {
        if (state() == State.MORE) {
            throw new IllegalStateException("the data set is not complete");
        }
        return loop.result();
    }

    /**
     * Once stopped: bytes that were taken out of earlier buffers and yet belong to the rest. What remains readable in
     * the last buffer follows them. Nothing of a deflated data set, which cannot be handed on from its middle.
     */
    public Bytes unread() {
        return inflation == null ? loop.unread() : Bytes.EMPTY;
    }

    /** Bytes parsed from the start of the data set (inflated); once stopped, where the stopping element begins. */
    public long position() {
        return loop.position();
    }

    /** What had to be put up with, in order, at most about 100. */
    public List<Quirk> quirks() {
        List<Quirk> all = new ArrayList<>(inflation == null ? List.of() : inflation.quirks());
        all.addAll(loop.quirks());
        return all;
    }

    /** Bytes that come next and that the parser does not want to see; {@link #leap} tells it that they are left out. */
    public long toPassOver() {
        return inflation == null ? loop.toPassOver() : 0;
    }

    /**
     * Leaves out bytes that it does not want to see.
     *
     * @param count at most {@link #toPassOver}
     */
    public void leap(long count) {
        loop.leap(count);
    }

    /** Whether the bytes turned out to be in the encoding that was declared. */
    Encoding encoding() {
        return loop.encoding();
    }

    @Override
    public void close() {
        if (inflation != null) {
            inflation.close();
        }
    }
}
