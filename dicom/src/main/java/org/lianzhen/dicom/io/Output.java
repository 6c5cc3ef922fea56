package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Bytes;

/** Numbers and values on their way out, in one byte order: into a buffer and, if there is one, on into a stream. */
final class Output {

    private static final int FLUSH_AT = 32 * 1024;
    private static final int PIECE = 64 * 1024;

    private final ByteBuf buffer;
    private final @Nullable OutputStream stream;
    private final boolean bigEndian;

    /**
     * @param buffer takes everything, at most a few kilobytes at a time when there is a stream
     */
    Output(ByteBuf buffer, @Nullable OutputStream stream, boolean bigEndian) {
        this.buffer = buffer;
        this.stream = stream;
        this.bigEndian = bigEndian;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    void u16(int number) {
        if (bigEndian) {
            buffer.writeShort(number);
        } else {
            buffer.writeShortLE(number);
        }
    }

    void u32(long number) {
        if (bigEndian) {
            buffer.writeInt((int) number);
        } else {
            buffer.writeIntLE((int) number);
        }
    }

    void tag(int tag) {
        u16(tag >>> 16);
        u16(tag);
    }

    void vrCode(int code) {
        buffer.writeShort(code);
    }

    void u8(byte number) {
        buffer.writeByte(number);
    }

    void bytes(Bytes bytes) throws IOException {
        for (int offset = 0; offset < bytes.length(); offset += PIECE) {
            buffer.writeBytes(bytes.slice(offset, Math.min(PIECE, bytes.length() - offset)).asByteBuffer());
            flushIfLarge();
        }
        flushIfLarge();
    }

    /**
     * Copies from a channel.
     *
     * @param swapUnit groups of so many bytes are reversed
     * @throws EOFException when the channel ends before
     */
    void channel(ReadableByteChannel channel, long length, int swapUnit) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length));
        for (long left = length; left > 0; left -= piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), left));
            while (piece.hasRemaining()) {
                if (channel.read(piece) < 0) {
                    throw new EOFException("bulk data end " + (left - piece.position()) + " bytes too early");
                }
            }
            bytes(Bytes.copyOf(piece.flip()).swapped(swapUnit));
        }
    }

    private void flushIfLarge() throws IOException {
        if (buffer.readableBytes() >= FLUSH_AT) {
            flush();
        }
    }

    /** Hands everything to the stream; does nothing without one. */
    void flush() throws IOException {
        if (stream != null) {
            buffer.readBytes(stream, buffer.readableBytes());
            buffer.clear();
        }
    }
}
