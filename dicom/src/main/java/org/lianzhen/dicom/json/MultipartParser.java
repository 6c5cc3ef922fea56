package org.lianzhen.dicom.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Takes a multipart body apart (RFC 2046 section 5.1) while it arrives, in chunks of any size. Contents pass through as slices and are
 * never kept, so parts may be of any size. Not thread-safe: one body, one thread.
 */
public final class MultipartParser {

    private static final int LINE_END = 2;

    private enum State {
        PREAMBLE, BOUNDARY, HEADERS, CONTENT, EPILOGUE, FAILED
    }

    private final MultipartLimits limits;
    private final MultipartSink sink;
    private final Delimiter delimiter;
    private State state = State.PREAMBLE;
    /** Bytes of the delimiter seen so far; a delimiter needs no line end before it where a line begins anyway. */
    private int matched = LINE_END;
    /** How many of those did not stand in the content. */
    private int imagined = LINE_END;
    private final StringBuilder afterBoundary = new StringBuilder();
    private HeaderLines headers;
    private int parts;
    private long ignored;

    public MultipartParser(MultipartType type, MultipartLimits limits, MultipartSink sink) {
        this.limits = limits;
        this.sink = sink;
        this.headers = new HeaderLines(limits.maxHeaderBytes());
        this.delimiter = new Delimiter(type.boundary());
    }

    /**
     * Reads all readable bytes. The caller keeps its reference to the buffer; slices handed to the sink hold their own.
     *
     * @throws MultipartException when the bytes are no multipart body or exceed the limits; everything fed later is dropped
     */
    public void feed(ByteBuf in) {
        boolean completed = false;
        try {
            while (in.isReadable() && state != State.FAILED) {
                step(in);
            }
            completed = true;
        } finally {
            in.skipBytes(in.readableBytes());
            if (!completed) {
                state = State.FAILED;
            }
        }
    }

    /** @throws MultipartException when the body ends before its closing delimiter */
    public void end() {
        boolean closed = state == State.EPILOGUE || (state == State.BOUNDARY && "--".contentEquals(afterBoundary));
        if (!closed) {
            throw new MultipartException("body ends before its closing delimiter");
        }
    }

    private void step(ByteBuf in) {
        switch (state) {
            case PREAMBLE, CONTENT -> untilDelimiter(in);
            case BOUNDARY -> restOfBoundaryLine(in);
            case HEADERS -> {
                if (headers.read(in)) {
                    beginContent();
                }
            }
            case EPILOGUE -> {
                ignore(in.readableBytes());
                in.skipBytes(in.readableBytes());
            }
            case FAILED -> throw new IllegalStateException("failed");
        }
    }

    /** A delimiter may begin in one chunk and go on, or not, in the next: after a mismatch only a CR can begin another one. */
    private void untilDelimiter(ByteBuf in) {
        if (matched == 0) {
            pass(in, delimiter.find(in) - in.readerIndex());
            imagined = 0;
        }
        while (in.isReadable() && matched < delimiter.length()
                && in.getByte(in.readerIndex()) == delimiter.at(matched)) {
            in.skipBytes(1);
            matched++;
        }
        if (matched == delimiter.length()) {
            endContent();
        } else if (in.isReadable() && matched > 0) {
            int seen = matched - imagined;
            matched = 0;
            if (seen > 0) {
                pass(Unpooled.wrappedBuffer(delimiter.range(imagined, imagined + seen)), seen);
            }
        }
    }

    private void pass(ByteBuf from, int length) {
        if (state == State.PREAMBLE) {
            ignore(length);
            from.skipBytes(length);
        } else if (length > 0) {
            sink.onContent(from.readRetainedSlice(length));
        }
    }

    private void ignore(int length) {
        ignored += length;
        if (ignored > limits.maxIgnoredBytes()) {
            throw new MultipartException("more than " + limits.maxIgnoredBytes() + " bytes outside of parts");
        }
    }

    private void endContent() {
        boolean part = state == State.CONTENT;
        state = State.BOUNDARY;
        afterBoundary.setLength(0);
        if (part) {
            sink.onPartEnd();
        }
    }

    /** Behind the boundary come "--" or spaces and a line end. */
    private void restOfBoundaryLine(ByteBuf in) {
        char c = (char) in.readByte();
        boolean closing = !afterBoundary.isEmpty() && afterBoundary.charAt(0) == '-';
        if (closing && afterBoundary.length() == 2) {
            state = State.EPILOGUE;
            ignore(1);
        } else if (c == '\n' && !closing) {
            beginPart();
        } else if (c == '-' && afterBoundary.length() < 2 && (closing || afterBoundary.isEmpty())) {
            afterBoundary.append(c);
        } else if (closing || (c != ' ' && c != '\t' && c != '\r')) {
            throw new MultipartException("something other than a line end behind a boundary");
        } else {
            afterBoundary.setLength(0);
            ignore(1);
        }
    }

    private void beginPart() {
        if (++parts > limits.maxParts()) {
            throw new MultipartException("more than " + limits.maxParts() + " parts");
        }
        headers = new HeaderLines(limits.maxHeaderBytes());
        state = State.HEADERS;
    }

    private void beginContent() {
        state = State.CONTENT;
        matched = LINE_END;
        imagined = LINE_END;
        sink.onPart(headers.headers());
    }
}
