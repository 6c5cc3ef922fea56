package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.vr.Bytes;

/** Whatever the image: what was encoded without loss comes back, and with loss no sample is off by more than said. */
class JpegLsPropertiesTest {

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just(1)),
                Tuple.of(6, Arbitraries.integers().between(1, 70)));
        Arbitrary<FrameShape> shapes = Combinators.combine(sizes, sizes, Arbitraries.of(1, 1, 3, 4),
                Arbitraries.integers().between(1, 16), Arbitraries.of(false, true)).as(FrameShape::new);
        return Combinators.combine(Arbitraries.of(TestFrames.class), shapes, Arbitraries.longs())
                .as(TestFrames::of);
    }

    private static Frame decode(Bytes stream) {
        return JpegLsDecoder.decode(stream, ImageLimits.DEFAULT);
    }

    @Property(tries = 600)
    void losesNothing(@ForAll("frames") Frame frame, @ForAll Interleave interleave) {
        FrameShape shape = frame.shape();

        Frame decoded = decode(JpegLsEncoder.encode(frame, interleave));

        assertThat(decoded.shape().bits()).isEqualTo(Math.max(2, shape.bits()));
        assertThat(decoded.as(shape.bits(), shape.signed())).isEqualTo(frame);
    }

    @Property(tries = 300)
    void losesNoMoreThanNear(@ForAll("frames") Frame frame, @ForAll Interleave interleave,
            @ForAll @IntRange(min = 1, max = 12) int wanted) {
        Frame unsigned = frame.as(frame.shape().bits(), false);
        int near = Math.min(wanted, ((1 << Math.max(2, frame.shape().bits())) - 1) / 2);

        Frame decoded = decode(JpegLsEncoder.encode(unsigned, interleave, near));

        for (int i = 0; i < unsigned.shape().sampleCount(); i++) {
            assertThat(Math.abs(decoded.sample(i) - unsigned.sample(i))).isLessThanOrEqualTo(near);
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackFromLinesLongerThanAnyRunSegment(TestFrames kind) {
        Frame frame = kind.of(new FrameShape(2, 65_535, 1, 12, false), 1);

        assertThat(decode(JpegLsEncoder.encode(frame, Interleave.NONE))).isEqualTo(frame);
    }

    @ParameterizedTest
    @EnumSource
    void comesBackFromAColumn(TestFrames kind) {
        Frame frame = kind.of(new FrameShape(3_000, 1, 3, 8, false), 2);

        for (Interleave interleave : Interleave.values()) {
            assertThat(decode(JpegLsEncoder.encode(frame, interleave))).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "FLAT", "RAMP", "SMOOTH" })
    void isSmallerThanItsSamples(TestFrames kind) {
        Frame frame = kind.of(new FrameShape(200, 300, 1, 12, false), 3);

        assertThat(JpegLsEncoder.encode(frame, Interleave.NONE).length()).isLessThan(200 * 300);
    }
}
