package org.lianzhen.dicom.io;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/**
 * File Meta Information, group 0002 of a DICOM file (PS3.10 section 7.1).
 *
 * @param elements all of its elements, group length aside
 */
public record FileMetaInformation(DataSet elements) {

    private static final Bytes VERSION = Bytes.of((byte) 0, (byte) 1);

    /**
     * What a new file says.
     *
     * @param sopClassUid of the object in the file
     * @param sopInstanceUid of the object in the file
     * @param transferSyntaxUid of the data set that follows
     * @param implementation who writes the file
     */
    public static FileMetaInformation of(String sopClassUid, String sopInstanceUid, String transferSyntaxUid,
            Implementation implementation) {
        return new FileMetaInformation(DataSet.builder().put(new Value(Tag.FileMetaInformationVersion, Vr.OB, VERSION))
                .put(Tag.MediaStorageSOPClassUID, sopClassUid).put(Tag.MediaStorageSOPInstanceUID, sopInstanceUid)
                .put(Tag.TransferSyntaxUID, transferSyntaxUid)
                .put(Tag.ImplementationClassUID, implementation.classUid())
                .put(Tag.ImplementationVersionName, implementation.versionName()).build());
    }

    /**
     * Who wrote a file.
     *
     * @param classUid Implementation Class UID
     * @param versionName Implementation Version Name, at most 16 characters
     */
    public record Implementation(String classUid, String versionName) {}

    public @Nullable String mediaStorageSopClassUid() {
        return elements.string(Tag.MediaStorageSOPClassUID);
    }

    public @Nullable String mediaStorageSopInstanceUid() {
        return elements.string(Tag.MediaStorageSOPInstanceUID);
    }

    public @Nullable String transferSyntaxUid() {
        return elements.string(Tag.TransferSyntaxUID);
    }

    public @Nullable String implementationClassUid() {
        return elements.string(Tag.ImplementationClassUID);
    }

    public @Nullable String implementationVersionName() {
        return elements.string(Tag.ImplementationVersionName);
    }

    /** AE title that the instance came from, when the file says so. */
    public @Nullable String sourceApplicationEntityTitle() {
        return elements.string(Tag.SourceApplicationEntityTitle);
    }

    /** The same with the AE title that the instance came from. */
    public FileMetaInformation withSource(String aeTitle) {
        return new FileMetaInformation(elements.toBuilder().put(Tag.SourceApplicationEntityTitle, aeTitle).build());
    }
}
