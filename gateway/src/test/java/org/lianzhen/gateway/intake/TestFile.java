package org.lianzhen.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;

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

    public static byte[] of(DataSet dataSet, TransferSyntax syntax) {
        var out = new ByteArrayOutputStream();
        try {
            Part10Writer.write(meta(dataSet, syntax), dataSet, out, WriteOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static FileMetaInformation meta(DataSet dataSet, TransferSyntax syntax) {
        return FileMetaInformation.of(Objects.requireNonNullElse(dataSet.string(Tag.SOPClassUID), "1.2"),
                Objects.requireNonNullElse(dataSet.string(Tag.SOPInstanceUID), "1.2"), syntax.uid(), OTHERS);
    }

    static byte[] dataSet(DataSet dataSet, TransferSyntax syntax) {
        return DataSets.encode(dataSet, syntax).toArray();
    }
}
