package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.io.DataSetException.Reason;

/**
 * Inflates a deflated data set (PS3.5 annex A.5) piece by piece into the parser. By the standard it is bare deflate;
 * streams with a zlib header, and data sets that are not deflated at all, are recognised by their first bytes.
 */
final class Inflation implements AutoCloseable {

    private static final int OUTPUT = 16 * 1024;

    private final ParseLoop loop;
    private final long limit;
    private final ByteBuffer sample = ByteBuffer.allocate(DeflateForm.SAMPLE);
    private final byte[] output = new byte[OUTPUT];
    private final List<Quirk> quirks = new ArrayList<>();
    private @Nullable Inflater inflater;
    private long inflated;

    Inflation(ParseLoop loop, long limit) {
        this.loop = loop;
        this.limit = limit;
    }

    DataSetParser.State feed(ByteBuf bytes) {
        while (sample.hasRemaining() && bytes.isReadable()) {
            sample.put(bytes.readByte());
            if (!sample.hasRemaining()) {
                begin();
            }
        }
        return sample.hasRemaining() ? DataSetParser.State.MORE : pass(bytes);
    }

    DataSetParser.State end() {
        if (sample.hasRemaining() && sample.position() > 0) {
            begin();
        }
        if (inflater != null && !inflater.finished() && loop.progress() == DataSetParser.State.MORE) {
            throw fault(Reason.TRUNCATED, "the deflated data end too early");
        }
        return loop.end();
    }

    List<Quirk> quirks() {
        return quirks;
    }

    /** The first bytes are there, or all if there are fewer. */
    private void begin() {
        sample.flip();
        ByteBuf first = Unpooled.wrappedBuffer(sample.slice());
        switch (DeflateForm.of(first)) {
            case PLAIN -> quirks.add(new Quirk(Quirk.Kind.OTHER_SYNTAX, "", 0));
            case ZLIB -> {
                quirks.add(new Quirk(Quirk.Kind.ZLIB_HEADER, "", 0));
                inflater = new Inflater();
            }
            case BARE -> inflater = new Inflater(true);
        }
        sample.position(sample.limit());
        pass(first);
    }

    private DataSetParser.State pass(ByteBuf bytes) {
        if (inflater == null) {
            return loop.feed(bytes);
        }
        for (ByteBuffer part : bytes.nioBuffers()) {
            inflate(inflater, part);
        }
        bytes.skipBytes(bytes.readableBytes());
        return loop.progress();
    }

    private void inflate(Inflater running, ByteBuffer part) {
        running.setInput(part);
        boolean goesOn = true;
        while (goesOn && loop.progress() == DataSetParser.State.MORE) {
            long before = running.getBytesWritten();
            String problem = step(running);
            int count = (int) (running.getBytesWritten() - before);
            deliver(count);
            if (problem != null && loop.progress() == DataSetParser.State.MORE) {
                throw fault(Reason.MALFORMED, problem);
            }
            goesOn = count > 0 && problem == null;
        }
    }

    /** Inflates as much as fits; what came out before a fault counts. */
    private @Nullable String step(Inflater running) {
        try {
            running.inflate(output);
            return running.needsDictionary() ? "deflated data that need a dictionary" : null;
        } catch (DataFormatException e) {
            return "no deflated data";
        }
    }

    private void deliver(int count) {
        inflated += count;
        if (inflated > limit) {
            throw fault(Reason.LIMIT_EXCEEDED, "deflated data of more than " + limit + " bytes");
        }
        loop.feed(Unpooled.wrappedBuffer(output, 0, count));
    }

    private DataSetException fault(Reason reason, String what) {
        return new DataSetException(reason, what, "", loop.position());
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
