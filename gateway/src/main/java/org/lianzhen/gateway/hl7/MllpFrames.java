package org.lianzhen.gateway.hl7;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes messages out of their frames (MLLP: 0BH, message, 1CH 0DH), however they are cut into packets. Both marks are no part of a
 * character in GB18030 or UTF-8, so nothing has to be decoded to find them.
 */
final class MllpFrames {
    private static final byte BEGIN = 0x0B;
    private static final byte END = 0x1C;
    private static final byte RETURN = 0x0D;
    private static final byte NEW_LINE = 0x0A;

    private final int largest;
    private Buffer held = Buffer.buffer();
    private State state = State.BETWEEN;

    private enum State {
        BETWEEN, WITHIN, ENDING
    }

    /** @param largest bytes of a message */
    MllpFrames(int largest) {
        this.largest = largest;
    }

    /** What comes is no MLLP, or more than anybody sends. */
    static final class FrameException extends Exception {
        private static final long serialVersionUID = 1L;

        FrameException(String message) {
            super(message, null, false, false);
        }
    }

    /** Whether a message has begun and not ended. */
    boolean isWithin() {
        return state != State.BETWEEN;
    }

    /**
     * Messages that end in a packet.
     *
     * @throws FrameException when nothing more can be taken; then the connection is of no use
     */
    List<byte[]> take(Buffer packet) throws FrameException {
        List<byte[]> messages = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < packet.length(); i++) {
            byte next = packet.getByte(i);
            switch (state) {
                case BETWEEN -> {
                    between(next);
                    from = i + 1;
                }
                case WITHIN -> {
                    if (next == END) {
                        append(packet, from, i);
                        state = State.ENDING;
                    }
                }
                case ENDING -> {
                    if (next != RETURN) {
                        throw new FrameException("a frame ends without carriage return");
                    }
                    messages.add(held.getBytes());
                    held = Buffer.buffer();
                    state = State.BETWEEN;
                }
            }
        }
        if (state == State.WITHIN) {
            append(packet, from, packet.length());
        }
        return messages;
    }

    private void between(byte next) throws FrameException {
        if (next == BEGIN) {
            state = State.WITHIN;
        } else if (next != RETURN && next != NEW_LINE) {
            throw new FrameException("something else than a frame");
        }
    }

    /** What would be too much is not held at all. */
    private void append(Buffer packet, int from, int to) throws FrameException {
        if (held.length() + to - from > largest) {
            throw new FrameException("a message of more than " + largest + " bytes");
        }
        held.appendBuffer(packet, from, to - from);
    }

    /** A message in its frame. */
    static Buffer framed(byte[] message) {
        return Buffer.buffer(message.length + 3).appendByte(BEGIN).appendBytes(message).appendByte(END)
                .appendByte(RETURN);
    }
}
