package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Feeds a decoder sound streams with a few bytes changed, from a fixed seed, and watches what it allocates. */
final class Fuzz {

    private static final byte[][] EVIL = { { -1, -1 }, { -1, -39 }, { -1, -38 }, { -1, -9 }, { -1, -48 }, { 0, 0 },
            { 127, -1, -1, -1 }, { -1, 127 } };
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random;
    private final long mostAllocated;
    private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);

    Fuzz(long seed, long mostAllocated) {
        this.random = new Random(seed);
        this.mostAllocated = mostAllocated;
    }

    /** Anything but a result or an {@link ImageException} comes out of here as it is. */
    Map<Reason, Integer> run(Bytes sound, int rounds, Consumer<Bytes> decoder) {
        for (int round = 0; round < rounds; round++) {
            Bytes broken = Bytes.wrap(mutated(sound.toArray()));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                decoder.accept(broken);
            } catch (ImageException e) {
                refusals.merge(e.reason(), 1, Integer::sum);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("allocated in round %d", round)
                    .isLessThan(mostAllocated);
        }
        return refusals;
    }

    private byte[] mutated(byte[] bytes) {
        byte[] result = bytes;
        for (int i = random.nextInt(4); i >= 0 && result.length > 8; i--) {
            // headers are short, so half of the changes go there
            int at = random.nextInt(random.nextBoolean() ? Math.min(result.length, 80) : result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> result[at] = (byte) random.nextInt(256);
                case 2 -> {
                    byte[] evil = EVIL[random.nextInt(EVIL.length)];
                    System.arraycopy(evil, 0, result, Math.min(at, result.length - evil.length), evil.length);
                }
                case 3 -> result = Arrays.copyOf(result, Math.max(at, 8));
                default -> {
                    byte[] shorter = Arrays.copyOf(result, result.length - 1);
                    System.arraycopy(result, at + 1, shorter, at, result.length - at - 1);
                    result = shorter;
                }
            }
        }
        return result;
    }
}
