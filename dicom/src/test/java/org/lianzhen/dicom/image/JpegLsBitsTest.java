package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Bits and code words of JPEG-LS, written and read. */
class JpegLsBitsTest {

    private static final JpegLsCodeWord CODE = new JpegLsCodeWord(23, 8);

    private static JpegLsBits reader(JpegLsBitWriter writer) {
        return new JpegLsBits(writer.written().toArray(), 0);
    }

    @Test
    void aByteOfOnesIsFollowedBySevenBits() {
        var writer = new JpegLsBitWriter(1);
        writer.bits(0xFFFF, 16);
        writer.endScan();

        assertThat(writer.written()).isEqualTo(Bytes.ofHex("ff7f80"));
        assertThat(reader(writer).bits(16)).isEqualTo(0xFFFF);
    }

    @Test
    void noScanEndsInAByteOfOnes() {
        var writer = new JpegLsBitWriter(1);
        writer.bits(0xFF, 8);
        writer.endScan();

        assertThat(writer.written()).isEqualTo(Bytes.ofHex("ff00"));
    }

    @ParameterizedTest
    @CsvSource({ "0,0", "5,0", "22,0", "23,0", "24,0", "255,0", "256,0", "3,2", "91,2", "92,2", "255,5", "17,16" })
    void codeWordsComeBack(int value, int k) {
        var writer = new JpegLsBitWriter(8);
        writer.golomb(value, k, CODE);
        writer.bits(0b101, 3);
        writer.endScan();
        JpegLsBits reader = reader(writer);

        assertThat(reader.golomb(k, CODE.mostZeros(), CODE.plainBits())).isEqualTo(value);
        assertThat(reader.bits(3)).isEqualTo(0b101);
    }

    @Test
    void anyBitsComeBack() {
        var random = new Random(4);
        int[] widths = random.ints(5_000, 0, 33).toArray();
        int[] values = new int[widths.length];
        var writer = new JpegLsBitWriter(8);
        for (int i = 0; i < widths.length; i++) {
            int any = random.nextInt(4) == 0 ? -1 : random.nextInt();
            values[i] = widths[i] == 0 ? 0 : any >>> (32 - widths[i]);
            writer.bits(values[i], widths[i]);
        }
        writer.endScan();
        JpegLsBits reader = reader(writer);

        for (int i = 0; i < widths.length; i++) {
            assertThat(reader.bits(widths[i])).as("number %d of %d bits", i, widths[i]).isEqualTo(values[i]);
        }
    }

    @Test
    void noticesCodeWordsTooLong() {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> new JpegLsBits(new byte[]{ 0, 0, 0, 1 }, 0).golomb(0, 23, 8))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void endsAtAMarker() {
        var bits = new JpegLsBits(new byte[]{ 1, (byte) 0xFF, (byte) 0xD9, 7 }, 0);

        assertThat(bits.bits(8)).isEqualTo(1);
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> bits.bits(1))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
        assertThat(bits.position()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "10,20,5,20", "10,20,25,10", "10,20,15,15", "20,10,15,15", "7,7,7,7" })
    void predictsByEdges(int left, int above, int corner, int prediction) {
        assertThat(JpegLsModel.predict(left, above, corner)).isEqualTo(prediction);
    }

    @Test
    void contextsAreSignedAndZeroWhereFlat() {
        var model = new JpegLsModel(JpegLsCoding.standard(255, 0));

        assertThat(model.context(0, 0, 0)).isZero();
        assertThat(model.context(255, 255, 255)).isEqualTo(364);
        assertThat(model.context(-255, -255, -255)).isEqualTo(-364);
        assertThat(model.context(1, 0, 0)).isEqualTo(81);
        assertThat(model.context(0, -3, 0)).isEqualTo(-18);
        assertThat(model.context(0, 0, 7)).isEqualTo(3);
    }
}
