package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Makes one JSON array of several, as texts: they are ours, begin with a bracket and end with one. */
final class ArrayJoin implements AutoCloseable {
    private static final int PIECE = 32 * 1024;

    private final OutputStream out;
    private boolean begun;

    ArrayJoin(OutputStream out) throws IOException {
        this.out = out;
        out.write('[');
    }

    /** Adds the elements of an array. */
    void add(InputStream array) throws IOException {
        if (array.read() != '[') {
            throw new IOException("no array");
        }
        byte[] piece = new byte[PIECE];
        int held = array.read();
        if (held != ']' && begun) {
            out.write(',');
        }
        for (int count = array.read(piece); count >= 0; count = array.read(piece)) {
            if (count > 0) {
                begun = true;
                out.write(held);
                out.write(piece, 0, count - 1);
                held = piece[count - 1];
            }
        }
        if (held != ']') {
            throw new IOException("an array without an end");
        }
    }

    /** Ends the array; the stream stays open. */
    @Override
    public void close() throws IOException {
        out.write(']');
    }
}
