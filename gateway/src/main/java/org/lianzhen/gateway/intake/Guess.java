package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Vr;

/** Sees how a data set is encoded by its first element, which is of group 0008 in every instance. */
final class Guess {
    private static final int FIRST_GROUP = 0x0008;
    private static final int SAMPLE = 8;

    private Guess() {}

    /**
     * The transfer syntax of native pixels that the bytes from an offset on are in.
     *
     * @param declared what was said, which holds when nothing can be seen; null when nothing was said
     * @throws DataSetException when this is no instance at all, and nobody says that it is
     */
    static TransferSyntax of(ByteBuf bytes, int offset, @Nullable TransferSyntax declared) {
        boolean visible = bytes.readableBytes() >= offset + SAMPLE;
        boolean little = visible && bytes.getUnsignedShortLE(offset) == FIRST_GROUP;
        boolean big = visible && bytes.getUnsignedShort(offset) == FIRST_GROUP;
        boolean explicit = visible && Vr.ofCode(bytes.getUnsignedShort(offset + 4)) != null;
        if (big && explicit) {
            return TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        }
        if (little) {
            return little(explicit, declared);
        }
        if (declared == null) {
            throw new DataSetException(Reason.MALFORMED, "no DICOM file", "", 0);
        }
        return declared;
    }

    /** There are several that differ in what their pixels mean. */
    private static TransferSyntax little(boolean explicit, @Nullable TransferSyntax declared) {
        if (declared != null && declared.explicitVr() == explicit && !declared.bigEndian()) {
            return declared;
        }
        return explicit ? TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN : TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    }
}
