package org.lianzhen.dicom.io;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A deflated data set as the bytes it was made of, so that values which a {@link DataSetParser} left out and kept by
 * reference can be read: their offsets count these bytes.
 */
public final class InflatedStream extends InflaterInputStream {

    private static final int BUFFER = 16 * 1024;

    private InflatedStream(InputStream deflated, Inflater inflater) {
        super(deflated, inflater, BUFFER);
    }

    /**
     * Inflates what is deflated, with a zlib header or without; a data set that only claims to be comes out as it is.
     *
     * @param dataSet from its first byte; closed with what is returned, or when not even its first bytes are to be had
     */
    public static InputStream of(InputStream dataSet) throws IOException {
        try {
            return inflated(dataSet);
        } catch (IOException | RuntimeException e) {
            dataSet.close();
            throw e;
        }
    }

    private static InputStream inflated(InputStream dataSet) throws IOException {
        byte[] first = dataSet.readNBytes(DeflateForm.SAMPLE);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), dataSet);
        return switch (DeflateForm.of(Unpooled.wrappedBuffer(first))) {
            case PLAIN -> whole;
            case ZLIB -> new InflatedStream(whole, new Inflater());
            case BARE -> new InflatedStream(whole, new Inflater(true));
        };
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            inf.end();
        }
    }
}
