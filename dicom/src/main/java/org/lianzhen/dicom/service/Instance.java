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

    /** The same, which a peer that takes no compression gets with its pixels decoded. */
    public Instance decodedBy(PixelDecoding decoding) {
        return new Instance(sopClassUid, sopInstanceUid, transferSyntax, new DecodableData(data, decoding));
    }

    /** Its name alone. */
    public SopReference reference() {
        return new SopReference(sopClassUid, sopInstanceUid);
    }
}
