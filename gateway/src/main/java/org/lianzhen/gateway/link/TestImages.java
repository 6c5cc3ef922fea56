package org.lianzhen.gateway.link;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.member.MemberDirectory;

/**
 * Images that nobody can take for a patient's. All that were ever stored are of one patient and one study, so that people can delete
 * them at once. Texts are ASCII: a node that knows no other character set shall be examined, too.
 */
final class TestImages {
    static final String PATIENT = "LIANZHEN^TEST";
    static final String PATIENT_ID = "LIANZHEN-TEST";
    /** Below the identifier of our implementation. */
    private static final String ROOT = ImplementationIdentity.OURS.classUid() + ".7";
    static final String STUDY = ROOT + ".1";
    static final String SERIES = STUDY + ".1";
    private static final int SMALL = 64;
    private static final int LARGE = 512;
    private static final int BITS = 16;
    /** Of the time in tenths of a second: more digits would not fit an identifier. */
    private static final long TENTH = 100;

    private final String sopClassUid;
    private final String prefix = ROOT + "." + System.currentTimeMillis() / TENTH;
    private int made;

    TestImages(String sopClassUid) {
        this.sopClassUid = sopClassUid;
    }

    /** 8 kB. */
    Instance small() {
        return image(SMALL);
    }

    /** {@value #LARGE_BYTES} bytes of pixels, which compress badly. */
    Instance large() {
        return image(LARGE);
    }

    static final int LARGE_BYTES = LARGE * LARGE * BITS / Byte.SIZE;

    /** How many there are. */
    int made() {
        return made;
    }

    private Instance image(int size) {
        made++;
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.ASCII).put(Tag.SOPClassUID, sopClassUid)
                .put(Tag.SOPInstanceUID, prefix + "." + made)
                .put(Tag.StudyDate, LocalDate.now(MemberDirectory.ZONE).format(DateTimeFormatter.BASIC_ISO_DATE))
                .put(Tag.Modality, "OT").put(Tag.ConversionType, "SYN").put(Tag.PatientName, PATIENT)
                .put(Tag.PatientID, PATIENT_ID).put(Tag.StudyDescription, "LIANZHEN LINK TEST, NO PATIENT")
                .put(Tag.StudyInstanceUID, STUDY).put(Tag.SeriesInstanceUID, SERIES).putInts(Tag.SeriesNumber, 1)
                .putInts(Tag.InstanceNumber, made).putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2").putInts(Tag.Rows, size).putInts(Tag.Columns, size)
                .putInts(Tag.BitsAllocated, BITS).putInts(Tag.BitsStored, BITS).putInts(Tag.HighBit, BITS - 1)
                .putInts(Tag.PixelRepresentation, 0).put(new Value(Tag.PixelData, Vr.OW, pixels(size))).build();
        return Instance.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static Bytes pixels(int size) {
        var bytes = new byte[size * size * BITS / Byte.SIZE];
        new SplittableRandom(size).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
