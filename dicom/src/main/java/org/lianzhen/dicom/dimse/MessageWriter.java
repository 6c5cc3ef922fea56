package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PdvHeader;

/**
 * One message on its way out whose data set comes in chunks of any size. PDUs are filled to the maximum; large payloads go out as slices
 * of the chunks, small ones are copied together. Holds back less than one PDU, so that the last fragment is never empty unless the data
 * set is. Not thread-safe.
 */
public final class MessageWriter {

    /** Up to here copying a payload beside its header is cheaper than another buffer. */
    private static final int COPY_LIMIT = 4 * 1024;
    /** Small PDUs are collected in one buffer up to here. */
    private static final int BATCH_LIMIT = 16 * 1024;

    private final PdvSplitter splitter;
    private final int contextId;
    private final Consumer<ByteBuf> out;
    private final ArrayDeque<ByteBuf> pending = new ArrayDeque<>();
    private long pendingBytes;
    /** PDUs and headers not given out yet, at first the command. */
    private @Nullable ByteBuf batch;
    private boolean ended;

    MessageWriter(PdvSplitter splitter, int contextId, ByteBuf command, Consumer<ByteBuf> out) {
        this.splitter = splitter;
        this.contextId = contextId;
        this.batch = command;
        this.out = out;
    }

    /**
     * Takes the next bytes of the data set.
     *
     * @param chunk owned by the writer from now on; may be empty
     */
    public void write(ByteBuf chunk) {
        if (ended || !chunk.isReadable()) {
            chunk.release();
            requireOpen();
            return;
        }
        pending.add(chunk);
        pendingBytes += chunk.readableBytes();
        while (pendingBytes > splitter.maxPayload()) {
            pdu(splitter.maxPayload(), false);
        }
    }

    /** Ends the data set and with it the message. */
    public void finish() {
        requireOpen();
        if ((pendingBytes & 1) != 0) {
            pending.add(splitter.allocator().buffer(1).writeZero(1));
            pendingBytes++;
        }
        pdu((int) pendingBytes, true);
        ended = true;
        giveOut();
    }

    /** Drops what was not given out, because the association is being aborted. Does nothing after {@link #finish}. */
    public void discard() {
        if (!ended) {
            ended = true;
            if (batch != null) {
                batch.release();
                batch = null;
            }
            pending.forEach(ByteBuf::release);
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the message has ended");
        }
    }

    private void pdu(int payload, boolean last) {
        ByteBuf buffer = batch();
        PduEncoder.writePDataHeader(buffer, PduEncoder.PDV_HEADER_LENGTH + payload);
        PduEncoder.writePdvHeader(buffer, PdvHeader.of(contextId, false, last), payload);
        if (payload <= COPY_LIMIT) {
            copy(payload, buffer);
            if (buffer.readableBytes() >= BATCH_LIMIT) {
                giveOut();
            }
        } else {
            giveOut();
            slice(payload);
        }
        pendingBytes -= payload;
    }

    private void copy(int payload, ByteBuf to) {
        int left = payload;
        while (left > 0) {
            ByteBuf first = pending.element();
            int part = Math.min(left, first.readableBytes());
            to.writeBytes(first, part);
            left -= part;
            if (!first.isReadable()) {
                pending.remove().release();
            }
        }
    }

    private void slice(int payload) {
        int left = payload;
        while (left > 0) {
            ByteBuf first = pending.element();
            int part = Math.min(left, first.readableBytes());
            left -= part;
            out.accept(part == first.readableBytes() ? pending.remove() : first.readRetainedSlice(part));
        }
    }

    private ByteBuf batch() {
        ByteBuf buffer = batch;
        if (buffer == null) {
            buffer = splitter.allocator().buffer(PduEncoder.P_DATA_HEADER_LENGTH);
            batch = buffer;
        }
        return buffer;
    }

    private void giveOut() {
        ByteBuf full = batch;
        if (full != null) {
            batch = null;
            out.accept(full);
        }
    }
}
