package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits come before waiting and before allocating. */
class PduLimitsTest {
    private static final PduLimits LIMITS = new PduLimits(4096, 65536);

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @ParameterizedTest
    @CsvSource({ "01, 00001001", "01, 7fffffff", "01, 80000000", "01, ffffffff", "01, 00000043", "01, 00000000",
            "02, 00001001", "02, ffffffff", "02, 00000043", "04, 00010001", "04, fffffff0", "04, ffffffff" })
    void refusesALengthWhenItsLastByteArrives(String type, String length) {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            decoder.feed(AnnotatedHex.buffer(type + "00" + length.substring(0, 6)));

            assertThatThrownBy(() -> decoder.feed(AnnotatedHex.buffer(length.substring(6))))
                    .isInstanceOfSatisfying(PduException.class, fault -> {
                        assertThat(fault.kind()).isEqualTo(PduException.Kind.BAD_LENGTH);
                        assertThat(fault.abort()).isEqualTo(new Abort(2, 6));
                        assertThat(fault.getMessage()).contains(Long.toString(Long.parseLong(length, 16)));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({ "01, 00001000", "01, 00000044", "02, 00001000", "04, 00010000", "04, 00000006" })
    void takesALengthAtTheLimit(String type, String length) {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            assertThatCode(() -> decoder.feed(AnnotatedHex.buffer(type + "00" + length))).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesTheLargestLengthWhateverTheLimits() {
        PduLimits widest = new PduLimits(PduLimits.MAX_ASSOCIATE, 0xFFFF_FFFEL);
        try (PduDecoder decoder = new PduDecoder(widest, new RecordingSink())) {
            assertThatThrownBy(() -> decoder.feed(AnnotatedHex.buffer("04 00 ffffffff")))
                    .isInstanceOf(PduException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "00", "08", "0f", "80", "ff" })
    void refusesAnUnknownTypeAtItsOnlyByte(String type) {
        assertThat(Decoding.fault(type)).hasMessage("unknown PDU type " + type.toUpperCase(Locale.ROOT) + "H");
        assertThat(Decoding.fault(EncodedPdus.RELEASE_RQ, type).abort())
                .isEqualTo(Abort.byProvider(AbortReason.UNRECOGNIZED_PDU));
    }

    @Test
    void allocatesForWhatArrivedNotForWhatIsPromised() {
        PduLimits limits = new PduLimits(PduLimits.MAX_ASSOCIATE, 65536);
        try (PduDecoder decoder = new PduDecoder(limits, new RecordingSink())) {
            feed(decoder, "01 00 00100000");
            assertThat(allocator.metric().usedHeapMemory()).isZero();
            feed(decoder, "00 01 00 00");
            assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(512);
            for (int i = 0; i < 100; i++) {
                feed(decoder, "20".repeat(100));
            }
            assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(32 * 1024);
        }
        assertThat(allocator.metric().usedHeapMemory()).as("freed when closed").isZero();
    }

    @Test
    void neverHoldsMoreThanTheLimit() {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            feed(decoder, "01 00 00001000");
            for (int i = 0; i < 4095; i++) {
                feed(decoder, "00");
                assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(LIMITS.associate());
            }
        }
    }

    @Test
    void holdsNothingBetweenPdus() {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            for (byte each : AnnotatedHex.bytes(EncodedPdus.FULL_RQ)) {
                feed(decoder, "%02x".formatted(each));
            }

            assertThat(decoder.isBetweenPdus()).isTrue();
            assertThat(allocator.metric().usedHeapMemory()).isZero();
        }
    }

    @Test
    void freesWhatItGatheredOfAPduThatIsRefused() {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            byte[] pdu = AnnotatedHex.bytes(HexItems.request("50 00 ff ff"));
            for (int i = 0; i < pdu.length - 1; i++) {
                feed(decoder, "%02x".formatted(pdu[i]));
            }
            assertThat(allocator.metric().usedHeapMemory()).isPositive();

            assertThatThrownBy(() -> feed(decoder, "ff")).isInstanceOf(PduException.class);
            assertThat(allocator.metric().usedHeapMemory()).isZero();
        }
    }

    @Test
    void gathersNothingOfDataPdus() {
        try (PduDecoder decoder = new PduDecoder(LIMITS, new RecordingSink())) {
            feed(decoder, "04 00 00010000 0000fffc 0100");
            for (int i = 0; i < 1000; i++) {
                feed(decoder, "d0");
                assertThat(allocator.metric().usedHeapMemory()).isZero();
            }
        }
    }

    @Test
    void checksItself() {
        assertThat(new PduLimits(1024, 0).associate()).isEqualTo(1024);
        assertThat(new PduLimits(PduLimits.MAX_ASSOCIATE, 0).associate()).isEqualTo(1 << 20);
        assertThatIllegalArgumentException().isThrownBy(() -> new PduLimits(1023, 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> new PduLimits(PduLimits.MAX_ASSOCIATE + 1, 65536));
        assertThatIllegalArgumentException().isThrownBy(() -> new PduLimits(65536, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PduLimits(65536, 0xFFFF_FFFFL));
        assertThat(PduLimits.DEFAULT.associate()).isLessThan(PduLimits.MAX_ASSOCIATE);
    }

    private void feed(PduDecoder decoder, String hex) {
        ByteBuf in = allocator.heapBuffer().writeBytes(AnnotatedHex.bytes(hex));
        try {
            decoder.feed(in);
        } finally {
            in.release();
        }
    }
}
