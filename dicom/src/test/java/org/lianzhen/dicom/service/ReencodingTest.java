package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetWriter;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Data sets on their way into another transfer syntax. */
class ReencodingTest {
    private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final int PIECE = 64 * 1024;

    /** What is more than may be held of any data set. */
    private static final long HUGE = 300L << 20;

    @Test
    void aDeflatedValueThatNoMemoryHoldsComesThrough() throws IOException {
        MemoryData deflated = new MemoryData(written(DEFLATED, HUGE));

        Sum sum = drained(Reencoding.open(instance(DEFLATED, deflated), IMPLICIT));

        assertThat(deflated.bytes().length()).as("small as it came").isLessThan(1 << 20);
        assertThat(sum.length).isEqualTo(10 + 8 + HUGE);
        assertThat(sum.crc.getValue()).isEqualTo(crcOf(Bytes.ofHex("08006000 02000000 4354 e07f1000 0000c012")));
        assertThat(deflated.opened()).as("sources left open").hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({ "BARE", "ZLIB", "PLAIN" })
    void whateverIsCalledDeflatedIsFetchedAsItWasRead(String form) throws IOException {
        DataSet dataSet = TestInstances.image(SopClass.CTImageStorage, "1.2.3", 300_000);
        Bytes plain = DataSets.encode(dataSet, EXPLICIT);
        Bytes bytes = switch (form) {
            case "BARE" -> DataSets.encode(dataSet, DEFLATED);
            case "ZLIB" -> zlib(plain);
            default -> plain;
        };
        MemoryData data = new MemoryData(bytes);

        assertThat(DataSets.parse(collected(Reencoding.open(instance(DEFLATED, data), EXPLICIT)), EXPLICIT))
                .isEqualTo(dataSet);
        assertThat(data.opened()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({ "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2" })
    void valuesOutOfOrderAreFetchedAllTheSame(String uid) {
        TransferSyntax syntax = TransferSyntax.of(uid);
        List<Element> elements = List.of(value(0x0009_1003, 3), value(0x0009_1001, 1), value(0x0009_1002, 2));
        var bytes = new ByteArrayOutputStream();
        elements.forEach(each -> bytes.writeBytes(DataSets.encode(DataSet.builder().put(each).build(),
                syntax.deflated() ? EXPLICIT : syntax).toArray()));
        Bytes written = Bytes.wrap(bytes.toByteArray());
        MemoryData data = new MemoryData(syntax.deflated() ? zlib(written) : written);

        DataSet arrived = DataSets.parse(collected(Reencoding.open(instance(syntax, data), EXPLICIT)), EXPLICIT);

        assertThat(arrived).containsExactlyInAnyOrderElementsOf(elements);
        assertThat(data.opened()).hasValue(0);
    }

    @Test
    void aSourceThatFailsWhenItIsReadAgainFailsTheWhole() {
        MemoryData data = new MemoryData(
                DataSets.encode(TestInstances.image(SopClass.CTImageStorage, "1.2.3", 300_000), DEFLATED));
        var times = new CompletableFuture<Void>();
        InstanceData once = () -> times.complete(null) ? data.open() : new Failing();

        assertThatThrownBy(() -> collected(Reencoding.open(instance(DEFLATED, once), EXPLICIT)))
                .isInstanceOf(CompletionException.class).hasRootCauseMessage("the disk is gone");
        assertThat(data.opened()).hasValue(0);
    }

    private static Value value(int tag, int content) {
        byte[] bytes = new byte[100_000];
        bytes[99_999] = (byte) content;
        return new Value(tag, Vr.OB, Bytes.wrap(bytes));
    }

    private static Instance instance(TransferSyntax syntax, InstanceData data) {
        return new Instance(SopClass.CTImageStorage, "1.2.3", syntax, data);
    }

    private static Bytes zlib(Bytes plain) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(plain.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** A CT whose pixels are so many zeros. */
    private static Bytes written(TransferSyntax syntax, long pixels) throws IOException {
        DataSet dataSet = DataSet.builder().put(Tag.Modality, "CT")
                .put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("", 0, pixels))).build();
        var out = new ByteArrayOutputStream();
        new DataSetWriter(syntax, WriteOptions.DEFAULT.withBulk(data -> Channels.newChannel(new Zeros())))
                .write(dataSet, out);
        return Bytes.wrap(out.toByteArray());
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 0);
            return length;
        }
    }

    private static final class Failing implements DataSetSource {
        @Override
        public CompletionStage<ByteBuf> next(int maxBytes) {
            return CompletableFuture.failedStage(new IOException("the disk is gone"));
        }

        @Override
        public void close() {}
    }

    private static long crcOf(Bytes head) {
        CRC32 crc = new CRC32();
        crc.update(head.toArray());
        byte[] zeros = new byte[1 << 20];
        for (long left = HUGE; left > 0; left -= zeros.length) {
            crc.update(zeros);
        }
        return crc.getValue();
    }

    private static final class Sum {
        private final CRC32 crc = new CRC32();
        private long length;
    }

    private static Sum drained(DataSetSource source) {
        Sum sum = new Sum();
        each(source, piece -> {
            sum.length += piece.readableBytes();
            sum.crc.update(piece.nioBuffer());
        });
        return sum;
    }

    private static Bytes collected(DataSetSource source) {
        var out = new ByteArrayOutputStream();
        each(source, piece -> {
            byte[] bytes = new byte[piece.readableBytes()];
            piece.getBytes(piece.readerIndex(), bytes);
            out.writeBytes(bytes);
        });
        return Bytes.wrap(out.toByteArray());
    }

    private static void each(DataSetSource source, Consumer<ByteBuf> use) {
        boolean more = true;
        try {
            while (more) {
                ByteBuf piece = source.next(PIECE).toCompletableFuture().join();
                more = piece.isReadable();
                use.accept(piece);
                piece.release();
            }
        } finally {
            source.close();
        }
    }
}
