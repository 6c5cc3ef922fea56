package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** A small CT instance. */
final class TestImage {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private TestImage() {}

    static DataSet dataSet(String sopInstanceUid) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, sopInstanceUid).put(Tag.PatientID, "P1")
                .put(Tag.StudyInstanceUID, "1.2.3").put(Tag.SeriesInstanceUID, "1.2.3.1").build();
    }

    /** Some of a study of their own. */
    static List<Instance> instances(String study, int count, int pixelBytes) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> instance(study, number, pixelBytes)).toList();
    }

    /** One of a study of its own. */
    static Instance instance(String study, int number) {
        return instance(study, number, 0);
    }

    static Instance instance(String study, int number, int pixelBytes) {
        String uid = study + ".1." + number;
        DataSet dataSet = DataSet.builder().putAll(dataSet(uid)).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.PatientID, "P" + study).put(Tag.Modality, "CT")
                .put(Tag.InstanceNumber, String.valueOf(number))
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[pixelBytes]))).build();
        return new Instance(SopClass.CTImageStorage, uid, SYNTAX, new MemoryData(DataSets.encode(dataSet, SYNTAX)));
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
