package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

class DataSetDumpTest {

    private static List<String> dump(DataSet dataSet, int width) {
        return DataSetDump.of(dataSet, width).lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void showsEveryKindOfElement() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.PatientName, "张^三")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2").putInts(Tag.Rows, 512).putInts(Tag.Columns)
                .put(new Value(0x0019_1001, Vr.UN, Bytes.ofHex("0102"))).putPrivate("ACME", 0x0029_0001, Vr.DS, "1.5")
                .putSequence(Tag.ReferencedImageSequence, DataSet.builder().put(Tag.ReferencedSOPInstanceUID, "1.2")
                        .build())
                .put(new BulkValue(Tag.OverlayData, Vr.OW, new BulkData("file:/x", 100, 3_000_000_000L)))
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex("00000000"),
                        List.of(new Fragment.Held(Bytes.ofHex("ffd8")))))
                .build();

        assertThat(dump(dataSet, 40)).containsExactly("(0008,0005) CS [GB18030] # 8 SpecificCharacterSet",
                "(0008,0016) UI [1.2.840.10008.5.1.4.1.1.2] = CT Image Storage # 26 SOPClassUID",
                "(0008,1140) SQ 1 item # 1 ReferencedImageSequence", " item 1",
                " (0008,1155) UI [1.2] # 4 ReferencedSOPInstanceUID",
                "(0010,0010) PN [张^三] # 6 PatientName", "(0019,1001) UN 0102 # 2 (0019,1001)",
                "(0028,0010) US 512 # 2 Rows", "(0028,0011) US (no value) # 0 Columns",
                "(0029,0010) LO [ACME] # 4 private creator", "(0029,1001) DS [1.5] # 4 private of ACME",
                "(6000,3000) OW 3000000000 bytes from 100 on # 3000000000 OverlayData",
                "(7FE0,0010) OB 1 fragments, offset table of 1 # 2 PixelData");
    }

    @Test
    void cutsLongValuesBetweenCharacters() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientComments, "𠀀".repeat(10))
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[10_000]))).build();

        assertThat(dump(dataSet, 3)).contains("(0010,4000) LT [" + "𠀀".repeat(3) + "...] # 40 PatientComments",
                "(7FE0,0010) OW 000... # 10000 PixelData");
    }

    @Test
    void disarmsWhatCouldCommandATerminal() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(new Value(Tag.PatientComments, Vr.LT, Bytes.ofHex("611b5b33316d0d0a62e280ae63"))).build();

        assertThat(DataSetDump.of(dataSet, 40)).contains("[a·[31m··b·c]");
    }

    @Test
    void alignsKeywordsAlsoAfterIdeographs() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "张三").put(Tag.PatientID, "1")
                .build();
        List<String> lines = DataSetDump.of(dataSet, 40).lines().toList();

        assertThat(lines.get(1).indexOf('#')).isEqualTo(lines.get(2).indexOf('#') - 2);
    }
}
