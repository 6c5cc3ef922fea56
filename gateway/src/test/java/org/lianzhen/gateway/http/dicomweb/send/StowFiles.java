package org.lianzhen.gateway.http.dicomweb.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
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
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.member.Urgency;

/** Kept objects of a test. */
record StowFiles(Path folder) {
    static final String SOP_CLASS = SopClass.SecondaryCaptureImageStorage;
    static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    static final String STUDY = "1.2.840.99.4";
    static final String SERIES = STUDY + ".0";

    static String uid(int number) {
        return "1.2.840.99.4." + number;
    }

    /** What is in a file that was sent. */
    static Instance instance(Bytes file) {
        try {
            Path copy = Files.createTempFile("stow", ".dcm");
            try {
                Files.write(copy, file.toArray());
                return InstanceFile.read(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] dataSet(int number, int size) {
        return DataSets.encode(DataSet.builder().put(Tag.SOPClassUID, SOP_CLASS).put(Tag.SOPInstanceUID, uid(number))
                .put(Tag.PatientID, "P1").put(Tag.PatientName, "Test^Stow").put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, SERIES).put(Tag.Modality, "OT")
                .putInts(Tag.Rows, Math.max(1, size / 1000))
                .putInts(Tag.Columns, Math.min(size, 1000)).putInts(Tag.BitsAllocated, 8).putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7).putInts(Tag.PixelRepresentation, 0).putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[size / 1000 > 0 ? size / 1000 * 1000 : size])))
                .build(), SYNTAX).toArray();
    }

    /** @param size bytes of pixels; beyond 1000 whole thousands */
    DeliveryTask task(int number, int size) {
        return task(number, dataSet(number, size), SYNTAX);
    }

    DeliveryTask task(int number, byte[] dataSet, TransferSyntax syntax) {
        byte[] head = Part10Writer.head(FileMetaInformation.of(SOP_CLASS, uid(number), syntax.uid(),
                new Implementation("1.2.9", "SENDER"))).toArray();
        byte[] object = Arrays.copyOf(head, head.length + dataSet.length);
        System.arraycopy(dataSet, 0, object, head.length, dataSet.length);
        try {
            Files.write(folder.resolve("object-" + number), object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DeliveryTask(new UUID(0, number), new KeptInstance(STUDY,
                new SopReference(SOP_CLASS, uid(number)), syntax.uid(), "object-" + number, head.length),
                Urgency.ROUTINE, 0, Instant.now());
    }

    List<DeliveryTask> tasks(int count, int size) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> task(number, size)).toList();
    }
}
