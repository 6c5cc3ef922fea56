package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** A small CT image of a Chinese patient. */
final class TestInstance {
    static final String UID = "1.2.840.99.3";
    static final int PIXEL_BYTES = 2 * 16 * 16;

    private TestInstance() {}

    static DataSet dataSet() {
        return with(UnaryOperator.identity());
    }

    static DataSet with(UnaryOperator<DataSetBuilder> change) {
        DataSetBuilder builder = DataSet.builder(SpecificCharacterSet.GB18030)
                .put(Tag.SOPClassUID, SopClass.CTImageStorage).put(Tag.SOPInstanceUID, UID)
                .put(Tag.StudyInstanceUID, "1.2.840.99.1").put(Tag.SeriesInstanceUID, "1.2.840.99.2")
                .put(Tag.PatientID, "P1").put(Tag.PatientName, "王^小东").put(Tag.PatientBirthDate, "19800229")
                .put(Tag.PatientSex, "M").put(Tag.StudyDate, "20260301").put(Tag.StudyTime, "101500")
                .put(Tag.AccessionNumber, "A7").put(Tag.StudyDescription, "胸部平扫").put(Tag.Modality, "CT")
                .put(Tag.SeriesNumber, "2").put(Tag.BodyPartExamined, "CHEST").put(Tag.InstanceNumber, "5")
                .putInts(Tag.Rows, 16).putInts(Tag.Columns, 16).putInts(Tag.BitsAllocated, 16)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[PIXEL_BYTES])));
        return change.apply(builder).build();
    }

    static ByteBuf bytes(DataSet dataSet, TransferSyntax syntax) {
        return Unpooled.wrappedBuffer(DataSets.encode(dataSet, syntax).asByteBuffer());
    }
}
