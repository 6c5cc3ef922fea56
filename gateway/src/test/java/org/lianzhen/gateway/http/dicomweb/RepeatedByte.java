package org.lianzhen.gateway.http.dicomweb;

import java.io.InputStream;
import java.util.Arrays;

/** The same byte, as often as wanted, without the memory for it. */
public final class RepeatedByte extends InputStream {
    private final byte value;
    private long left;

    public RepeatedByte(int value, long count) {
        this.value = (byte) value;
        this.left = count;
    }

    @Override
    public int read() {
        return left-- > 0 ? value & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        Arrays.fill(into, offset, offset + count, value);
        left -= count;
        return count;
    }
}
