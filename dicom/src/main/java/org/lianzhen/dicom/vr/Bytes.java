package org.lianzhen.dicom.vr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of bytes with value equality. Numbers are read little endian at a byte offset.
 *
 * <p>A {@link #slice} shares memory with its origin and so keeps all of it alive; {@link #compact()} lets go.
 */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte... bytes) {
        return wrap(bytes.clone());
    }

    /** Takes ownership of the array: the caller must never write to it again. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    /** A copy of the remaining bytes; the position of the buffer does not move. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return wrap(copy);
    }

    /** The bytes written as hexadecimal digits, spaces allowed between them, such as {@code "c0 ee 5e"}. */
    public static Bytes ofHex(String digits) {
        return wrap(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte get(int index) {
        return array[at(index, 1)];
    }

    /** Unsigned 8 bits. */
    public int u8(int index) {
        return get(index) & 0xFF;
    }

    /** Unsigned 16 bits, little endian. */
    public int u16(int index) {
        return i16(index) & 0xFFFF;
    }

    /** Signed 16 bits, little endian. */
    public int i16(int index) {
        return (short) SHORT.get(array, at(index, 2));
    }

    /** Unsigned 32 bits, little endian. */
    public long u32(int index) {
        return i32(index) & 0xFFFF_FFFFL;
    }

    /** Signed 32 bits, little endian. */
    public int i32(int index) {
        return (int) INT.get(array, at(index, 4));
    }

    /** 64 bits, little endian; unsigned values above 2^63-1 come out negative. */
    public long i64(int index) {
        return (long) LONG.get(array, at(index, 8));
    }

    /** IEEE 754 single, little endian. */
    public float f32(int index) {
        return Float.intBitsToFloat(i32(index));
    }

    /** IEEE 754 double, little endian. */
    public double f64(int index) {
        return Double.longBitsToDouble(i64(index));
    }

    /** A part that shares this memory. */
    public Bytes slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return count == 0 ? EMPTY : count == length ? this : new Bytes(array, offset + from, count);
    }

    /** The same bytes without a larger array behind them. */
    public Bytes compact() {
        return length == array.length ? this : wrap(toArray());
    }

    /** A new array. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only view, little endian. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Puts all bytes at the buffer's position. */
    public void copyTo(ByteBuffer target) {
        target.put(array, offset, length);
    }

    /** Puts all bytes into an array at an offset. */
    public void copyTo(byte[] target, int targetOffset) {
        System.arraycopy(array, offset, target, targetOffset, length);
    }

    /**
     * Reverses every group of bytes, as between little and big endian. Bytes that fill no whole group stay.
     *
     * @param unit 1, 2, 4 or 8
     */
    public Bytes swapped(int unit) {
        if (unit == 1) {
            return this;
        }
        byte[] swapped = toArray();
        for (int group = 0; group + unit <= length; group += unit) {
            for (int i = 0; i < unit; i++) {
                swapped[group + i] = array[offset + group + unit - 1 - i];
            }
        }
        return wrap(swapped);
    }

    /** This when the length is even, otherwise one padding byte longer. */
    public Bytes padded(byte padding) {
        if ((length & 1) == 0) {
            return this;
        }
        byte[] even = Arrays.copyOfRange(array, offset, offset + length + 1);
        even[length] = padding;
        return wrap(even);
    }

    /** Hexadecimal digits without separators. */
    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    private int at(int index, int count) {
        return offset + Objects.checkFromIndexSize(index, count, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Length and at most 16 bytes, for debugging; never the whole content. */
    @Override
    public String toString() {
        int shown = Math.min(length, 16);
        return length + " bytes [" + HexFormat.of().formatHex(array, offset, offset + shown)
                + (shown < length ? "..." : "") + "]";
    }
}
