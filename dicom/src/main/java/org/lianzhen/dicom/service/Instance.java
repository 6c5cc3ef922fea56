package org.lianzhen.dicom.service;

import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * An instance that can be sent.
 *
 * @param sopClassUid as the instance says it
 * @param sopInstanceUid as the instance says it
 * @param transferSyntax what its bytes are in
 * @param data its bytes
 */
public record Instance(String sopClassUid, String sopInstanceUid, TransferSyntax transferSyntax, InstanceData data) {

    /** Its name alone. */
    public SopReference reference() {
        return new SopReference(sopClassUid, sopInstanceUid);
    }
}
