package org.lianzhen.gateway.archive.conflict;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** A CT image of some frames, with Chinese text, items and private elements, in any transfer syntax. */
public final class ConflictImage {
    public static final String UID = "1.2.840.99.3";
    static final int PRIVATE_TEXT = 0x0009_1001;
    private static final int SIZE = 24;

    private ConflictImage() {}

    /** Two frames of noise, always the same. */
    public static DataSet image(UnaryOperator<DataSetBuilder> change) {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.CodeMeaning, "胸部").build();
        DataSetBuilder builder = DataSet.builder(SpecificCharacterSet.GB18030)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, UID)
                .put(Tag.StudyInstanceUID, "1.2.840.99.1").put(Tag.SeriesInstanceUID, "1.2.840.99.2")
                .put(Tag.PatientID, "P1").put(Tag.PatientName, "李^誠").put(Tag.Modality, "CT")
                .putSequence(Tag.ProcedureCodeSequence, item).put(0x0009_0010, Vr.LO, "MAKER")
                .put(PRIVATE_TEXT, Vr.LO, "made").putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").put(Tag.NumberOfFrames, "2")
                .putInts(Tag.Rows, SIZE).putInts(Tag.Columns, SIZE).putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12).putInts(Tag.HighBit, 11).putInts(Tag.PixelRepresentation, 0)
                .put(pixels(-1));
        return change.apply(builder).build();
    }

    public static DataSet image() {
        return image(UnaryOperator.identity());
    }

    /** @param changed the sample that has another value; -1 for none */
    public static Value pixels(int changed) {
        byte[] bytes = new byte[2 * 2 * SIZE * SIZE];
        var random = new Random(7);
        for (int i = 0; i < bytes.length; i += 2) {
            int sample = random.nextInt(1 << 12) ^ (i / 2 == changed ? 1 : 0);
            bytes[i] = (byte) sample;
            bytes[i + 1] = (byte) (sample >> 8);
        }
        return new Value(Tag.PixelData, Vr.OW, Bytes.wrap(bytes));
    }

    public static DataSet jpegLs(DataSet image) throws IOException {
        return Transcoding.toJpegLs(image, Frames.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                BulkDataResolver.NONE));
    }

    public static Path write(Path file, DataSet dataSet, TransferSyntax syntax) throws IOException {
        FileMetaInformation meta = FileMetaInformation.of(SopClass.CTImageStorage, UID, syntax.uid(),
                new Implementation("1.2.3", "TEST"));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(meta, dataSet, out, WriteOptions.DEFAULT);
        }
        return file;
    }
}
