package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile bytes, a bounded number from fixed seeds: nothing but {@link PduException} may come out, memory stays within the
 * limits, and every buffer is freed.
 */
class PduFuzzTest {
    private static final int ROUNDS = 4_000;
    private static final int LONG_ROUNDS = 2_000_000;
    private static final PduLimits LIMITS = new PduLimits(4096, 1 << 20);
    /** What one decoder and the test's own notes may take; lengths of PDUs and items claim up to 4 GiB. */
    private static final long MOST_ALLOCATED = 500_000;
    /** Values that break arithmetic on lengths. */
    private static final int[] INTERESTING = { 0, 1, 2, 3, 4, 6, 0x7F, 0x80, 0xFE, 0xFF };

    private final List<byte[]> corpus = PduDecoderTest.ACCEPTABLE.stream().map(AnnotatedHex::bytes).toList();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int faults;

    /** Loads what is loaded once, so that afterwards only what decoding takes is counted. */
    @BeforeEach
    void warmUp() {
        corpus.forEach(pdu -> run(pdu, new Random(0)));
        faults = 0;
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void survivesMutatedPdus(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            decode(mutate(corpus.get(random.nextInt(corpus.size())), random), random);
        }

        assertThat(faults).as("of %d rounds", ROUNDS).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void survivesNoiseBehindAPlausibleHeader(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[6 + 68 + random.nextInt(400)];
            random.nextBytes(noise);
            int length = noise.length - 6;
            byte[] header = { (byte) (1 + random.nextInt(7)), 0, 0, 0, (byte) (length >> 8), (byte) length };
            System.arraycopy(header, 0, noise, 0, header.length);
            decode(noise, random);
        }

        assertThat(faults).isPositive();
    }

    @Test
    void survivesEverySingleByteChange() {
        Random random = new Random(4);
        for (byte[] pdu : corpus) {
            for (int i = 0; i < pdu.length; i++) {
                for (int value : INTERESTING) {
                    byte[] changed = pdu.clone();
                    changed[i] = (byte) value;
                    decode(changed, random);
                }
            }
        }

        assertThat(faults).isPositive();
    }

    @Test
    void survivesEveryTruncationWithACorrectedPduLength() {
        Random random = new Random(5);
        for (byte[] pdu : corpus) {
            for (int cut = 6; cut < pdu.length; cut++) {
                byte[] shortened = Arrays.copyOf(pdu, cut);
                shortened[4] = (byte) ((cut - 6) >> 8);
                shortened[5] = (byte) (cut - 6);
                decode(shortened, random);
            }
        }

        assertThat(faults).isPositive();
    }

    @Tag("long")
    @Test
    void survivesManyMutatedPdus() {
        Random random = new Random();
        for (int round = 0; round < LONG_ROUNDS; round++) {
            decode(mutate(corpus.get(random.nextInt(corpus.size())), random), random);
        }
    }

    private static byte[] mutate(byte[] pdu, Random random) {
        byte[] mutant = pdu.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutant.length);
            mutant[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) INTERESTING[random.nextInt(INTERESTING.length)];
                case 2 -> (byte) (mutant[at] + random.nextInt(5) - 2);
                default -> (byte) (mutant[at] ^ (1 << random.nextInt(8)));
            };
        }
        return mutant;
    }

    private void decode(byte[] stream, Random random) {
        long before = threads.getCurrentThreadAllocatedBytes();
        RecordingSink sink = run(stream, random);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("allocated for " + HexFormat.of().formatHex(stream)).isLessThan(MOST_ALLOCATED);
        assertThat(allocator.metric().usedHeapMemory()).as("bytes not freed").isZero();
        sink.irregularities.forEach(what -> assertThat(what).matches("\\p{Print}+"));
    }

    private RecordingSink run(byte[] stream, Random random) {
        RecordingSink sink = new RecordingSink();
        try (PduDecoder decoder = new PduDecoder(LIMITS, sink)) {
            feedInChunks(decoder, stream, random);
        } catch (PduException e) {
            faults++;
            assertThat(e.getMessage()).hasSizeLessThan(200).matches("\\p{Print}+");
        } catch (RuntimeException | AssertionError e) {
            fail("fed " + HexFormat.of().formatHex(stream), e);
        }
        return sink;
    }

    private void feedInChunks(PduDecoder decoder, byte[] stream, Random random) {
        int offset = 0;
        while (offset < stream.length) {
            int length = Math.min(stream.length - offset, 1 + random.nextInt(stream.length));
            ByteBuf chunk = allocator.heapBuffer(length).writeBytes(stream, offset, length);
            try {
                decoder.feed(chunk);
            } finally {
                chunk.release();
            }
            assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(LIMITS.associate());
            offset += length;
        }
    }
}
