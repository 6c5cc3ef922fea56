package org.lianzhen.dicom.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Made-up instances. */
final class TestInstances {
    static final String STUDY = "1.2.826.0.1.3680043.8.498.1";
    static final String SERIES = STUDY + ".1";

    private TestInstances() {}

    static String uid(int number) {
        return SERIES + "." + (number + 1);
    }

    /** A small CT image with a Chinese name and random pixels. */
    static DataSet image(String sopClass, String uid, int pixelBytes) {
        byte[] pixels = new byte[pixelBytes];
        new Random(uid.hashCode()).nextBytes(pixels);
        return DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.SOPClassUID, sopClass)
                .put(Tag.SOPInstanceUID, uid).put(Tag.StudyInstanceUID, STUDY).put(Tag.SeriesInstanceUID, SERIES)
                .put(Tag.PatientID, "P1").put(Tag.PatientName, "Wang^XiaoDong=王^小东").put(Tag.Modality, "CT")
                .put(Tag.StudyDate, "20260102").put(Tag.StudyDescription, "胸部平扫")
                .putInts(Tag.Rows, 16).putInts(Tag.Columns, 16).putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16).putInts(Tag.HighBit, 15).putInts(Tag.PixelRepresentation, 0)
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build();
    }

    static Instance ct(int number) {
        return ct(number, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 512);
    }

    static Instance ct(int number, TransferSyntax syntax, int pixelBytes) {
        return of(SopClass.CTImageStorage, uid(number), syntax, pixelBytes);
    }

    static Instance of(String sopClass, String uid, TransferSyntax syntax, int pixelBytes) {
        DataSet image = image(sopClass, uid, pixelBytes);
        return new Instance(sopClass, uid, syntax, new MemoryData(DataSets.encode(image, syntax)));
    }

    static List<Instance> cts(int count) {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < count; i++) {
            instances.add(ct(i));
        }
        return instances;
    }

    static Bytes bytes(Instance instance) {
        return ((MemoryData) instance.data()).bytes();
    }
}
