package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.vr.Bytes;

/** Files as instances: what they are, their bytes, and their bytes in another transfer syntax. */
class InstanceFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99" })
    void saysWhatItHoldsAndHandsOutItsBytes(String syntax) throws IOException {
        Instance made = TestInstances.ct(1, TransferSyntax.of(syntax), 500_000);
        Instance read = InstanceFile.read(TestFiles.write(folder.resolve("one.dcm"), made));
        assertThat(read.reference()).isEqualTo(made.reference());
        assertThat(read.transferSyntax()).isEqualTo(made.transferSyntax());
        assertThat(drain(read.data().open(), 7_777)).isEqualTo(TestInstances.bytes(made));
        assertThat(read.data().file()).contains(folder.resolve("one.dcm"));
    }

    @Test
    void aFileWithoutPreambleIsOneToo() throws IOException {
        Instance made = TestInstances.ct(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 100);
        Path bare = Files.write(folder.resolve("bare"), TestInstances.bytes(made).toArray());
        Instance read = InstanceFile.read(bare);
        assertThat(read.reference()).isEqualTo(made.reference());
        assertThat(drain(read.data().open(), 100)).isEqualTo(TestInstances.bytes(made));
    }

    @Test
    void theDataSetCountsNotTheFileMetaInformation() throws IOException {
        Instance made = TestInstances.ct(1);
        var lying = new Instance(SopClass.MRImageStorage, "9.9.9", made.transferSyntax(), made.data());
        assertThat(InstanceFile.read(TestFiles.write(folder.resolve("lie.dcm"), lying)).reference())
                .isEqualTo(made.reference());
    }

    @Test
    void theFileMetaInformationFillsGaps() throws IOException {
        DataSet nameless = DataSet.builder().put(Tag.PatientID, "P1").build();
        var made = new Instance(SopClass.RawDataStorage, "1.2.3", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                new MemoryData(DataSets.encode(nameless, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
        assertThat(InstanceFile.read(TestFiles.write(folder.resolve("nameless.dcm"), made)).reference())
                .isEqualTo(new SopReference(SopClass.RawDataStorage, "1.2.3"));
    }

    @Test
    void otherFilesAreNone() throws IOException {
        Path text = Files.writeString(folder.resolve("readme.txt"), "This is no DICOM file, it is a text.\n".repeat(9));
        assertThatExceptionOfType(DataSetException.class).isThrownBy(() -> InstanceFile.read(text));
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatExceptionOfType(DataSetException.class).isThrownBy(() -> InstanceFile.read(empty));
        Path bare = Files.write(folder.resolve("bare"), DataSets.encode(DataSet.builder().put(Tag.PatientID, "P1")
                .put(Tag.PatientName, "A^B").build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).toArray());
        assertThatExceptionOfType(DataSetException.class).isThrownBy(() -> InstanceFile.read(bare));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> InstanceFile.read(folder.resolve("nothing")));
    }

    @Test
    void aFileThatVanishesFailsWhenItIsRead() throws IOException {
        Path file = TestFiles.write(folder.resolve("one.dcm"), TestInstances.ct(1));
        Instance read = InstanceFile.read(file);
        Files.delete(file);
        assertThatThrownBy(() -> drain(read.data().open(), 100)).hasRootCauseInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void isReencodedByReference(String syntax) throws IOException {
        Instance made = TestInstances.ct(1, TransferSyntax.of(syntax), 5_000_000);
        Instance file = InstanceFile.read(TestFiles.write(folder.resolve("big.dcm"), made));
        Bytes wanted = DataSets.encode(TestArchive.dataSet(made), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(drain(Reencoding.open(file, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), 65_536)).isEqualTo(wanted);
        assertThat(drain(Reencoding.open(made, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), 65_536)).isEqualTo(wanted);
        assertThat(((MemoryData) made.data()).opened()).hasValue(0);
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotReencodedFurther() throws IOException {
        Instance made = TestInstances.ct(1, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, 3_000_000);
        DataSetSource source = Reencoding.open(made, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Await.result(source.next(100)).release();
        long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        source.close();
        Await.until("its source is closed", () -> ((MemoryData) made.data()).opened().get() == 0);
        assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()).isLessThanOrEqualTo(before);
    }

    @Test
    void onlyUncompressedSyntaxesCanBeExchanged() {
        TransferSyntax explicit = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        Instance jpeg = TestInstances.ct(1, TransferSyntax.JPEG_BASELINE, 100);

        assertThat(Reencoding.isPossible(TestInstances.ct(1, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, 100),
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)).isTrue();
        assertThat(Reencoding.isPossible(jpeg, explicit)).isFalse();
        assertThat(Reencoding.isPossible(jpeg.decodedBy(new TestDecoding()), explicit)).isTrue();
        assertThat(Reencoding.isPossible(jpeg.decodedBy(new TestDecoding()), TransferSyntax.RLE_LOSSLESS)).isFalse();
        assertThat(Reencoding.isPossible(TestInstances.ct(1, explicit, 100), TransferSyntax.RLE_LOSSLESS)).isFalse();
    }

    private static Bytes drain(DataSetSource source, int wanted) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            for (ByteBuf piece = Await.result(source.next(wanted)); piece.isReadable(); piece = Await
                    .result(source.next(wanted))) {
                assertThat(piece.readableBytes()).isLessThanOrEqualTo(wanted);
                piece.readBytes(all, piece.readableBytes());
                piece.release();
            }
        } finally {
            source.close();
        }
        return Bytes.wrap(all.toByteArray());
    }
}
