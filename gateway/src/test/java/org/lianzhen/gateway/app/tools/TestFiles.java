package org.lianzhen.gateway.app.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Makes DICOM files. */
final class TestFiles {
    static final String ROOT = "1.2.826.0.1.3680043.10.9999";

    private static final FileMetaInformation.Implementation WRITER = new FileMetaInformation.Implementation(
            ROOT + ".0", "TEST");

    private TestFiles() {}

    /** A small image of a patient with a Chinese name: study, series and instance as numbered. */
    static DataSet image(int study, int series, int instance) {
        return imageBuilder(study, series, instance).build();
    }

    static DataSetBuilder imageBuilder(int study, int series, int instance) {
        return DataSet.builder(SpecificCharacterSet.GB18030)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, instanceUid(study, series, instance))
                .put(Tag.StudyDate, "20260102").put(Tag.StudyTime, "0930")
                .put(Tag.Modality, "CT").put(Tag.AccessionNumber, "A" + study)
                .put(Tag.PatientName, "Wang^XiaoDong=王^小东").put(Tag.PatientID, "P" + study)
                .put(Tag.StudyInstanceUID, studyUid(study)).put(Tag.SeriesInstanceUID, seriesUid(study, series))
                .put(Tag.SeriesNumber, String.valueOf(series)).put(Tag.InstanceNumber, String.valueOf(instance))
                .put(Tag.StudyDescription, "胸部平扫")
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, 16).putInts(Tag.Columns, 16).putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12).putInts(Tag.HighBit, 11).putInts(Tag.PixelRepresentation, 0)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[512])));
    }

    static String studyUid(int study) {
        return ROOT + "." + study;
    }

    static String seriesUid(int study, int series) {
        return studyUid(study) + "." + series;
    }

    static String instanceUid(int study, int series, int instance) {
        return seriesUid(study, series) + "." + instance;
    }

    /** Writes a file, and its folder if needed. */
    static Path write(Path file, DataSet dataSet, TransferSyntax syntax) throws IOException {
        Files.createDirectories(file.getParent());
        return write(file, dataSet, FileMetaInformation.of(text(dataSet, Tag.SOPClassUID),
                text(dataSet, Tag.SOPInstanceUID), syntax.uid(), WRITER));
    }

    /** Writes a file whose meta information alone says what it is. */
    static Path writeAs(Path file, DataSet dataSet, String sopClassUid) throws IOException {
        return write(file, dataSet, FileMetaInformation.of(sopClassUid, ROOT + ".1",
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), WRITER));
    }

    private static Path write(Path file, DataSet dataSet, FileMetaInformation meta) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(meta, dataSet, out, WriteOptions.DEFAULT);
        }
        return file;
    }

    /** Writes a file in Explicit VR Little Endian. */
    static Path write(Path file, DataSet dataSet) throws IOException {
        return write(file, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static String text(DataSet dataSet, int tag) {
        String text = dataSet.string(tag);
        return text == null ? ROOT : text;
    }

    /** What follows the File Meta Information. */
    static byte[] dataSetBytes(Path file) throws IOException {
        long offset = Part10Reader.read(file, ParseOptions.HEADER).dataSetOffset();
        byte[] all = Files.readAllBytes(file);
        return Arrays.copyOfRange(all, (int) offset, all.length);
    }
}
