package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;

/**
 * Command sets as bytes: always Implicit VR Little Endian, whatever the presentation context negotiated (PS3.7 section 6.3.1).
 * The group length is computed when writing and ignored when reading, because peers send wrong ones or none.
 */
public final class CommandSetCodec {
    private CommandSetCodec() {}

    /** Appends the command set of a message. */
    public static void encode(DimseMessage message, ByteBuf out) {
        CommandEncoder.encode(message, out);
    }

    /**
     * Reads a whole command set. Does not change the reader index and keeps no reference to the buffer.
     *
     * @return the message, or the refusal to answer a request with that lacks a field
     * @throws DimseProtocolException when the bytes are no command set, or not enough of one to answer it
     */
    public static DecodedCommand decode(ByteBuf command) {
        return CommandDecoder.decode(CommandElements.parse(command));
    }
}
