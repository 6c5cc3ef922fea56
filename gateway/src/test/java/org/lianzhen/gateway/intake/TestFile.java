package org.lianzhen.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** DICOM files in memory. */
public final class TestFile {
    public static final Implementation OTHERS = new Implementation("1.2.3", "SENDER");

    private TestFile() {}

    /** A small CT image of a Chinese patient. */
    public static byte[] of(String study, String series, String instance) {
        return of(TestInstance.with(builder -> builder.put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, series).put(Tag.SOPInstanceUID, instance)),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** With a patient of that name, in series 1.2.3.1 of study 1.2.3. */
    public static byte[] ofPatient(String name, String instance) {
        return of(TestInstance.with(builder -> builder.put(Tag.StudyInstanceUID, "1.2.3")
                .put(Tag.SeriesInstanceUID, "1.2.3.1").put(Tag.SOPInstanceUID, instance).put(Tag.PatientName, name)),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** With a patient of that ID, in the study and its first series. */
    public static byte[] ofPatientId(String patientId, String study, String instance) {
        return of(TestInstance.with(builder -> builder.put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.SOPInstanceUID, instance)
                .put(Tag.PatientID, patientId)), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    public static byte[] of(DataSet dataSet, TransferSyntax syntax) {
        var out = new ByteArrayOutputStream();
        try {
            Part10Writer.write(meta(dataSet, syntax), dataSet, out, WriteOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A file in series 1.2.3.1 of study 1.2.3 up to its pixels, of which so many bytes must follow. */
    public static byte[] headOfLarge(String instance, long pixelBytes) {
        DataSet dataSet = TestInstance.with(builder -> builder.put(Tag.StudyInstanceUID, "1.2.3")
                .put(Tag.SeriesInstanceUID, "1.2.3.1").put(Tag.SOPInstanceUID, instance)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.EMPTY)));
        byte[] file = of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            file[file.length - 4 + i] = (byte) (pixelBytes >> (8 * i));
        }
        return file;
    }

    static FileMetaInformation meta(DataSet dataSet, TransferSyntax syntax) {
        return FileMetaInformation.of(Objects.requireNonNullElse(dataSet.string(Tag.SOPClassUID), "1.2"),
                Objects.requireNonNullElse(dataSet.string(Tag.SOPInstanceUID), "1.2"), syntax.uid(), OTHERS);
    }

    static byte[] dataSet(DataSet dataSet, TransferSyntax syntax) {
        return DataSets.encode(dataSet, syntax).toArray();
    }
}
