package org.lianzhen.dicom.service;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/** Finds out what instance a DICOM file holds, so that it can be sent. */
public final class InstanceFile {
    /** SOP class and instance UID come right at the beginning. */
    private static final ParseOptions IDENTITY = ParseOptions.HEADER.stoppingAt(Tag.SOPInstanceUID + 1);

    private InstanceFile() {}

    /**
     * Reads the identity of the instance in a file, with or without preamble and File Meta Information. The data set is what
     * counts: what a wrong File Meta Information says is not sent. Blocks on the file.
     *
     * @throws IOException from the file
     * @throws DataSetException when it is no DICOM file, its transfer syntax is unknown, or it holds no instance
     */
    public static Instance read(Path file) throws IOException {
        Part10File head = Part10Reader.read(file, IDENTITY);
        String sopClass = value(head, Tag.SOPClassUID);
        String sopInstance = value(head, Tag.SOPInstanceUID);
        if (sopClass == null || sopInstance == null) {
            throw new DataSetException(DataSetException.Reason.UNSUPPORTED,
                    "no SOP Class UID or SOP Instance UID: the file holds no instance", "", 0);
        }
        return new Instance(sopClass, sopInstance, head.transferSyntax(),
                new FileData(file, head.dataSetOffset()));
    }

    /**
     * The bytes of an instance whose place is known; reads nothing.
     *
     * @param dataSetOffset where in {@code file} the data set begins, in bytes
     */
    public static InstanceData data(Path file, long dataSetOffset) {
        return new FileData(file, dataSetOffset);
    }

    private static @Nullable String value(Part10File head, int tag) {
        DataSet dataSet = head.dataSet();
        FileMetaInformation meta = head.meta();
        String own = dataSet.string(tag);
        if (own != null || meta == null) {
            return own;
        }
        return tag == Tag.SOPClassUID ? meta.mediaStorageSopClassUid() : meta.mediaStorageSopInstanceUid();
    }
}
