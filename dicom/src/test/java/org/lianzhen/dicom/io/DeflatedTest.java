package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class DeflatedTest {

    private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Bytes PLAIN = Wire.bytes("""
            08 00 05 00 'CS' 0A 00 'ISO_IR 192'
            08 00 60 00 'CS' 02 00 'CT'
            28 00 10 00 'US' 02 00 00 02
            """);

    private static Bytes deflate(Bytes plain, boolean bare) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare)) {
            deflater.setInput(plain.asByteBuffer());
            deflater.finish();
            byte[] out = new byte[plain.length() + 100];
            int length = deflater.deflate(out);
            return Bytes.wrap(Arrays.copyOf(out, length));
        }
    }

    private static Wire.Outcome parse(Bytes bytes) {
        return Wire.parse(bytes, DEFLATED, ParseOptions.WHOLE);
    }

    @Test
    void bareDeflateIsRead() {
        Wire.Outcome outcome = parse(deflate(PLAIN, true));

        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void aZlibHeaderIsPutUpWith() {
        Wire.Outcome outcome = parse(deflate(PLAIN, false));

        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.ZLIB_HEADER);
    }

    @Test
    void dataThatAreNotDeflatedAtAllAreRead() {
        Wire.Outcome outcome = parse(PLAIN);

        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.OTHER_SYNTAX);
    }

    @Test
    void bytesAfterTheEndOfTheStreamMeanNothing() {
        Bytes padded = Wire.join(deflate(PLAIN, true), Bytes.ofHex("00"));

        assertThat(parse(padded).dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(parse(Wire.join(padded, Bytes.ofHex("0102"))).dataSet().integer(Tag.Rows)).hasValue(512);
    }

    @Test
    void stopsAtATag() {
        Wire.Outcome outcome = Wire.parse(deflate(PLAIN, true), DEFLATED, ParseOptions.WHOLE.stoppingAt(Tag.Rows),
                1000);

        assertThat(outcome.state()).isEqualTo(DataSetParser.State.STOPPED);
        assertThat(outcome.dataSet().string(Tag.Modality)).isEqualTo("CT");
        assertThat(outcome.position()).isEqualTo(28);
    }

    @Test
    void readsFromBuffersOfSeveralPartsAndDirectOnes() {
        Bytes deflated = deflate(PLAIN, true);
        ByteBuf parts = Unpooled.wrappedBuffer(Wire.buffer(deflated.slice(0, 10)),
                Wire.buffer(deflated.slice(10, deflated.length() - 10)));
        ByteBuf direct = Unpooled.directBuffer().writeBytes(deflated.toArray());
        try {
            assertThat(DataSets.parse(parts, DEFLATED)).isEqualTo(DataSets.parse(direct, DEFLATED));
            assertThat(parts.isReadable()).isFalse();
        } finally {
            parts.release();
            direct.release();
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        Bytes deflated = deflate(PLAIN, true);
        for (int length = 1; length < deflated.length(); length++) {
            Bytes cut = deflated.slice(0, length);
            assertThatThrownBy(() -> parse(cut)).as("%d bytes", length).isInstanceOfSatisfying(DataSetException.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
        }
        assertThat(parse(Bytes.EMPTY).dataSet()).isEqualTo(DataSet.EMPTY);
    }

    @Test
    void rubbishIsRefused() {
        assertThatThrownBy(() -> parse(Bytes.ofHex("ffffffffffffffffffff"))).isInstanceOf(DataSetException.class)
                .hasMessage("no deflated data at byte 0");
    }

    @Test
    void aStreamThatNeedsADictionaryIsRefused() {
        try (Deflater deflater = new Deflater()) {
            deflater.setDictionary(PLAIN.toArray());
            deflater.setInput(PLAIN.asByteBuffer());
            deflater.finish();
            byte[] out = new byte[200];
            Bytes deflated = Bytes.wrap(Arrays.copyOf(out, deflater.deflate(out)));

            assertThatThrownBy(() -> parse(deflated)).isInstanceOf(DataSetException.class)
                    .hasMessageContaining("need a dictionary");
        }
    }

    @Test
    void aBombIsStoppedAtTheLimit() {
        byte[] zeros = new byte[10_000_000];
        Bytes bomb = deflate(Wire.join(Wire.bytes("E0 7F 10 00 'OB' 00 00 80 96 98 00"), Bytes.wrap(zeros)), true);
        ParseLimits limits = new ParseLimits(8, 100, 100, 1000, 1_000_000);
        ParseOptions options = ParseOptions.WHOLE.withLimits(limits).withBulk(256, "", 0);

        assertThat(bomb.length()).isLessThan(20_000);
        assertThatThrownBy(() -> Wire.parse(bomb, DEFLATED, options, 64)).isInstanceOfSatisfying(
                DataSetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
    }

    @Test
    void deflatedDataSetsAreWrittenWithEvenLength() {
        for (int rows = 0; rows < 50; rows++) {
            DataSet dataSet = DataSet.builder().putInts(Tag.Rows, rows)
                    .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[rows * 100]))).build();

            Bytes written = DataSets.encode(dataSet, DEFLATED);

            Wire.Outcome read = parse(written);
            assertThat(written.length() % 2).isZero();
            assertThat(read.dataSet()).isEqualTo(dataSet);
            assertThat(read.quirks()).as("deflated indeed").isEmpty();
        }
    }
}
