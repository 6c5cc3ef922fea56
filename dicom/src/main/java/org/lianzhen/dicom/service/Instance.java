package org.lianzhen.dicom.service;

import java.util.Objects;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.DataSetSource;

/**
 * An instance that can be sent.
 *
 * @param sopClassUid as the instance says it
 * @param sopInstanceUid as the instance says it
 * @param transferSyntax what its bytes are in
 * @param data its bytes
 */
public record Instance(String sopClassUid, String sopInstanceUid, TransferSyntax transferSyntax, InstanceData data) {

    /**
     * An instance in memory; encoded whenever it is sent.
     *
     * @param dataSet which has a SOP Class UID (0008,0016) and a SOP Instance UID (0008,0018)
     * @throws NullPointerException when it has not
     */
    public static Instance of(DataSet dataSet, TransferSyntax syntax) {
        return new Instance(Objects.requireNonNull(dataSet.string(Tag.SOPClassUID), "SOP Class UID"),
                Objects.requireNonNull(dataSet.string(Tag.SOPInstanceUID), "SOP Instance UID"), syntax,
                () -> EncodedSource.of(dataSet, syntax));
    }

    /** The same, which a peer that takes no compression gets with its pixels decoded. */
    public Instance decodedBy(PixelDecoding decoding) {
        return new Instance(sopClassUid, sopInstanceUid, transferSyntax, new DecodableData(data, decoding));
    }

    /** Whether its data set can be handed out in a transfer syntax: its own, or an uncompressed one that it can be brought into. */
    public boolean comesIn(TransferSyntax target) {
        return target.equals(transferSyntax) || Reencoding.isPossible(this, target);
    }

    /** Its data set from the first byte in such a transfer syntax. Does not block. */
    public DataSetSource open(TransferSyntax target) {
        return target.equals(transferSyntax) ? data.open() : Reencoding.open(this, target);
    }

    /** Its name alone. */
    public SopReference reference() {
        return new SopReference(sopClassUid, sopInstanceUid);
    }
}
