package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.vr.Bytes;

/** Keeps everything that is written. */
final class KeptBytes extends Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] of(Body body) throws IOException {
        var sink = new KeptBytes();
        body.writeTo(sink);
        return sink.bytes.toByteArray();
    }

    @Override
    void copy(ReadableByteChannel from, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        int count = from.read(buffer);
        assertThat(count).as("a small file is read at once").isEqualTo((int) length);
        bytes.write(buffer.array());
    }

    @Override
    void write(Bytes some) {
        write(some.toArray(), 0, some.length());
    }

    @Override
    public void write(int b) {
        bytes.write(b);
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        bytes.write(some, offset, length);
    }
}
