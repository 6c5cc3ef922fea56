package org.lianzhen.gateway.app.bench;

import java.util.SplittableRandom;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Generated images of 16 bits: a slope with noise. */
enum SampleImage {
    /** 512 x 512, 525 kB. */
    CT(SopClass.CTImageStorage, 512, 512),
    /** 3000 x 2500, 15 MB. */
    DX(SopClass.DigitalXRayImageStorageForPresentation, 3000, 2500);

    /** The study that all images are of. */
    static final String STUDY = "2.25.1";
    /** The series that images are of unless they are given another. */
    static final String SERIES = "2.25.2";

    private static final int BITS = 16;
    private static final int NOISE = 64;

    private final String sopClassUid;
    private final int rows;
    private final int columns;

    SampleImage(String sopClassUid, int rows, int columns) {
        this.sopClassUid = sopClassUid;
        this.rows = rows;
        this.columns = columns;
    }

    String sopClassUid() {
        return sopClassUid;
    }

    /** Bytes of Pixel Data. */
    int pixelBytes() {
        return rows * columns * BITS / Byte.SIZE;
    }

    /** The data set in Explicit VR Little Endian. */
    Bytes encode(String sopInstanceUid) {
        return encode(SERIES, sopInstanceUid);
    }

    /** The data set of an image of a series of its own in Explicit VR Little Endian. */
    Bytes encode(String seriesInstanceUid, String sopInstanceUid) {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.GB18030)
                .put(Tag.SOPClassUID, sopClassUid)
                .put(Tag.SOPInstanceUID, sopInstanceUid)
                .put(Tag.StudyDate, "20260630")
                .put(Tag.Modality, name())
                .put(Tag.PatientName, "Bench^Mark=测^试")
                .put(Tag.PatientID, "BENCH")
                .put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, seriesInstanceUid)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.BitsAllocated, BITS)
                .putInts(Tag.BitsStored, BITS)
                .putInts(Tag.HighBit, BITS - 1)
                .putInts(Tag.PixelRepresentation, 0)
                .put(new Value(Tag.PixelData, Vr.OW, pixels()))
                .build();
        return DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private Bytes pixels() {
        var random = new SplittableRandom(columns);
        var bytes = new byte[pixelBytes()];
        for (int i = 0; i < bytes.length; i += 2) {
            int value = i / columns + random.nextInt(NOISE);
            bytes[i] = (byte) value;
            bytes[i + 1] = (byte) (value >> Byte.SIZE);
        }
        return Bytes.wrap(bytes);
    }
}
