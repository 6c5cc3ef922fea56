package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import java.util.List;
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
@SuppressWarnings("DoNotCallSuggester")
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

    public DataSetParser(TransferSyntax syntax, ParseOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes what is readable, up to the stop tag. The caller keeps ownership of the buffer; nothing of it is referred
     * to afterwards. Once stopped, it takes nothing more.
     *
     * @throws DataSetException when the bytes are no data set or exceed a limit; the parser is of no use afterwards
     */
    public State feed(ByteBuf bytes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Says that no more bytes come.
     *
     * @throws DataSetException when they end in the middle
     */
    public State end() {
        throw new UnsupportedOperationException();
    }

    /**
     * The elements read, complete ones only, once stopped or ended.
     *
     * @throws IllegalStateException before
     */
    public DataSet result() {
        throw new UnsupportedOperationException();
    }

    /**
     * Once stopped: bytes that were taken out of earlier buffers and yet belong to the rest. What remains readable in
     * the last buffer follows them. Of a deflated data set the rest is inflated.
     */
    public Bytes unread() {
        throw new UnsupportedOperationException();
    }

    /** Bytes parsed from the start of the data set (inflated); once stopped, where the stopping element begins. */
    public long position() {
        throw new UnsupportedOperationException();
    }

    /** What had to be put up with, in order, at most 100. */
    public List<Quirk> quirks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
