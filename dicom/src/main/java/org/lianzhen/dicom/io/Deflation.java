package org.lianzhen.dicom.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Bare deflate into a stream that stays open, padded to an even length in the end (PS3.5 annex A.5). */
final class Deflation extends FilterOutputStream {

    private final Deflater deflater;

    Deflation(OutputStream target, Deflater deflater) {
        super(new DeflaterOutputStream(new Unclosed(target), deflater));
        this.deflater = deflater;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            deflater.end();
        }
    }

    /** Ends with padding instead of closing what is behind it. */
    private static final class Unclosed extends FilterOutputStream {
        private boolean odd;

        Unclosed(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            odd = !odd;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            odd ^= (length & 1) != 0;
        }

        @Override
        public void flush() {
            // the caller flushes the stream it gave us
        }

        @Override
        public void close() throws IOException {
            if (odd) {
                write(0);
            }
        }
    }
}
