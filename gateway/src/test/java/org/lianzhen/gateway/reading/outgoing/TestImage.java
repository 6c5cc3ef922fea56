package org.lianzhen.gateway.reading.outgoing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** An image of 16 x 16 pixels, to measure on: the value at a place is 10 x column + row - 1000. */
public record TestImage(String series, String instance, DataSet dataSet) {
    private static final int SIZE = 16;

    /** A slice whose columns are 0.5 mm and whose rows are 0.25 mm apart. */
    public static TestImage ct(String series, String instance) {
        byte[] pixels = new byte[2 * SIZE * SIZE];
        for (int at = 0; at < SIZE * SIZE; at++) {
            int value = 10 * (at % SIZE) + at / SIZE + 24;
            pixels[2 * at] = (byte) value;
            pixels[2 * at + 1] = (byte) (value >> 8);
        }
        return new TestImage(series, instance, DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, instance).put(Tag.StudyInstanceUID, "1.2.3").put(Tag.SeriesInstanceUID, series)
                .put(Tag.Modality, "CT").put(Tag.PatientID, "P1").put(Tag.PatientName, "Wang^XiaoDong")
                .put(Tag.PixelSpacing, "0.25", "0.5").put(Tag.RescaleSlope, "1").put(Tag.RescaleIntercept, "-1024")
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, SIZE).putInts(Tag.Columns, SIZE).putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12).putInts(Tag.HighBit, 11).putInts(Tag.PixelRepresentation, 0)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build());
    }

    public TestImage ofStudy(String study) {
        return with(image -> image.put(Tag.StudyInstanceUID, study).put(Tag.PatientName, "Wang^XiaoDong=王^小东"));
    }

    /** The same with other elements. */
    TestImage with(Consumer<DataSetBuilder> change) {
        DataSetBuilder builder = dataSet.toBuilder();
        change.accept(builder);
        return new TestImage(series, instance, builder.build());
    }

    /** As a file of a folder. */
    Path file(Path folder) {
        Path file = folder.resolve(instance + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage, instance,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), new Implementation("1.2.9", "OURS")), dataSet, out,
                    WriteOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    MeasuredImage in(Path folder) {
        return MeasuredImage.read(series, file(folder)).orElseThrow();
    }
}
