package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;

/** A small CT instance. */
final class TestImage {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private TestImage() {}

    static DataSet dataSet(String sopInstanceUid) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, sopInstanceUid).put(Tag.PatientID, "P1")
                .put(Tag.StudyInstanceUID, "1.2.3").put(Tag.SeriesInstanceUID, "1.2.3.1").build();
    }

    static byte[] encoded(String sopInstanceUid) {
        return DataSets.encode(dataSet(sopInstanceUid), SYNTAX).toArray();
    }

    static Path write(Path file, String sopInstanceUid) throws IOException {
        FileMetaInformation meta = FileMetaInformation.of(SopClass.CTImageStorage, sopInstanceUid, SYNTAX.uid(),
                new Implementation("1.2.3", "SENDER"));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(meta, dataSet(sopInstanceUid), out, WriteOptions.DEFAULT);
        }
        return file;
    }
}
