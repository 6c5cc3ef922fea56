package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Where a body goes: gathers what is written in pooled buffers outside of the heap and hands them on when they are full. Blocks
 * while the other side is slower. For one thread at a time.
 */
abstract class Sink extends OutputStream {

    /** Copies from a channel without touching the heap; exactly so many bytes. */
    abstract void copy(ReadableByteChannel from, long length) throws IOException;

    /** Copies bytes that are in memory, once. */
    abstract void write(Bytes bytes) throws IOException;

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;

    /** Nothing is handed on before a buffer is full or the body has ended. */
    @Override
    public final void flush() {}
}
