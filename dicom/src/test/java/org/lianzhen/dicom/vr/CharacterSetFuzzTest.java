package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random and nearly right bytes in every character set: nothing is thrown but what is declared, output stays in
 * proportion to input, and what was read without loss can be written.
 */
class CharacterSetFuzzTest {

    private static final long SEED = 0x11A2_4E20L;
    private static final int ROUNDS = 1500;
    private static final int LONG_ROUNDS = 100_000;
    private static final int MOST_BYTES = 80;
    /** For one field: text, values, and bytes again. */
    private static final long MOST_ALLOCATED = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Vr[] TEXTS = { Vr.PN, Vr.LO, Vr.LT, Vr.UC };

    /** What makes decoders stumble: escape sequences whole and cut, delimiters, leads, trails, controls. */
    private static final List<Bytes> PIECES = List.of(Bytes.ofHex("1b"), Bytes.ofHex("1b24"), Bytes.ofHex("1b2442"),
            Bytes.ofHex("1b242844"), Bytes.ofHex("1b242943"), Bytes.ofHex("1b242941"), Bytes.ofHex("1b2842"),
            Bytes.ofHex("1b284a"), Bytes.ofHex("1b2949"), Bytes.ofHex("1b2d41"), Bytes.ofHex("1b2d62"),
            Bytes.ofHex("1b2d7e"), Bytes.ofHex("5c"), Bytes.ofHex("5e"), Bytes.ofHex("3d"), Bytes.ofHex("0d0a"),
            Bytes.ofHex("00"), Bytes.ofHex("20"), Bytes.ofHex("cdf5"), Bytes.ofHex("d55c"), Bytes.ofHex("95328236"),
            Bytes.ofHex("953282"), Bytes.ofHex("81308130"), Bytes.ofHex("e32ae32a"), Bytes.ofHex("e78e8b"),
            Bytes.ofHex("f0a08080"), Bytes.ofHex("f4908080"), Bytes.ofHex("eda080"), Bytes.ofHex("c0af"),
            Bytes.ofHex("ff"), Bytes.ofHex("3b33"), Bytes.ofHex("7e7e"));

    static List<SpecificCharacterSet> sets() {
        List<SpecificCharacterSet> sets = new ArrayList<>();
        for (String terms : new String[]{ "", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144",
                "ISO_IR 127", "ISO_IR 126", "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166",
                "ISO_IR 192", "GB18030", "GBK", "\\ISO 2022 IR 87", "\\ISO 2022 IR 159", "\\ISO 2022 IR 149",
                "\\ISO 2022 IR 58", "ISO 2022 IR 13\\ISO 2022 IR 87", "ISO 2022 IR 100\\ISO 2022 IR 144" }) {
            sets.add(SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1))));
        }
        return sets;
    }

    private static Bytes anyBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        if (random.nextInt(3) > 0) {
            for (int i = 0; i < bytes.length;) {
                Bytes piece = PIECES.get(random.nextInt(PIECES.size()));
                int length = Math.min(piece.length(), bytes.length - i);
                piece.slice(0, length).copyTo(bytes, i);
                i += length;
            }
        }
        return Bytes.wrap(bytes);
    }

    /** Tables of characters are made once: afterwards only what a field takes is counted. */
    @BeforeAll
    static void makeTables() {
        Random random = new Random(SEED);
        for (SpecificCharacterSet set : sets()) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(set.decode(anyBytes(random), Vr.LO)).isNotNull();
            }
            assertThat(set.canEncode("aé中ｱ", Vr.LO)).isIn(true, false);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void readsAnything(SpecificCharacterSet set) {
        readAnything(set, ROUNDS);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("sets")
    void readsVeryMuchOfAnything(SpecificCharacterSet set) {
        readAnything(set, LONG_ROUNDS);
    }

    private static void readAnything(SpecificCharacterSet set, int rounds) {
        Random random = new Random(SEED ^ set.hashCode());
        for (int i = 0; i < rounds; i++) {
            Bytes bytes = anyBytes(random);
            Vr vr = TEXTS[random.nextInt(TEXTS.length)];
            long before = THREADS.getCurrentThreadAllocatedBytes();
            DecodedText decoded = set.decodeChecked(bytes, vr);
            int values = set.decodeValues(bytes, vr).size();
            boolean within = !decoded.lossy() && isWithin(set, decoded.text(), vr);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as(bytes.toHex()).isLessThan(MOST_ALLOCATED);

            assertThat(values).as(bytes.toHex()).isLessThanOrEqualTo(bytes.length() + 1);
            assertThat(decoded.text().length()).as(bytes.toHex()).isLessThanOrEqualTo(bytes.length());
            if (decoded.lossy()) {
                assertThat(decoded.malformed()).isTrue();
                assertThat(decoded.text()).contains("\uFFFD");
            } else if (within) {
                assertThat(set.decode(set.encode(decoded.text(), vr), vr)).as(bytes.toHex()).isEqualTo(decoded.text());
            }
        }
    }

    /** Escape sequences may invoke sets that were not declared; their characters cannot be written again. */
    private static boolean isWithin(SpecificCharacterSet set, String text, Vr vr) {
        try {
            set.encode(text, vr);
            return true;
        } catch (UnmappableTextException e) {
            assertThat(e.index()).isBetween(0, text.length() - 1);
            assertThat(e.codePoint()).isEqualTo(text.codePointAt(e.index()));
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void writesAnythingOrSaysWhatItCannot(SpecificCharacterSet set) {
        Random random = new Random(SEED + set.hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            char[] chars = new char[random.nextInt(20)];
            for (int c = 0; c < chars.length; c++) {
                chars[c] = (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x180));
            }
            String text = new String(chars);
            Vr vr = TEXTS[random.nextInt(TEXTS.length)];
            if (isWithin(set, text, vr)) {
                assertThat(set.encode(text, vr).length()).isLessThanOrEqualTo(10 * text.length() + 8);
                assertThat(set.decodeChecked(set.encode(text, vr), vr)).isEqualTo(new DecodedText(text, false, false));
            }
        }
    }

    @Test
    void longTextTakesMemoryInProportion() {
        Random random = new Random(SEED);
        byte[] bytes = new byte[1 << 20];
        for (SpecificCharacterSet set : sets()) {
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i += 1 + random.nextInt(50)) {
                bytes[i] = '\\';
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(set.decodeValues(Bytes.wrap(bytes), Vr.LO)).hasSizeGreaterThan(1000);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as(set.toString())
                    .isLessThan(64L * bytes.length);
        }
    }

    @Test
    void anythingMayBeDeclared() {
        Random random = new Random(SEED);
        List<String> words = List.of("ISO", "_IR ", " 2022 ", "IR", " 100", "192", "GB", "18030", "GBK", "\\", "", "\0",
                "é", "8859", "-1", "99999999999");
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder terms = new StringBuilder();
            for (int word = random.nextInt(8); word > 0; word--) {
                terms.append(words.get(random.nextInt(words.size())));
            }
            List<String> values = Arrays.asList(terms.toString().split("\\\\", -1));
            SpecificCharacterSet set = SpecificCharacterSet.lenient(values).characterSet();

            assertThat(SpecificCharacterSet.of(set.definedTerms())).as(terms.toString()).isEqualTo(set);
        }
    }

    @Test
    void theDetectorJudgesAnything() {
        Random random = new Random(SEED);
        List<SpecificCharacterSet> sets = sets();
        for (int i = 0; i < ROUNDS; i++) {
            List<Bytes> values = List.of(anyBytes(random), anyBytes(random));
            CharacterSetFinding finding = CharacterSetDetector.detect(sets.get(random.nextInt(sets.size())), values);

            assertThat(finding.reason()).isNotEmpty().hasSizeLessThan(400).isASCII();
            if (finding instanceof CharacterSetFinding.Mislabelled mislabelled) {
                assertThat(mislabelled.confidence()).isBetween(0.6, 0.99);
            }
        }
    }

    @Test
    void valuesAreReadOrRefusedAsDeclared() {
        Random random = new Random(SEED);
        String alphabet = "0123456789.+-:EeYMDW \0^=\\AZ年";
        for (int i = 0; i < 4 * ROUNDS; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(20); c > 0; c--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            readOrRefuse(text.toString());
        }
    }

    private static void readOrRefuse(String text) {
        List<Runnable> readers = List.of(() -> DicomDate.parseRange(text), () -> DicomTime.parseRange(text),
                () -> DicomDateTime.parseRange(text, ZoneOffset.UTC), () -> DecimalString.parse(text),
                () -> IntegerString.parse(text), () -> AgeString.parse(text),
                () -> DecimalString.format(DecimalString.parse(text)), () -> DicomTime.parse(text).format(),
                () -> DicomDateTime.parse(text).format(), () -> PersonName.parse(text).isValid());
        for (Runnable reader : readers) {
            try {
                reader.run();
            } catch (InvalidValueException e) {
                assertThat(e).hasMessageNotContaining("年");
            }
        }
    }
}
