package org.lianzhen.dicom.service;

import java.util.List;
import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * A presentation context to propose for a storage class.
 *
 * @param sopClassUid storage class
 * @param transferSyntaxes at least one, the preferred one first; the peer takes one of them
 */
public record StorageContext(String sopClassUid, List<TransferSyntax> transferSyntaxes) {

    /** What every peer should take where nothing else is accepted. */
    static final List<TransferSyntax> UNCOMPRESSED = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    public StorageContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
        if (transferSyntaxes.isEmpty()) {
            throw new IllegalArgumentException("a presentation context needs a transfer syntax");
        }
    }

    /** A context for a storage class, uncompressed. */
    public static StorageContext uncompressed(String sopClassUid) {
        return new StorageContext(sopClassUid, UNCOMPRESSED);
    }
}
