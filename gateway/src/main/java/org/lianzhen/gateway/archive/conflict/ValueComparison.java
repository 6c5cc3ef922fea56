package org.lianzhen.gateway.archive.conflict;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;

/** Compares values by what they say: text whatever its character set and padding, anything else by its bytes. */
final class ValueComparison {
    private static final int PIECE = 64 * 1024;

    private ValueComparison() {}

    /** Both must have the element. A representation that got lost (UN) does not make a difference. */
    static boolean same(DataSet one, DataSet other, int tag) throws IOException {
        Element a = one.element(tag);
        Element b = other.element(tag);
        if (a instanceof Value first && b instanceof Value second) {
            boolean strings = first.vr().isString() && second.vr().isString();
            boolean texts = first.vr().isText() && second.vr().isText();
            boolean sameBytes = unpadded(first.bytes()).equals(unpadded(second.bytes()));
            return (sameBytes && !texts) || (strings && sameText(one, other, tag));
        }
        boolean anyLong = a instanceof BulkValue || b instanceof BulkValue;
        return anyLong && a != null && b != null && sameStream(a, b);
    }

    private static boolean sameText(DataSet one, DataSet other, int tag) {
        try {
            return one.strings(tag).equals(other.strings(tag));
        } catch (InvalidValueException e) {
            return one.element(tag) instanceof Value a && other.element(tag) instanceof Value b
                    && a.bytes().equals(b.bytes()) && one.characterSet().equals(other.characterSet());
        }
    }

    /** Without the byte that made the length even, which is a space or a zero. */
    private static Bytes unpadded(Bytes bytes) {
        int last = bytes.length() - 1;
        return last >= 0 && (bytes.get(last) == ' ' || bytes.get(last) == 0) ? bytes.slice(0, last) : bytes;
    }

    /** Whether two binary values are the same, byte by byte in little endian. */
    static boolean sameStream(Element one, Element other) throws IOException {
        if (evenLength(one) < 0 || evenLength(one) != evenLength(other)) {
            return false;
        }
        try (ReadableByteChannel a = open(one); ReadableByteChannel b = open(other)) {
            ByteBuffer left = ByteBuffer.allocate(PIECE);
            ByteBuffer right = ByteBuffer.allocate(PIECE);
            do {
                fill(a, left);
                fill(b, right);
                if (!littleEndian(one, left).equals(littleEndian(other, right))) {
                    return false;
                }
            } while (left.limit() == PIECE);
            return true;
        }
    }

    /** -1 for what is no value. */
    private static long evenLength(Element element) {
        return switch (element) {
            case Value value -> value.bytes().length();
            case BulkValue bulk -> bulk.data().length() + (bulk.data().length() & 1);
            default -> -1;
        };
    }

    private static ReadableByteChannel open(Element element) throws IOException {
        return element instanceof BulkValue bulk ? Part10Reader.files().open(bulk.data())
                : Channels.newChannel(new ByteArrayInputStream(((Value) element).bytes().toArray()));
    }

    private static void fill(ReadableByteChannel channel, ByteBuffer piece) throws IOException {
        piece.clear();
        int count = 0;
        while (piece.hasRemaining() && count >= 0) {
            count = channel.read(piece);
        }
        piece.flip();
    }

    private static Bytes littleEndian(Element element, ByteBuffer piece) {
        Bytes bytes = Bytes.copyOf(piece).padded((byte) 0);
        return element instanceof BulkValue bulk && bulk.data().bigEndian()
                ? bytes.swapped(bulk.vr().swapUnit())
                : bytes;
    }
}
