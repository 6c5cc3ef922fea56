package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;

/**
 * The bytes that have arrived and are not yet parsed: a few carried over from earlier buffers, then the current one. A
 * header that lies whole in the current buffer is read there without copying.
 */
final class ByteWindow {

    private static final int SMALLEST_CARRY = 64;

    private byte[] carry = new byte[SMALLEST_CARRY];
    private int start;
    private int end;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private long position;
    private boolean ended;

    /** Offset of the next byte from the start of the data set. */
    long position() {
        return position;
    }

    /** Whether nothing will follow what is here. */
    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    void enter(ByteBuf bytes) {
        buffer = bytes;
    }

    /** Lets go of the current buffer. */
    void leave() {
        buffer = Unpooled.EMPTY_BUFFER;
    }

    /** Bytes at hand. */
    int available() {
        return end - start + buffer.readableBytes();
    }

    /** Whether that many bytes can be looked at; if not, what there is waits here for more. */
    boolean has(int count) {
        int carried = end - start;
        if (carried >= count || (carried == 0 && buffer.readableBytes() >= count)) {
            return true;
        }
        int moved = Math.min(count - carried, buffer.readableBytes());
        if (moved > 0) {
            makeRoom(moved);
            buffer.readBytes(carry, end, moved);
            end += moved;
        }
        return carried + moved >= count;
    }

    private void makeRoom(int count) {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (end + count > carry.length) {
            int carried = end - start;
            byte[] room = carried + count > carry.length ? new byte[Math.max(SMALLEST_CARRY, carried + count)] : carry;
            System.arraycopy(carry, start, room, 0, carried);
            carry = room;
            start = 0;
            end = carried;
        }
    }

    /** Looks at a byte that {@link #has} has promised, unsigned. */
    int u8(int ahead) {
        return start < end ? carry[start + ahead] & 0xFF : buffer.getUnsignedByte(buffer.readerIndex() + ahead);
    }

    int u16(int ahead, boolean bigEndian) {
        if (start < end) {
            return bigEndian ? (u8(ahead) << 8) | u8(ahead + 1) : (u8(ahead + 1) << 8) | u8(ahead);
        }
        int index = buffer.readerIndex() + ahead;
        return bigEndian ? buffer.getUnsignedShort(index) : buffer.getUnsignedShortLE(index);
    }

    long u32(int ahead, boolean bigEndian) {
        long first = u16(ahead, bigEndian);
        long second = u16(ahead + 2, bigEndian);
        return bigEndian ? (first << 16) | second : (second << 16) | first;
    }

    int tag(int ahead, boolean bigEndian) {
        return Tag.of(u16(ahead, bigEndian), u16(ahead + 2, bigEndian));
    }

    /** Two letters, in the order of the bytes. */
    int vrCode(int ahead) {
        return u16(ahead, true);
    }

    /** Passes over bytes that are at hand. */
    void skip(int count) {
        int fromCarry = Math.min(count, end - start);
        start += fromCarry;
        buffer.skipBytes(count - fromCarry);
        position += count;
    }

    /** Passes over as many bytes as are at hand, at most those asked for. */
    long skipUpTo(long count) {
        int skipped = (int) Math.min(count, available());
        skip(skipped);
        return skipped;
    }

    /** Passes over bytes that the source will not even send. */
    void leap(long count) {
        position += count;
    }

    /** Moves as many bytes as are at hand into an array, at most those asked for. */
    int read(byte[] target, int offset, int count) {
        int fromCarry = Math.min(count, end - start);
        System.arraycopy(carry, start, target, offset, fromCarry);
        start += fromCarry;
        int fromBuffer = Math.min(count - fromCarry, buffer.readableBytes());
        buffer.readBytes(target, offset + fromCarry, fromBuffer);
        position += fromCarry + fromBuffer;
        return fromCarry + fromBuffer;
    }

    /** Puts bytes back that were read last. */
    void putBack(Bytes bytes) {
        int carried = end - start;
        byte[] joined = new byte[Math.max(SMALLEST_CARRY, bytes.length() + carried)];
        bytes.copyTo(joined, 0);
        System.arraycopy(carry, start, joined, bytes.length(), carried);
        carry = joined;
        start = 0;
        end = bytes.length() + carried;
        position -= bytes.length();
    }

    /** What was taken out of earlier buffers and not parsed. */
    Bytes carried() {
        return Bytes.wrap(Arrays.copyOfRange(carry, start, end));
    }
}
