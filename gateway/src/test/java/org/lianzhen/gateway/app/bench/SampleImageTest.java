package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;

class SampleImageTest {

    @ParameterizedTest
    @CsvSource({ "CT,524288,526000", "DX,15000000,15002000" })
    void sizesAreThoseOfTheComparison(SampleImage image, int pixels, int most) {
        Bytes encoded = image.encode("2.25.1");

        assertThat(image.pixelBytes()).isEqualTo(pixels);
        assertThat(encoded.length()).isBetween(pixels, most);
    }

    @Test
    void isAWholeImageThatCompressesBadlyAndIsTheSameEachTime() {
        Bytes encoded = SampleImage.CT.encode("2.25.99");
        DataSet dataSet = DataSets.parse(encoded, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.string(Tag.SOPInstanceUID)).isEqualTo("2.25.99");
        assertThat(dataSet.string(Tag.SOPClassUID)).isEqualTo(SampleImage.CT.sopClassUid());
        assertThat(dataSet.integer(Tag.Columns)).hasValue(512);
        assertThat(dataSet.element(Tag.PixelData)).isInstanceOfSatisfying(Value.class, pixels -> {
            assertThat(pixels.bytes().length()).isEqualTo(524_288);
            assertThat(IntStream.range(0, 64).map(at -> pixels.bytes().u16(2 * at)).distinct().count())
                    .as("noise").isGreaterThan(20);
        });
        assertThat(SampleImage.CT.encode("2.25.99")).isEqualTo(encoded);
    }
}
