package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands between the parts of a body: CR LF "--" boundary (RFC 2046 section 5.1.1). CR stands only at its start. It is looked for
 * from its end (Horspool), so that of contents which are nothing like it few bytes are looked at.
 */
final class Delimiter {
    private final byte[] bytes;
    /** How far to go on from a place whose last byte is this one. */
    private final int[] skip = new int[256];
    /** 1 for bytes that stand nowhere in it, behind each of which one can go on by all of its length. */
    private final int[] foreign = new int[256];

    Delimiter(String boundary) {
        bytes = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(skip, bytes.length);
        Arrays.fill(foreign, 1);
        for (int i = 0; i < bytes.length - 1; i++) {
            skip[bytes[i] & 0xFF] = bytes.length - 1 - i;
        }
        for (byte each : bytes) {
            foreign[each & 0xFF] = 0;
        }
    }

    int length() {
        return bytes.length;
    }

    byte at(int position) {
        return bytes[position];
    }

    /** A part of it, which is not to be changed. */
    byte[] range(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Where it stands first in the readable bytes, or begins to at their end; the writer index when it does neither. */
    int find(ByteBuf in) {
        ByteBuffer readable = in.nioBuffer();
        int begin = readable.position();
        int end = readable.limit();
        int place = pastLeaps(readable, begin, end);
        while (place + bytes.length <= end) {
            byte last = readable.get(place + bytes.length - 1);
            if (last == bytes[bytes.length - 1] && stands(readable, place, bytes.length)) {
                return in.readerIndex() + place - begin;
            }
            place = pastLeaps(readable, place + skip[last & 0xFF], end);
        }
        while (place < end && !stands(readable, place, end - place)) {
            place++;
        }
        return in.readerIndex() + place - begin;
    }

    /** Four places at once while all of them can be leaped over: none waits for the byte of the one before. */
    private int pastLeaps(ByteBuffer in, int from, int end) {
        int length = bytes.length;
        int last = from + length - 1;
        while (last + 3 * length < end && foreign[in.get(last) & 0xFF] + foreign[in.get(last + length) & 0xFF]
                + foreign[in.get(last + 2 * length) & 0xFF] + foreign[in.get(last + 3 * length) & 0xFF] == 4) {
            last += 4 * length;
        }
        return last - length + 1;
    }

    /** Whether its first bytes do. */
    private boolean stands(ByteBuffer in, int place, int count) {
        for (int i = 0; i < count; i++) {
            if (in.get(place + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
