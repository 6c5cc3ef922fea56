package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/**
 * Valid data sets with a few bytes changed, from fixed seeds: nothing but the declared exceptions comes out, memory
 * stays within the budget, and the pieces in which bytes arrive make no difference.
 */
class DataSetFuzzTest {

    private static final List<TransferSyntax> SYNTAXES = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.JPEG_LOSSLESS);
    private static final ParseOptions OPTIONS = ParseOptions.WHOLE
            .withLimits(new ParseLimits(16, 5_000, 100_000, 300_000, 2_000_000));
    private static final long MOST_ALLOCATED = 8_000_000;
    private static final byte[][] EVIL = { { -1, -1, -1, -1 }, { -2, -1, 0, -32 }, { -2, -1, 13, -32 },
            { -2, -1, -35, -32 },
            { 0, 0, 0, 0 }, { 'U', 'N', 0, 0 }, { 'S', 'Q', 0, 0 }, { 'O', 'B', 0, 0 }, { 0, 0, 0, -128 },
            { -2, -1, -1, -1 },
            { -32, 127, 16, 0 }, { 8, 0, 5, 0 }, { -1, -2, -32, 0 } };

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && result.length > 8; i--) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> result[at] = (byte) random.nextInt(256);
                case 2 -> {
                    byte[] evil = EVIL[random.nextInt(EVIL.length)];
                    System.arraycopy(evil, 0, result, Math.min(at, result.length - evil.length), evil.length);
                }
                case 3 -> result = without(result, at, Math.min(1 + random.nextInt(8), result.length - at - 1));
                default -> result = Arrays.copyOf(result, at + 8);
            }
        }
        return result;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        byte[] result = new byte[bytes.length - count];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(bytes, at + count, result, at, result.length - at);
        return result;
    }

    private static String outcome(Bytes bytes, TransferSyntax syntax, int piece) {
        try {
            return Wire.parse(bytes, syntax, OPTIONS, piece).toString();
        } catch (DataSetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void fuzz(int rounds) {
        Random random = new Random(20_260_101);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < rounds; round++) {
            TransferSyntax syntax = SYNTAXES.get(round % SYNTAXES.size());
            byte[] sound = DataSets.encode(new RandomDataSets(round, !syntax.explicitVr()).next(), syntax).toArray();
            for (int variant = 0; sound.length > 8 && variant < 20; variant++) {
                Bytes bytes = Bytes.wrap(mutated(sound, random));
                long before = threads.getCurrentThreadAllocatedBytes();
                String whole = outcome(bytes, syntax, Integer.MAX_VALUE);
                assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                        .as("allocated in round %d, variant %d", round, variant).isLessThan(MOST_ALLOCATED);
                assertThat(outcome(bytes, syntax, 1 + random.nextInt(30))).as("round %d, variant %d", round, variant)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void nothingButTheDeclaredExceptionComesOut() {
        fuzz(200);
    }

    @Test
    @Tag("long")
    void nothingButTheDeclaredExceptionComesOutOfManyMore() {
        fuzz(10_000);
    }

    @Test
    void whatIsReadFromRubbishCanBeUsed() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            byte[] sound = DataSets.encode(new RandomDataSets(round, false).next(), SYNTAXES.getFirst()).toArray();
            if (sound.length <= 8) {
                continue;
            }
            DataSet dataSet;
            try {
                dataSet = DataSets.parse(Bytes.wrap(mutated(sound, random)), SYNTAXES.getFirst());
            } catch (DataSetException e) {
                continue;
            }
            Bytes written = DataSets.encode(dataSet, SYNTAXES.getFirst());
            assertThat(DataSets.parse(written, SYNTAXES.getFirst())).as("round %d", round).isEqualTo(dataSet);
            try {
                dataSet.withCharacterSet(SpecificCharacterSet.UTF_8);
                dataSet.elements().forEach(element -> dataSet.strings(element.tag()));
            } catch (InvalidValueException e) {
                assertThat(e).hasMessageNotContaining("\0");
            }
        }
    }

    @Test
    void brokenFilesAreRefusedAsSuch(@TempDir Path folder) throws IOException {
        Random random = new Random(11);
        FileMetaInformation meta = FileMetaInformation.of("1.2", "1.3", "1.2.840.10008.1.2.1",
                new FileMetaInformation.Implementation("1.4", "FUZZ"));
        Path file = folder.resolve("file");
        int read = 0;
        for (int round = 0; round < 400; round++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Part10Writer.write(meta, new RandomDataSets(round, false).next(), out, WriteOptions.DEFAULT);
            Files.write(file,
                    mutated(Arrays.copyOfRange(out.toByteArray(), random.nextInt(3) * 66, out.size()), random));
            try {
                Part10Reader.read(file, OPTIONS);
                read++;
            } catch (DataSetException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
        assertThat(read).isBetween(50, 350);
    }

    @Test
    void buffersOfThePoolAreNeitherKeptNorReleased() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] sound = DataSets.encode(new RandomDataSets(round, false).next(), SYNTAXES.getFirst()).toArray();
            ByteBuf buffer = ByteBufAllocator.DEFAULT.directBuffer();
            try {
                buffer.writeBytes(sound.length > 8 ? mutated(sound, random) : sound);
                DataSets.parse(buffer, SYNTAXES.getFirst(), OPTIONS.limits());
            } catch (DataSetException e) {
                assertThat(e.reason()).isNotNull();
            } finally {
                assertThat(buffer.refCnt()).isEqualTo(1);
                buffer.release();
            }
        }
    }
}
