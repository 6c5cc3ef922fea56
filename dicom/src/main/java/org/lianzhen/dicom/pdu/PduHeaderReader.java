package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** Reads type and length of a PDU and refuses each as soon as it is known, before a byte of content is awaited. */
final class PduHeaderReader {
    private final HeaderBytes header = new HeaderBytes();
    private final PduLimits limits;
    private boolean startOfStream = true;
    private int type;
    private long length;

    PduHeaderReader(PduLimits limits) {
        this.limits = limits;
    }

    /** Reads on; true when the header is complete. What follows is the next one. */
    boolean read(ByteBuf in) {
        if (header.isEmpty() && in.isReadable()) {
            readType(in);
        }
        while (in.isReadable()) {
            if (header.add(in) == HeaderBytes.LENGTH) {
                length = header.lastFour();
                header.reset();
                checkLength();
                return true;
            }
        }
        return false;
    }

    /** Whether no byte of a header has been read. */
    boolean isEmpty() {
        return header.isEmpty();
    }

    int type() {
        return type;
    }

    /** Bytes of content that follow; within {@link PduLimits} and possible for the type. */
    long length() {
        return length;
    }

    private void readType(ByteBuf in) {
        type = in.getUnsignedByte(in.readerIndex());
        if (!PduType.isKnown(type)) {
            throw startOfStream ? ForeignProtocol.fault(in) : PduException.unknownType(type);
        }
        startOfStream = false;
        header.add(in);
    }

    private void checkLength() {
        switch (type) {
            case PduType.A_ASSOCIATE_RQ,
                    PduType.A_ASSOCIATE_AC -> checkLength(AssociateHeader.LENGTH, limits.associate());
            case PduType.P_DATA_TF -> checkLength(HeaderBytes.LENGTH, limits.data());
            default -> checkLength(ControlPduCodec.FIXED_LENGTH, ControlPduCodec.FIXED_LENGTH);
        }
    }

    private void checkLength(long min, long max) {
        if (length < min || length > max) {
            String accepted = min == max ? "must be " + min : min + " to " + max + " are accepted";
            throw new PduException(PduException.Kind.BAD_LENGTH,
                    PduType.name(type) + " of " + length + " bytes, " + accepted);
        }
    }
}
