package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** The inside of deflated data sets, as references into them count it. */
class InflatedStreamTest {

    private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    private static final DataSet IMAGE = DataSet.builder().put(Tag.Modality, "CT")
            .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap("0123456789".repeat(1000).getBytes(
                    StandardCharsets.US_ASCII))))
            .build();
    private static final Bytes PLAIN = DataSets.encode(IMAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    private static Bytes zlib(Bytes plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(plain.toArray());
        }
        return Bytes.wrap(out.toByteArray());
    }

    private static InputStream stream(Bytes bytes) throws IOException {
        return InflatedStream.of(new ByteArrayInputStream(bytes.toArray()));
    }

    private static Bytes inflated(Bytes bytes) throws IOException {
        try (InputStream in = stream(bytes)) {
            return Bytes.wrap(in.readAllBytes());
        }
    }

    @Test
    void theBytesThatWereDeflatedComeOut() throws IOException {
        assertThat(inflated(DataSets.encode(IMAGE, DEFLATED))).isEqualTo(PLAIN);
        assertThat(inflated(zlib(PLAIN))).isEqualTo(PLAIN);
        assertThat(inflated(PLAIN)).as("what is not deflated at all").isEqualTo(PLAIN);
    }

    @Test
    void whatIsShorterThanAnyHeaderIsRefusedOrEmpty() throws IOException {
        assertThatThrownBy(() -> inflated(Bytes.EMPTY)).isInstanceOf(EOFException.class);
        assertThat(inflated(Bytes.ofHex("0300"))).as("a stream of nothing").isEqualTo(Bytes.EMPTY);
        assertThatThrownBy(() -> inflated(Bytes.ofHex("ffffffffffffffff"))).isInstanceOf(ZipException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "BARE", "ZLIB", "PLAIN" })
    void referencesOfAParserPointIntoThem(String form) throws IOException {
        Bytes bytes = switch (form) {
            case "BARE" -> DataSets.encode(IMAGE, DEFLATED);
            case "ZLIB" -> zlib(PLAIN);
            default -> PLAIN;
        };
        DataSet referring = Wire.parse(bytes, DEFLATED, ParseOptions.WHOLE.withBulk(1000, "", 0)).dataSet();
        assertThat(referring.element(Tag.PixelData)).isInstanceOf(BulkValue.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new DataSetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, WriteOptions.DEFAULT.withBulk(data -> {
            InputStream in = stream(bytes);
            in.skipNBytes(data.offset());
            return Channels.newChannel(in);
        })).write(referring, out);

        assertThat(Bytes.wrap(out.toByteArray())).isEqualTo(PLAIN);
    }

    @Test
    void closingClosesWhatIsBehind() throws IOException {
        for (Bytes bytes : new Bytes[]{ DataSets.encode(IMAGE, DEFLATED), PLAIN }) {
            AtomicBoolean closed = new AtomicBoolean();
            InputStream behind = new FilterInputStream(new ByteArrayInputStream(bytes.toArray())) {
                @Override
                public void close() throws IOException {
                    closed.set(true);
                    super.close();
                }
            };
            InflatedStream.of(behind).close();

            assertThat(closed).isTrue();
        }
    }

    @Test
    void whatCannotBeReadIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream broken = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertThatThrownBy(() -> InflatedStream.of(broken)).isInstanceOf(IOException.class).hasMessage("gone");
        assertThat(closed).isTrue();
    }
}
