package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class Part10Test {

    private static final Bytes ZEROS = Bytes.wrap(new byte[128]);
    private static final Bytes PREFIX = Wire.bytes("'DICM'");
    private static final FileMetaInformation META = FileMetaInformation.of("1.2.840.10008.5.1.4.1.1.2", "1.2.3",
            "1.2.840.10008.1.2.1", new FileMetaInformation.Implementation("1.9.8", "TEST 1"));

    /** File Meta Information of the given length that names a transfer syntax. */
    private static Bytes meta(String length, String syntax) {
        String padded = syntax.length() % 2 == 0 ? "'" + syntax + "'" : "'" + syntax + "' 00";
        return Wire.bytes("""
                02 00 00 00 'UL' 04 00 %s
                02 00 01 00 'OB' 00 00 02 00 00 00 00 01
                02 00 10 00 'UI' %02X 00 %s
                """.formatted(length, (syntax.length() + 1) / 2 * 2, padded));
    }

    private static final String EXPLICIT = "08 00 60 00 'CS' 02 00 'CT' 28 00 10 00 'US' 02 00 00 02";
    private static final String IMPLICIT = "08 00 60 00 02 00 00 00 'CT' 28 00 10 00 02 00 00 00 00 02";
    private static final String BIG = "00 08 00 60 'CS' 00 02 'CT' 00 28 00 10 'US' 00 02 02 00";

    @TempDir
    Path folder;

    private Path file(Bytes... parts) throws IOException {
        return Files.write(folder.resolve("file.dcm"), Wire.join(parts).toArray());
    }

    private Part10File read(Bytes... parts) throws IOException {
        Part10File read = Part10Reader.read(file(parts), ParseOptions.WHOLE);
        assertThat(read.dataSet().string(Tag.Modality)).isEqualTo("CT");
        assertThat(read.dataSet().integer(Tag.Rows)).hasValue(512);
        return read;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        DataSet dataSet = DataSet.builder().put(Tag.Modality, "CT").putInts(Tag.Rows, 512).build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10Writer.write(META.withSource("CT1"), dataSet, out, WriteOptions.DEFAULT);

        Part10File read = read(Bytes.wrap(out.toByteArray()));

        assertThat(read.meta()).isEqualTo(META.withSource("CT1"));
        assertThat(read.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(read.quirks()).isEmpty();
        assertThat(read.dataSetOffset()).isEqualTo(Part10Writer.head(META.withSource("CT1")).length());
        assertThat(read.dataSet()).isEqualTo(dataSet);
    }

    @Test
    void theHeadHasAPreambleOfZerosAndAComputedLength() {
        Bytes head = Part10Writer.head(META);

        assertThat(head.slice(0, 132)).isEqualTo(Wire.join(ZEROS, PREFIX));
        assertThat(head.slice(132, 12 + 14)).isEqualTo(Wire.bytes("""
                02 00 00 00 'UL' 04 00 %02X 00 00 00
                02 00 01 00 'OB' 00 00 02 00 00 00 00 01
                """.formatted(head.length() - 132 - 12)));
        assertThat(META.mediaStorageSopClassUid()).isEqualTo("1.2.840.10008.5.1.4.1.1.2");
        assertThat(META.mediaStorageSopInstanceUid()).isEqualTo("1.2.3");
        assertThat(META.implementationClassUid()).isEqualTo("1.9.8");
        assertThat(META.implementationVersionName()).isEqualTo("TEST 1");
        assertThat(META.sourceApplicationEntityTitle()).isNull();
    }

    @Test
    void aProgramInThePreambleIsReadPastAndNeverWritten() throws IOException {
        Bytes program = Wire.join(Wire.bytes("'MZ' 90 00"), Bytes.wrap(new byte[124]));

        Part10File read = read(program, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.1"), Wire.bytes(EXPLICIT));

        FileMetaInformation meta = read.meta();
        assertThat(meta).isNotNull();
        assertThat(Part10Writer.head(meta).slice(0, 128)).isEqualTo(ZEROS);
    }

    @Test
    void thePreambleMayBeMissing() throws IOException {
        Bytes meta = meta("2A 00 00 00", "1.2.840.10008.1.2.1");

        assertThat(read(PREFIX, meta, Wire.bytes(EXPLICIT)).dataSetOffset()).isEqualTo(4 + meta.length());
        assertThat(read(meta, Wire.bytes(EXPLICIT)).dataSetOffset()).isEqualTo(meta.length());
    }

    @Test
    void metaInformationMayBeMissing() throws IOException {
        assertThat(read(Wire.bytes(EXPLICIT)).transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(read(Wire.bytes(IMPLICIT)).transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(read(Wire.bytes(BIG)).transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        assertThat(read(Wire.bytes(BIG)).meta()).isNull();
        assertThat(read(ZEROS, PREFIX, Wire.bytes(EXPLICIT)).dataSetOffset()).isEqualTo(132);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2A 00 00 00", "20 00 00 00", "00 00 00 00", "0E 00 00 00", "22 00 00 00", "FF FF FF FF",
            "00 01 00 00" })
    void theLengthOfMetaInformationIsNotTrusted(String length) throws IOException {
        Bytes meta = meta(length, "1.2.840.10008.1.2.1");

        assertThat(read(ZEROS, PREFIX, meta, Wire.bytes(EXPLICIT)).dataSetOffset()).isEqualTo(132 + meta.length());
    }

    @Test
    void theLengthOfMetaInformationMayBeMissing() throws IOException {
        Bytes meta = Wire.bytes("02 00 10 00 'UI' 14 00 '1.2.840.10008.1.2.1' 00");

        assertThat(read(ZEROS, PREFIX, meta, Wire.bytes(EXPLICIT)).dataSetOffset()).isEqualTo(132 + meta.length());
    }

    @Test
    void aWrongTransferSyntaxIsCorrected() throws IOException {
        Part10File read = read(ZEROS, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.2"), Wire.bytes(IMPLICIT));

        assertThat(read.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(read.quirks()).extracting(Quirk::kind).containsExactly(Quirk.Kind.OTHER_SYNTAX);
    }

    @Test
    void aMissingTransferSyntaxIsFoundOut() throws IOException {
        Bytes meta = Wire.bytes("02 00 01 00 'OB' 00 00 02 00 00 00 00 01");

        assertThat(read(ZEROS, PREFIX, meta, Wire.bytes(EXPLICIT)).transferSyntax())
                .isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void metaInformationInImplicitVrIsRead() throws IOException {
        Bytes meta = Wire.bytes("02 00 10 00 14 00 00 00 '1.2.840.10008.1.2.1' 00");

        assertThat(read(ZEROS, PREFIX, meta, Wire.bytes(EXPLICIT)).meta())
                .extracting(FileMetaInformation::transferSyntaxUid).isEqualTo("1.2.840.10008.1.2.1");
    }

    @Test
    void anUnknownTransferSyntaxIsRefused() {
        assertThatThrownBy(() -> read(ZEROS, PREFIX, meta("1E 00 00 00", "1.2.3.4"), Wire.bytes(EXPLICIT)))
                .isInstanceOfSatisfying(DataSetException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContaining("unknown transfer syntax 1.2.3.4");
    }

    @Test
    void aDeflatedDataSetMayBeginLikeMoreMetaInformation() throws IOException {
        Bytes plain = Wire.join(Wire.bytes(EXPLICIT + "E0 7F 10 00 'OB' 00 00 E0 00 00 00"), Bytes.wrap(new byte[224]));
        Bytes stored = Wire.join(Wire.bytes("01 00 01 FF FE   # the last block, 256 bytes, stored"), plain);

        Part10File read = read(ZEROS, PREFIX, meta("2C 00 00 00", "1.2.840.10008.1.2.1.99"), stored);

        assertThat(read.dataSet()).isEqualTo(DataSets.parse(plain, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> read(Wire.bytes("'Dear reader, this is no image.'")))
                .isInstanceOf(DataSetException.class).hasMessage("no DICOM file at byte 0");
        assertThatThrownBy(() -> read(Bytes.EMPTY)).isInstanceOf(DataSetException.class);
        assertThatThrownBy(() -> read(ZEROS)).isInstanceOf(DataSetException.class);
        assertThatThrownBy(() -> Part10Reader.read(folder.resolve("none"), ParseOptions.WHOLE))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void readsUpToAStopTagAndNoFurther() throws IOException {
        Path file = file(ZEROS, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.1"), Wire.bytes(EXPLICIT),
                Wire.bytes("E0 7F 10 00 'OW' 00 00 FF FF FF 00 00"));

        Part10File read = Part10Reader.read(file, ParseOptions.HEADER);

        assertThat(read.dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(read.dataSet().contains(Tag.PixelData)).isFalse();
    }

    @Test
    void hugeValuesAreLeaptOverAndReadBackFromTheFile() throws IOException {
        long length = 3_000_000_000L;
        Path file = file(ZEROS, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.1"), Wire.bytes(EXPLICIT),
                Wire.bytes("E0 7F 10 00 'OW' 00 00 00 5E D0 B2"));
        long offset = Files.size(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{ 7 }), offset + length - 1);
        }

        Part10File read = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(1000, "", 0));

        BulkValue pixels = new BulkValue(Tag.PixelData, Vr.OW, new BulkData(file.toUri().toString(), offset, length));
        assertThat(read.dataSet().element(Tag.PixelData)).isEqualTo(pixels);
        try (var channel = Part10Reader.files().open(new BulkData(pixels.data().uri(), offset + length - 2, 2))) {
            ByteBuffer bytes = ByteBuffer.allocate(10);
            assertThat(channel.read(bytes)).isEqualTo(2);
            assertThat(channel.read(bytes)).isEqualTo(-1);
            assertThat(bytes.get(1)).isEqualTo((byte) 7);
        }
    }

    @Test
    void aLeapBeyondTheEndOfTheFileIsATruncation() throws IOException {
        Path file = file(ZEROS, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.1"), Wire.bytes(EXPLICIT),
                Wire.bytes("E0 7F 10 00 'OW' 00 00 00 5E D0 B2"), Bytes.wrap(new byte[100_000]));

        assertThatThrownBy(() -> Part10Reader.read(file, ParseOptions.WHOLE.withBulk(1000, "", 0)))
                .isInstanceOfSatisfying(DataSetException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void aLeapThatNearlyReachesTheEndIsATruncationToo() throws IOException {
        Bytes pixels = Wire.join(Wire.bytes("E0 7F 10 00 'OW' 00 00 A0 86 01 00"), Bytes.wrap(new byte[100_000]));
        Bytes start = Wire.join(ZEROS, PREFIX, meta("2A 00 00 00", "1.2.840.10008.1.2.1"), Wire.bytes(EXPLICIT));
        ParseOptions options = ParseOptions.WHOLE.withBulk(1000, "", 0);

        Path whole = file(start, pixels);
        assertThat(Part10Reader.read(whole, options).dataSet().element(Tag.PixelData)).isEqualTo(new BulkValue(
                Tag.PixelData, Vr.OW, new BulkData(whole.toUri().toString(), start.length() + 12, 100_000)));
        Path cut = file(start, pixels.slice(0, pixels.length() - 2));
        assertThatThrownBy(() -> Part10Reader.read(cut, options)).isInstanceOfSatisfying(DataSetException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void aValueEndsWhereItsReferenceSaysThoughTheFileGoesOn() throws IOException {
        Path file = file(Wire.bytes("01 02 03 04 05 06 07 08 09"));
        ByteBuffer four = ByteBuffer.allocate(4);
        ReadableByteChannel channel = Part10Reader.files().open(new BulkData(file.toUri().toString(), 1, 6));
        assertThat(channel.read(four)).isEqualTo(4);
        assertThat(channel.read(four.clear())).isEqualTo(2);
        assertThat(four.limit()).as("as it was given").isEqualTo(4);
        assertThat(Bytes.copyOf(four.flip())).isEqualTo(Wire.bytes("06 07"));
        assertThat(channel.read(four.clear())).isEqualTo(-1);
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void bulkDataOfAFileAreCopiedIntoAnother() throws IOException {
        byte[] pixels = new byte[100_000];
        pixels[99_999] = 9;
        DataSet original = DataSet.builder().put(Tag.Modality, "CT").putInts(Tag.Rows, 512)
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        Part10Writer.write(META, original, first, WriteOptions.DEFAULT);
        Path file = file(Bytes.wrap(first.toByteArray()));
        DataSet referring = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(1000, "", 0)).dataSet();

        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Part10Writer.write(META, referring, copy, WriteOptions.DEFAULT.withBulk(Part10Reader.files()));

        assertThat(copy.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void onlyFilesAreOpened() {
        assertThatThrownBy(() -> Part10Reader.files().open(new BulkData("", 0, 1))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Part10Reader.files().open(new BulkData("http://example.org/", 0, 1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileCannotBeWrittenInAnUnknownSyntax() {
        FileMetaInformation unknown = FileMetaInformation.of("1.2", "1.3", "1.2.3.4",
                new FileMetaInformation.Implementation("1.9", "T"));

        assertThatThrownBy(() -> Part10Writer.write(unknown, DataSet.EMPTY, new ByteArrayOutputStream(),
                WriteOptions.DEFAULT)).isInstanceOf(DataSetException.class);
    }
}
