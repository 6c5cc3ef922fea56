package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.ImageException.Reason;

/** Samples by their places, of any width and sign. */
class FrameTest {

    @ParameterizedTest
    @CsvSource({ "8,false,255,255", "8,true,255,-1", "12,true,4095,-1", "12,true,2047,2047", "12,false,65535,4095",
            "16,true,32768,-32768", "16,false,65535,65535", "1,false,3,1", "32,true,-5,-5", "24,false,-1,16777215" })
    void keepsTheBitsThatCount(int bits, boolean signed, int given, int seen) {
        assertThat(TestImages.row(bits, signed, given).sample(0)).isEqualTo(seen);
    }

    @Test
    void findsSamplesByRowAndColumn() {
        Frame frame = Frame.of(new FrameShape(2, 3, 2, 8, false), new int[]{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 });

        assertThat(frame.sample(0, 0, 1)).isEqualTo(1);
        assertThat(frame.sample(1, 2, 0)).isEqualTo(10);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> frame.sample(0, 3, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> frame.sample(2, 0, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> frame.sample(0, 0, -1));
    }

    @Test
    void isEqualByItsValues() {
        Frame frame = TestImages.row(8, false, 1, 2);

        assertThat(frame).isEqualTo(TestImages.row(16, true, 1, 2)).hasSameHashCodeAs(TestImages.row(16, true, 1, 2));
        assertThat(frame).isNotEqualTo(TestImages.row(8, false, 1, 3)).isNotEqualTo(TestImages.row(8, false, 1))
                .isNotEqualTo("frame");
    }

    @Test
    void holdsAsManySamplesAsItsShape() {
        FrameShape shape = new FrameShape(2, 2, 1, 8, false);

        assertThatIllegalArgumentException().isThrownBy(() -> Frame.of(shape, new int[3]));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameShape(0, 2, 1, 8, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameShape(1, 2, 1, 33, false));
    }

    @Test
    void limitsAreAskedFirst() {
        ImageLimits limits = new ImageLimits(100);

        assertThat(limits.samplesOf(10, 10, 1)).isEqualTo(100);
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> limits.samplesOf(10, 10, 2))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED));
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageLimits.DEFAULT.samplesOf(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> ImageLimits.DEFAULT.samplesOf(Integer.MAX_VALUE, Integer.MAX_VALUE, 3));
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> limits.samplesOf(0, 10, 2))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(0));
    }

    @ParameterizedTest
    @CsvSource({ "8,false,0,255", "8,true,-128,127", "16,true,-32768,32767", "32,false,0,4294967295" })
    void knowsItsRange(int bits, boolean signed, long lowest, long highest) {
        FrameShape shape = new FrameShape(1, 1, 1, bits, signed);

        assertThat(shape.lowest()).isEqualTo(lowest);
        assertThat(shape.highest()).isEqualTo(highest);
    }
}
