package org.lianzhen.dicom.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.lianzhen.dicom.vr.Bytes;

/**
 * A stream that fails behind its end. The library for JPEG 2000 takes the -1 that others give there for bits that are set, and looks
 * for one that is not for ever.
 */
final class EndedStream extends MemoryCacheImageInputStream {

    EndedStream(Bytes stream) {
        super(new ByteArrayInputStream(stream.toArray()));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            throw new EOFException("the stream has ended");
        }
        return value;
    }
}
