package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.app.CommandRun;

class DumpCommandTest {
    @TempDir
    Path folder;

    @Test
    void showsChineseTextNumbersAndNamesOfUids() throws IOException {
        CommandRun dump = CommandRun.dicom("dump", write(TestFiles.image(1, 2, 3)));

        assertThat(dump.exit()).isZero();
        assertThat(dump.err()).isEmpty();
        assertThat(dump.out()).contains(
                "(0002,0010) UI TransferSyntaxUID: 1.2.840.10008.1.2.1 (Explicit VR Little Endian)",
                "# Transfer syntax: Explicit VR Little Endian",
                "(0008,0005) CS SpecificCharacterSet: GB18030",
                "(0008,0016) UI SOPClassUID: 1.2.840.10008.5.1.4.1.1.2 (CT Image Storage)",
                "(0010,0010) PN PatientName: Wang^XiaoDong=王^小东",
                "(0008,1030) LO StudyDescription: 胸部平扫",
                "(0028,0010) US Rows: 16");
    }

    @Test
    void speaksChinese() throws IOException {
        CommandRun dump = CommandRun.dicomInChinese("dump", "--no-meta", write(TestFiles.image(1, 2, 3)));

        assertThat(dump.out()).first().isEqualTo("# 传输语法：Explicit VR Little Endian");
        assertThat(dump.out()).noneMatch(line -> line.contains("(0002,"));
    }

    @Test
    void itemsAreIndentedAndCounted() throws IOException {
        DataSet inner = DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.CodeMeaning, "胸部").build();
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.GB18030).putSequence(Tag.of(0x0008, 0x2218), inner)
                .build();
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1)
                .putSequence(Tag.ReferencedStudySequence)
                .putSequence(Tag.RequestAttributesSequence, item, DataSet.EMPTY).build();

        List<String> out = CommandRun.dicom("dump", write(dataSet)).out();
        int start = out.indexOf("(0040,0275) SQ RequestAttributesSequence: 2 item(s)");
        assertThat(out.subList(start + 1, start + 5)).containsExactly(
                "  [1]",
                "    (0008,2218) SQ AnatomicRegionSequence: 1 item(s)",
                "      [1]",
                "        (0008,0104) LO CodeMeaning: 胸部");
        assertThat(out.get(start + 5)).isEqualTo("  [2]");
        assertThat(out).contains("(0008,1110) SQ ReferencedStudySequence: 0 item(s)");
    }

    @Test
    void privateElementsShowTheirCreator() throws IOException {
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).putPrivate("某厂 2.0", 0x00290010, Vr.LO, "内容")
                .put(new Value(0x00310101, Vr.UN, Bytes.of((byte) 1, (byte) 0xFE))).build();

        assertThat(CommandRun.dicom("dump", write(dataSet)).out()).contains(
                "(0029,0010) LO PrivateCreator: 某厂 2.0",
                "(0029,1010) LO [某厂 2.0]: 内容",
                "(0031,0101) UN -: 01 FE");
    }

    @Test
    void valuesAreCutUnlessAskedForWhole() throws IOException {
        String text = "检查所见".repeat(50);
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).put(Tag.ImageComments, text)
                .putInts(Tag.ReferencedFrameNumber, IntStream.range(0, 200).toArray()).build();
        Path file = write(dataSet);

        assertThat(CommandRun.dicom("dump", file).out())
                .contains("(0020,4000) LT ImageComments: " + text.substring(0, 39) + "…")
                .anySatisfy(line -> assertThat(line).startsWith("(0008,1160) IS ReferencedFrameNumber: 0\\1\\2\\")
                        .endsWith("…"));
        assertThat(CommandRun.dicom("dump", "--width", 11, file).out())
                .contains("(0020,4000) LT ImageComments: 检查所见检…");
        assertThat(CommandRun.dicom("dump", "--width=0", file).out()).contains("(0020,4000) LT ImageComments: " + text)
                .anySatisfy(line -> assertThat(line).endsWith("\\198\\199"));
    }

    @Test
    void binaryValuesAreHinted() throws IOException {
        byte[] wave = new byte[4000];
        Arrays.fill(wave, (byte) 0xA5);
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1)
                .put(new Value(Tag.of(0x5400, 0x1010), Vr.OB, Bytes.wrap(wave)))
                .put(new Value(Tag.of(0x0066, 0x0016), Vr.OF, Bytes.of((byte) 0, (byte) 0, (byte) 0x80, (byte) 0x3F)))
                .put(new Value(Tag.of(0x0028, 0x9001), Vr.UL, Bytes.of((byte) 1, (byte) 0, (byte) 0)))
                .put(new Value(Tag.FrameIncrementPointer, Vr.AT,
                        Bytes.of((byte) 0x18, (byte) 0, (byte) 0x63, (byte) 0x10)))
                .build();

        List<String> out = CommandRun.dicom("dump", write(dataSet)).out();
        assertThat(out).contains(
                "(5400,1010) OB WaveformData: A5" + " A5".repeat(15) + " … <4.0 kB>",
                "(0066,0016) OF PointCoordinatesData: 1.0",
                "(0028,0009) AT FrameIncrementPointer: 00181063");
        assertThat(out).anySatisfy(line -> assertThat(line).startsWith("(7FE0,0010) OW PixelData: 0\\0\\0"));
    }

    @Test
    void largeValuesStayInTheFile() throws IOException {
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[600_000]))).build();
        Path file = write(dataSet);

        assertThat(CommandRun.dicom("dump", file).out()).last().asString()
                .isEqualTo("(7FE0,0010) OW PixelData: <600 kB at byte " + (Files.size(file) - 600_000) + ">");
    }

    @Test
    void compressedPixelsAreCounted() throws IOException {
        Fragment fragment = new Fragment.Held(Bytes.wrap(new byte[1000]));
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1)
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, List.of(fragment, fragment))).build();
        Path file = TestFiles.write(folder.resolve("jpeg.dcm"), dataSet, TransferSyntax.JPEG_LOSSLESS_SV1);

        assertThat(CommandRun.dicom("dump", file).out()).last()
                .isEqualTo("(7FE0,0010) OB PixelData: <2 fragments, 2.0 kB>");
        assertThat(CommandRun.dicomInChinese("dump", file).out()).last()
                .isEqualTo("(7FE0,0010) OB PixelData: <2 段，2.0 kB>");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() throws IOException {
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).put(Tag.ImageComments, "a\u001B[2Jb\nc").build();

        assertThat(CommandRun.dicom("dump", write(dataSet)).out())
                .contains("(0020,4000) LT ImageComments: a\\u001B[2Jb\\nc");
    }

    @Test
    void mislabelledTextCanBeReadInAnotherCharacterSet() throws IOException {
        byte[] gbk = "王^小东".getBytes(Charset.forName("GBK"));
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).characterSet(SpecificCharacterSet.of("ISO_IR 100"))
                .put(Tag.StudyDescription, "").put(new Value(Tag.PatientName, Vr.PN, Bytes.wrap(gbk))).build();
        Path file = write(dataSet);

        assertThat(CommandRun.dicom("dump", "--charset", "GBK", file).out())
                .contains("(0010,0010) PN PatientName: 王^小东");
        CommandRun unknown = CommandRun.dicom("dump", "--charset", "KLINGON", file);
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).first().asString().startsWith("There is no character set \"KLINGON\".");
    }

    @Test
    void oneBadFileDoesNotHideTheOthers() throws IOException {
        Path text = Files.writeString(folder.resolve("readme.txt"), "这不是影像");
        Path good = write(TestFiles.image(1, 1, 1));
        Path missing = folder.resolve("missing.dcm");

        CommandRun dump = CommandRun.dicom("dump", text, missing, folder, good);
        assertThat(dump.exit()).isEqualTo(1);
        assertThat(dump.err()).hasSize(3);
        assertThat(dump.err().get(0)).startsWith(text + ": it is no DICOM file or it is damaged");
        assertThat(dump.err().get(1)).isEqualTo(missing + ": there is no such file");
        assertThat(dump.err().get(2)).isEqualTo(folder + " is a folder.");
        assertThat(dump.out()).contains("# File: " + good, "(0010,0020) LO PatientID: P1");
        assertThat(CommandRun.dicomInChinese("dump", missing).err()).containsExactly(missing + "：没有这个文件");
    }

    @Test
    void deviationsAreNoted() throws IOException {
        Path file = write(TestFiles.imageBuilder(1, 1, 1).remove(Tag.PixelData).build());
        byte[] odd = { 0x40, 0, 0x10, 0, 'L', 'O', 1, 0, 'x' };
        Files.write(file, odd, StandardOpenOption.APPEND);

        CommandRun dump = CommandRun.dicom("dump", file);
        assertThat(dump.exit()).isZero();
        assertThat(dump.err()).anySatisfy(line -> assertThat(line).startsWith("Note: "));
    }

    @Test
    void jsonIsForPrograms() throws IOException {
        Path small = TestFiles.write(folder.resolve("small.dcm"), TestFiles.image(1, 1, 1));
        Path large = write(TestFiles.imageBuilder(1, 1, 2)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[600_000]))).build());
        CommandRun dump = CommandRun.dicom("dump", "--json", small, folder.resolve("missing"), large);

        assertThat(dump.exit()).isEqualTo(1);
        assertThat(dump.err()).hasSize(1);
        assertThat(dump.out()).hasSize(3).last().isEqualTo("]");
        assertThat(dump.out().get(0)).startsWith("[{\"00080005\"").contains("\"Alphabetic\":\"Wang^XiaoDong\"",
                "\"InlineBinary\"");
        assertThat(dump.out().get(1)).contains("\"BulkDataURI\":\"" + large.toUri() + "?offset=", "&length=600000\"");
    }

    @Test
    void compressedPixelsAreNamedByTheirElement() throws IOException {
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.wrap(new byte[10]))))).build();
        Path file = TestFiles.write(folder.resolve("jpeg.dcm"), dataSet, TransferSyntax.JPEG_BASELINE);

        assertThat(CommandRun.dicom("dump", "--json", file).out().get(0))
                .contains("\"BulkDataURI\":\"" + file.toUri() + "#7FE00010\"");
    }

    @Test
    void mislabelledTextIsRecognised() throws IOException {
        byte[] gbk = "王小东，上腹部增强扫描，心脏彩超检查，县人民医院放射科".getBytes(Charset.forName("GBK"));
        DataSet dataSet = TestFiles.imageBuilder(1, 1, 1).characterSet(SpecificCharacterSet.of("ISO_IR 100"))
                .put(Tag.PatientName, "").put(new Value(Tag.StudyDescription, Vr.LO, Bytes.wrap(gbk))).build();
        CommandRun dump = CommandRun.dicomInChinese("dump", write(dataSet));

        assertThat(dump.out()).contains("(0008,1030) LO StudyDescription: 王小东，上腹部增强扫描，心脏彩超检查，县人民医院放射科");
        assertThat(dump.err()).singleElement().asString().startsWith("注意：文本声明的字符集为 ISO_IR 100");
    }

    private Path write(DataSet dataSet) throws IOException {
        return TestFiles.write(folder.resolve("image.dcm"), dataSet);
    }

    @Test
    void wordsForNumbersStayReadableInEitherForm() throws IOException {
        Path file = write(TestFiles.imageBuilder(1, 1, 1).put(Tag.SeriesNumber, Vr.IS, "acht").build());

        assertThat(CommandRun.dicom("dump", file).out()).contains("(0020,0011) IS SeriesNumber: acht");
        CommandRun json = CommandRun.dicom("dump", "--json", file);
        assertThat(json.exit()).isZero();
        assertThat(json.out().getFirst()).contains("\"00200011\":{\"vr\":\"IS\",\"Value\":[\"acht\"]}");
    }

    @Test
    void namesOfFilesCannotForgeOutput() throws IOException {
        Path good = TestFiles.write(folder.resolve("a\u001B[2J"), TestFiles.image(1, 1, 1));
        Path missing = folder.resolve("b\nfake: line");

        CommandRun run = CommandRun.dicom("dump", good, missing);

        assertThat(run.out()).first().asString().endsWith("a\\u001B[2J");
        assertThat(run.err()).singleElement().asString().contains("b\\nfake: line: there is no such file");
    }

    @Test
    void widthsAreNotNegative() {
        CommandRun run = CommandRun.dicom("dump", "--width=-1", "file");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).containsExactly("The width must be at least 0.");
        assertThat(CommandRun.dicomInChinese("dump", "--width=-1", "file").err()).containsExactly("列数至少为 0。");
    }

    @Test
    void filesThatEndEarlySaySo() throws IOException {
        Path file = write(TestFiles.image(1, 1, 1));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 100));

        assertThat(CommandRun.dicom("dump", file).err()).singleElement().asString()
                .startsWith(file + ": it ends too early; it was probably not copied completely");
        assertThat(CommandRun.dicomInChinese("dump", file).err()).singleElement().asString()
                .startsWith(file + "：文件不完整，可能没有复制完");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void everyTransferSyntaxIsRead(String uid) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(uid);
        Path file = TestFiles.write(folder.resolve("file"), TestFiles.image(1, 1, 1), syntax);

        assertThat(CommandRun.dicom("dump", file).out()).contains("# Transfer syntax: " + syntax.name(),
                "(0010,0010) PN PatientName: Wang^XiaoDong=王^小东", "(0028,0010) US Rows: 16");
    }
}
