package org.lianzhen.gateway.app.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** A study of the demonstration: always the same bytes, so that it is there once however often it is sent. */
enum DemoStudy {
    /** A CT series that says in which characters it is written. */
    CHEST_CT("TS1PACS", null, SopClass.CTImageStorage, 24) {
        @Override
        List<DataSet> instances() {
            List<DataSet> slices = new ArrayList<>();
            for (int number = 1; number <= count(); number++) {
                DataSetBuilder slice = begin(SpecificCharacterSet.GB18030, number)
                        .put(Tag.Modality, "CT").put(Tag.BodyPartExamined, "CHEST").put(Tag.StudyDescription, "胸部平扫")
                        .put(Tag.SeriesDescription, "肺窗 5mm").put(Tag.AccessionNumber, "TS1-0001")
                        .put(Tag.PatientID, "TS1-P001").put(Tag.PatientName, "王^小东").put(Tag.PatientSex, "M")
                        .put(Tag.PatientBirthDate, "19800229").put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                        .put(Tag.PixelSpacing, "1.4", "1.4").put(Tag.SliceThickness, "5").put(Tag.KVP, "120")
                        .put(Tag.ImagePositionPatient, "-179", "-179", String.valueOf(-5 * number))
                        .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                        .put(Tag.FrameOfReferenceUID, uid("frame")).put(Tag.RescaleIntercept, "-1024")
                        .put(Tag.RescaleSlope, "1").put(Tag.RescaleType, "HU").put(Tag.WindowCenter, "-500", "40")
                        .put(Tag.WindowWidth, "1500", "400");
                slices.add(grey(slice, new Size(CT_SIZE, CT_SIZE, 16, 12),
                        Phantom.chestSlice(CT_SIZE, number / (double) count())));
            }
            return slices;
        }
    },
    /** From a device that puts the label of Western Europe on GB18030, as so many do. */
    MISLABELLED_CHEST("TS2PACS", null, SopClass.DigitalXRayImageStorageForPresentation, 1) {
        @Override
        List<DataSet> instances() {
            DataSetBuilder image = chest(SpecificCharacterSet.ASCII).put(Tag.AccessionNumber, "TS2-0001")
                    .put(Tag.PatientID, "TS2-P001").put(Tag.PatientSex, "F").put(Tag.PatientBirthDate, "19650701")
                    .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                    .put(new Value(Tag.PatientName, Vr.PN, gb18030("李^秀英")))
                    .put(new Value(Tag.StudyDescription, Vr.LO, gb18030("胸部正位")));
            return List.of(grey(image, FRONT, Phantom.chestFront(FRONT.rows(), FRONT.columns())));
        }
    },
    /** Sent to the title for emergencies. */
    EMERGENCY_CHEST("TS1PACS", "LZEMERG", SopClass.DigitalXRayImageStorageForPresentation, 1) {
        @Override
        List<DataSet> instances() {
            DataSetBuilder image = chest(SpecificCharacterSet.GB18030).put(Tag.AccessionNumber, "TS1-0002")
                    .put(Tag.PatientID, "TS1-P002").put(Tag.PatientName, "赵^铁柱").put(Tag.PatientSex, "M")
                    .put(Tag.PatientBirthDate, "19910315").put(Tag.StudyDescription, "胸部正位 急诊");
            return List.of(grey(image, FRONT, Phantom.chestFront(FRONT.rows(), FRONT.columns())));
        }
    },
    /** One object of many frames. */
    ECHO("CH1PACS", null, SopClass.UltrasoundMultiFrameImageStorage, 1) {
        @Override
        List<DataSet> instances() {
            DataSetBuilder image = begin(SpecificCharacterSet.UTF_8, 1)
                    .put(Tag.Modality, "US").put(Tag.StudyDescription, "心脏超声").put(Tag.AccessionNumber, "CH1-0001")
                    .put(Tag.PatientID, "CH1-P001").put(Tag.PatientName, "Sun^Wukong=孙^悟空").put(Tag.PatientSex, "M")
                    .put(Tag.PatientBirthDate, "19750505").put(Tag.NumberOfFrames, String.valueOf(FRAMES))
                    .put(Tag.FrameTime, "50");
            return List.of(grey(image.putInts(Tag.FrameIncrementPointer, Tag.FrameTime), ECHO_SIZE,
                    Phantom.beating(ECHO_SIZE.rows(), ECHO_SIZE.columns(), FRAMES)));
        }
    };

    private static final int CT_SIZE = 256;
    private static final int FRAMES = 16;
    private static final Size FRONT = new Size(1024, 840, 16, 12);
    private static final Size ECHO_SIZE = new Size(240, 320, 8, 8);
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final String sender;
    private final @Nullable String target;
    private final String sopClass;
    private final int count;

    /** @param target the AE title of ours that it is sent to; null for the usual one */
    DemoStudy(String sender, @Nullable String target, String sopClass, int count) {
        this.sender = sender;
        this.target = target;
        this.sopClass = sopClass;
        this.count = count;
    }

    record Size(int rows, int columns, int allocated, int stored) {}

    abstract List<DataSet> instances();

    /** Its instances by name. */
    List<SopReference> references() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new SopReference(sopClass, uid("instance" + number))).toList();
    }

    int count() {
        return count;
    }

    /** AE title of the node that sends it. */
    String sender() {
        return sender;
    }

    @Nullable
    String target() {
        return target;
    }

    DataSetBuilder chest(SpecificCharacterSet characters) {
        return begin(characters, 1).put(Tag.Modality, "DX")
                .put(Tag.BodyPartExamined, "CHEST").put(Tag.ViewPosition, "PA").put(Tag.PresentationIntentType,
                        "FOR PRESENTATION")
                .put(Tag.WindowCenter, "1700").put(Tag.WindowWidth, "3400").put(Tag.PixelSpacing, "0.4", "0.4");
    }

    DataSetBuilder begin(SpecificCharacterSet characters, int number) {
        return DataSet.builder(characters).put(Tag.SOPClassUID, sopClass)
                .put(Tag.SOPInstanceUID, uid("instance" + number)).put(Tag.StudyInstanceUID, uid("study"))
                .put(Tag.SeriesInstanceUID, uid("series")).put(Tag.StudyDate, "20260630").put(Tag.StudyTime, "091500")
                .put(Tag.Manufacturer, "Lianzhen demonstration").put(Tag.StudyID, "1").put(Tag.SeriesNumber, "1")
                .put(Tag.InstanceNumber, String.valueOf(number));
    }

    static DataSet grey(DataSetBuilder image, Size size, Bytes pixels) {
        return image.putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, size.rows()).putInts(Tag.Columns, size.columns())
                .putInts(Tag.BitsAllocated, size.allocated()).putInts(Tag.BitsStored, size.stored())
                .putInts(Tag.HighBit, size.stored() - 1).putInts(Tag.PixelRepresentation, 0)
                .put(new Value(Tag.PixelData, size.allocated() > Byte.SIZE ? Vr.OW : Vr.OB, pixels)).build();
    }

    static Bytes gb18030(String text) {
        byte[] bytes = text.getBytes(GB18030);
        byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
        if (even.length > bytes.length) {
            even[bytes.length] = ' ';
        }
        return Bytes.wrap(even);
    }

    /** The same every time. */
    String uid(String what) {
        return Uid.of(UUID.nameUUIDFromBytes(("lianzhen demonstration " + name() + " " + what)
                .getBytes(StandardCharsets.US_ASCII)));
    }
}
