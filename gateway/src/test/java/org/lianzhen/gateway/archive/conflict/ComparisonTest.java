package org.lianzhen.gateway.archive.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.JPEG_LS_LOSSLESS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.conflict.Comparison.Differs;
import org.lianzhen.gateway.archive.conflict.Comparison.Same;
import org.lianzhen.gateway.archive.conflict.Comparison.Unknown;

class ComparisonTest {
    private static final int BULK = 3 << 20;

    @TempDir
    private Path folder;

    private Comparison compare(DataSet one, DataSet other, TransferSyntax syntax) throws IOException {
        return compare(ConflictImage.write(folder.resolve("one"), one, EXPLICIT_VR_LITTLE_ENDIAN),
                ConflictImage.write(folder.resolve("other"), other, syntax));
    }

    private static Comparison compare(Path one, Path other) {
        return Comparison.of(one, other, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2" })
    void isBlindToTheEncodingOfTheDataSet(String uid) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(uid);
        assertThat(compare(ConflictImage.image(), ConflictImage.image(), syntax)).isEqualTo(new Same());
        DataSet renamed = ConflictImage.image(builder -> builder.put(Tag.PatientName, "李^诚"));
        assertThat(compare(ConflictImage.image(), renamed, syntax)).isEqualTo(new Differs(List.of("(0010,0010)")));
    }

    @Test
    void isBlindToLosslessCompression() throws IOException {
        DataSet image = ConflictImage.image();
        assertThat(compare(image, ConflictImage.jpegLs(image), JPEG_LS_LOSSLESS)).isEqualTo(new Same());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("(7FE0,0010) frame 1", builder -> builder.put(ConflictImage.pixels(0))),
                change("(7FE0,0010) frame 2", builder -> builder.put(ConflictImage.pixels(24 * 24 + 5))),
                change("(0010,0010)", builder -> builder.put(Tag.PatientName, "李^诚")),
                change("(0008,1032)[1].(0008,0104)", builder -> builder.putSequence(Tag.ProcedureCodeSequence,
                        DataSet.itemBuilder(SpecificCharacterSet.GB18030).put(Tag.CodeMeaning, "腹部").build())),
                change("(0008,1032)", builder -> builder.putSequence(Tag.ProcedureCodeSequence)),
                change("(0009,1001)", builder -> builder.put(ConflictImage.PRIVATE_TEXT, Vr.LO, "other")),
                change("(0008,0060)", builder -> builder.remove(Tag.Modality)),
                change("(0008,0050)", builder -> builder.put(Tag.AccessionNumber, "A1")),
                change("(0028,2110)", builder -> builder.put(Tag.LossyImageCompression, "01")),
                change("(0028,0004)", builder -> builder.put(Tag.PhotometricInterpretation, "MONOCHROME1")));
    }

    private static Arguments change(String where, UnaryOperator<DataSetBuilder> change) {
        return Arguments.of(where, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void saysWhereCompressedOnesDiffer(String where, UnaryOperator<DataSetBuilder> change) throws IOException {
        DataSet changed = ConflictImage.jpegLs(ConflictImage.image(change));
        assertThat(compare(ConflictImage.image(), changed, JPEG_LS_LOSSLESS)).isEqualTo(new Differs(List.of(where)));
    }

    @Test
    void tellsTextByItsCharacters() throws IOException {
        DataSet unicode = ConflictImage.image().withCharacterSet(SpecificCharacterSet.UTF_8);
        assertThat(compare(ConflictImage.image(), unicode, IMPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(new Same());
        DataSet mislabelled = ConflictImage.image().relabelled(SpecificCharacterSet.of(List.of("ISO_IR 100")));
        DataSet latin = mislabelled.toBuilder()
                .put(new Value(Tag.SpecificCharacterSet, Vr.CS,
                        Bytes.wrap("ISO_IR 100".getBytes(StandardCharsets.US_ASCII))))
                .build();
        assertThat(compare(ConflictImage.image(), latin, IMPLICIT_VR_LITTLE_ENDIAN))
                .as("the same bytes say something else").isInstanceOf(Differs.class);
    }

    @Test
    void isBlindToWhatAbsenceSays() throws IOException {
        UnaryOperator<DataSetBuilder> single = builder -> builder.put(Tag.NumberOfFrames, "1")
                .put(Tag.LossyImageCompression, "00");
        UnaryOperator<DataSetBuilder> absent = builder -> builder.remove(Tag.NumberOfFrames).putInts(Tag.HighBit, 11);
        assertThat(compare(ConflictImage.image(single), ConflictImage.image(absent), IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(new Same());
        assertThat(compare(ConflictImage.image(), ConflictImage.image(absent), IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(new Differs(List.of("(0028,0008)")));
    }

    @Test
    void comparesLongValuesPieceByPiece() throws IOException {
        byte[] bytes = new byte[BULK];
        Arrays.fill(bytes, (byte) 1);
        DataSet one = withBulk(bytes.clone());
        bytes[BULK - 1] = 2;
        DataSet other = withBulk(bytes);
        assertThat(compare(one, one, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)).isEqualTo(new Same());
        assertThat(compare(one, other, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN))
                .isEqualTo(new Differs(List.of("(7FE0,0008)")));
        assertThat(compare(one, withBulk(new byte[BULK / 2]), IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(new Differs(List.of("(7FE0,0008)")));
    }

    private static DataSet withBulk(byte[] bytes) {
        return ConflictImage.image(builder -> builder.remove(Tag.PixelData)
                .put(new Value(Tag.FloatPixelData, Vr.OF, Bytes.wrap(bytes))));
    }

    @Test
    void saysThatOneHasNoPixels() throws IOException {
        DataSet without = ConflictImage.image(builder -> builder.remove(Tag.PixelData));
        assertThat(compare(ConflictImage.image(), without, IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(new Differs(List.of("(7FE0,0010)")));
    }

    @Test
    void comparesPixelsThatNobodyDescribed() throws IOException {
        UnaryOperator<DataSetBuilder> raw = builder -> builder.remove(Tag.Rows).remove(Tag.Columns);
        assertThat(compare(ConflictImage.image(raw), ConflictImage.image(raw), IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(new Same());
    }

    @Test
    void cannotTellWhatCannotBeDecoded() throws IOException {
        Fragments noJpeg = new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.wrap(new byte[64])), new Fragment.Held(Bytes.wrap(new byte[64]))));
        DataSet broken = ConflictImage.image(builder -> builder.put(noJpeg));
        assertThat(compare(ConflictImage.image(), broken, JPEG_LS_LOSSLESS))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.why()).contains("decoded"));
        assertThat(compare(ConflictImage.image(), broken, TransferSyntax.MPEG4_HIGH_PROFILE))
                .isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.why()).contains("not"));
    }

    @Test
    void decodesNoFrameThatIsTooLargeForMemory() throws IOException {
        UnaryOperator<DataSetBuilder> huge = builder -> builder.putInts(Tag.Rows, 9000).putInts(Tag.Columns, 9000);
        DataSet compressed = ConflictImage.jpegLs(ConflictImage.image()).toBuilder().putInts(Tag.Rows, 9000)
                .putInts(Tag.Columns, 9000).build();
        assertThat(compare(ConflictImage.image(huge), compressed, JPEG_LS_LOSSLESS))
                .isEqualTo(new Unknown("its frames are too large"));
    }

    @Test
    void givesUpAtItsDeadline() throws IOException {
        DataSet image = ConflictImage.image();
        Path one = ConflictImage.write(folder.resolve("one"), image, EXPLICIT_VR_LITTLE_ENDIAN);
        Path other = ConflictImage.write(folder.resolve("other"), ConflictImage.jpegLs(image), JPEG_LS_LOSSLESS);
        assertThat(Comparison.of(one, other, System.nanoTime() - 1)).isEqualTo(new Unknown("it takes too long"));
    }

    @Test
    void cannotTellWithoutTheFiles() throws IOException {
        Path one = ConflictImage.write(folder.resolve("one"), ConflictImage.image(), EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(compare(one, folder.resolve("missing"))).isEqualTo(new Unknown("it cannot be read from the store"));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(one), 500));
        assertThat(compare(one, cut)).isInstanceOfSatisfying(Unknown.class,
                unknown -> assertThat(unknown.why()).startsWith("the data set cannot be read"));
    }

    @Test
    void namesNoMoreThanAPersonReads() throws IOException {
        DataSet many = ConflictImage.image(builder -> {
            for (int i = 0; i < 60; i++) {
                builder.put(0x0009_1010 + i, Vr.LO, "x");
            }
            return builder;
        });
        assertThat(compare(ConflictImage.image(), many, IMPLICIT_VR_LITTLE_ENDIAN))
                .isInstanceOfSatisfying(Differs.class, differs -> assertThat(differs.where()).hasSize(20));
    }
}
