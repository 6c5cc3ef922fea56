package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Seeded noise: every data set comes back, and only declared faults come from broken JSON. */
class DicomJsonFuzzTest {
    private static final int ROUNDS = 3_000;
    private static final int LONG_ROUNDS = 200_000;
    private static final ParseLimits LIMITS = new ParseLimits(8, 500, 5_000, 50_000, 0);
    private static final long MOST_ALLOCATED = 1_000_000;

    /** Loaded once, when the first "vr" is missing: no cost of the text in which it is. */
    @BeforeAll
    static void loadTheDictionary() {
        assertThat(ElementDictionary.all()).isNotEmpty();
    }

    @Test
    void dataSetsComeBackByteByByte() {
        comeBack(ROUNDS);
    }

    @Test
    void damagedJsonIsReadOrRefused() {
        damage(4 * ROUNDS);
    }

    @Test
    void anyBytesOfAnyRepresentationAreReadAgain() {
        writeAnything(ROUNDS);
    }

    @Test
    @Tag("long")
    void manyMore() {
        comeBack(LONG_ROUNDS);
        damage(LONG_ROUNDS);
        writeAnything(LONG_ROUNDS);
    }

    private static void comeBack(int rounds) {
        Random random = new Random(1);
        for (int i = 0; i < rounds; i++) {
            DataSet dataSet = dataSet(random, 3);
            assertThat(DicomJson.read(DicomJson.write(dataSet), LIMITS)).as("round %d", i).isEqualTo(dataSet);
        }
    }

    private static void damage(int rounds) {
        Random random = new Random(2);
        int read = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] json = damaged(DicomJson.write(dataSet(random, 2)).toArray(), random);
            DataSet dataSet = readOrRefused(json);
            if (dataSet != null) {
                read++;
                assertThat(DicomJson.read(DicomJson.write(dataSet), LIMITS)).as("round %d", i).isNotNull();
            }
        }
        assertThat(read).isBetween(rounds / 100, rounds - rounds / 100);
    }

    /** Null when it is refused as it must be; anything but that fault, or much memory, fails the test. */
    private static @Nullable DataSet readOrRefused(byte[] json) {
        Bytes bytes = Bytes.wrap(json);
        long before = allocated();
        DataSet read = null;
        try {
            read = DicomJson.read(bytes, LIMITS);
        } catch (JsonFormatException declared) {
            assertThat(declared.getMessage()).isNotBlank();
        } catch (RuntimeException undeclared) {
            fail(new String(json, StandardCharsets.UTF_8), undeclared);
        }
        assertThat(allocated() - before).as(new String(json, StandardCharsets.UTF_8)).isLessThan(MOST_ALLOCATED);
        return read;
    }

    /** Bytes that break every rule of their representation: what is written is read, and written the same again. */
    private static void writeAnything(int rounds) {
        Random random = new Random(3);
        for (int i = 0; i < rounds; i++) {
            List<Value> values = new ArrayList<>();
            int tag = 0x00091000;
            for (Vr vr : Vr.values()) {
                if (vr != Vr.SQ) {
                    values.add(new Value(tag++, vr, anything(random)));
                }
            }
            Bytes json = DicomJson.write(DataSet.ofEncoded(values, SpecificCharacterSet.GB18030));
            DataSet read = DicomJson.read(json, LIMITS);

            assertThat(read.elements()).as("round %d", i).hasSizeGreaterThanOrEqualTo(values.size());
            assertThat(DicomJson.read(DicomJson.write(read), LIMITS)).as("round %d", i).isEqualTo(read);
        }
    }

    private static Bytes anything(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        String digits = "0123456789+-.eE \\";
        boolean number = random.nextBoolean();
        for (int i = 0; number && i < bytes.length; i++) {
            bytes[i] = (byte) digits.charAt(random.nextInt(digits.length()));
        }
        return Bytes.wrap(bytes);
    }

    @Test
    void hugeTokensCostNoMoreThanTheLimits() throws IOException {
        for (String start : new String[]{ "{\"00091001\":{\"vr\":\"LT\",\"Value\":[\"",
                "{\"00091001\":{\"vr\":\"OB\",\"InlineBinary\":\"",
                "{\"", "{\"00091001\":{\"vr\":\"FD\",\"Value\":[1" }) {
            byte[] json = (start + "1".repeat(20_000_000)).getBytes(StandardCharsets.US_ASCII);
            long before = allocated();
            try (DicomJsonReader reader = new DicomJsonReader(new ByteArrayInputStream(json), LIMITS)) {
                reader.next();
                fail("accepted");
            } catch (JsonFormatException declared) {
                assertThat(declared.getMessage()).isNotBlank();
            }
            assertThat(allocated() - before).as(start).isLessThan(2_000_000);
        }
    }

    private static DataSet dataSet(Random random, int depth) {
        return fill(DataSet.builder(SpecificCharacterSet.UTF_8), random, depth);
    }

    private static DataSet fill(DataSetBuilder builder, Random random, int depth) {
        for (int i = random.nextInt(6); i > 0; i--) {
            int tag = 0x00091000 | random.nextInt(256);
            switch (random.nextInt(depth > 0 ? 8 : 7)) {
                case 0 -> builder.put(tag, Vr.LO, text(random), "", text(random));
                case 1 -> builder.put(tag, Vr.PN, "A^" + text(random) + "==" + text(random));
                case 2 -> builder.put(tag, Vr.UT, " " + text(random) + "\\" + text(random));
                case 3 -> builder.put(new Value(tag, Vr.FD, bytes(random, 16)));
                case 4 -> builder.put(new Value(tag, random.nextBoolean() ? Vr.UV : Vr.SV, bytes(random, 24)));
                case 5 -> builder.put(tag, Vr.DS, Integer.toString(random.nextInt()), "0." + random.nextInt(1000));
                case 6 -> builder.put(new Value(tag, Vr.UN, bytes(random, 2 * random.nextInt(50))));
                default -> builder.putSequence(tag, item(random, depth), item(random, depth));
            }
        }
        return builder.build();
    }

    private static DataSet item(Random random, int depth) {
        return fill(DataSet.itemBuilder(SpecificCharacterSet.UTF_8), random, depth - 1);
    }

    private static String text(Random random) {
        return new StringBuilder("县").append((char) ('a' + random.nextInt(26)))
                .appendCodePoint(0x20000 + random.nextInt(1000))
                .append(random.nextInt(1000)).toString();
    }

    private static Bytes bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 8 == 7 ? random.nextInt(0x7F) : random.nextInt());
        }
        return Bytes.wrap(bytes);
    }

    private static byte[] damaged(byte[] json, Random random) {
        String marks = "{}[]\",:0e-.\\nu";
        for (int i = random.nextInt(4); i > 0; i--) {
            json[random.nextInt(json.length)] = (byte) (random.nextInt(3) == 0 ? random.nextInt()
                    : marks.charAt(random.nextInt(marks.length())));
        }
        return json;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
