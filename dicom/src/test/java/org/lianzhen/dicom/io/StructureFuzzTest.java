package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Headers, items and delimiters strung together at random: nearly every string is wrong somewhere, and every one is
 * either refused or read as something that can be written and read again.
 */
class StructureFuzzTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final ParseOptions OPTIONS = ParseOptions.WHOLE
            .withLimits(new ParseLimits(8, 500, 2_000, 10_000, 10_000));

    /** Pieces of a data set in explicit VR; N stands for a small number of two bytes. */
    private static final List<String> EXPLICIT_PIECES = List.of("08 00 60 00 'CS' 02 00 'CT'",
            "08 00 40 11 'SQ' 00 00 FF FF FF FF", "08 00 40 11 'SQ' 00 00 N 00 00", "08 00 15 11 'SQ' 00 00 N 00 00",
            "FE FF 00 E0 FF FF FF FF", "FE FF 00 E0 N 00 00", "FE FF 00 E0 00 00 00 00", "FE FF 0D E0 00 00 00 00",
            "FE FF DD E0 00 00 00 00", "FF FE E0 00 00 00 00 N", "09 00 01 10 'UN' 00 00 FF FF FF FF",
            "09 00 01 10 'UN' 00 00 N 00 00", "09 00 02 10 'OB' 00 00 FF FF FF FF", "09 00 02 10 'OB' 00 00 N 00 00",
            "08 00 40 11 'UN' 00 00 N 00 00", "E0 7F 10 00 'OB' 00 00 FF FF FF FF", "10 00 10 00 'PN' 00 00",
            "10 00 20 00 'LO' N", "10 00 20 00 '??' N", "28 00 10 00 'US' 00 00 02 00 00 00 01 00",
            "08 00 05 00 'CS' 0A 00 'ISO_IR 192'", "28 00 03 01 'US' 02 00 01 00", "00 00", "FF D8 FF E0",
            "08 00 60 00 02 00 00 00 'CT'", "19 00 01 10 'ZZ' 00 00 N 00 00", "09 00 01 10 'UT' N 'abcd'");

    private static final List<String> IMPLICIT_PIECES = List.of("08 00 60 00 02 00 00 00 'CT'",
            "08 00 40 11 FF FF FF FF", "08 00 40 11 N 00 00", "FE FF 00 E0 FF FF FF FF", "FE FF 00 E0 N 00 00",
            "FE FF 00 E0 00 00 00 00", "FE FF 0D E0 00 00 00 00", "FE FF DD E0 00 00 00 00", "09 00 01 10 FF FF FF FF",
            "09 00 01 10 N 00 00", "28 00 06 30 FF FF FF FF", "E0 7F 10 00 FF FF FF FF", "E0 7F 10 00 N 00 00",
            "10 00 20 00 N 00 00", "28 00 03 01 02 00 00 00 01 00", "28 00 06 01 02 00 00 00 FF FF", "00 00",
            "08 00 60 00 'CS' 02 00 'CT'");

    private static Bytes random(List<String> pieces, Random random) {
        List<Bytes> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(14); i >= 0; i--) {
            String number = "%02X 00".formatted(2 * random.nextInt(40));
            parts.add(Wire.bytes(pieces.get(random.nextInt(pieces.size())).replace("N", number)));
        }
        return Wire.join(parts.toArray(Bytes[]::new));
    }

    private static Object outcome(Bytes bytes, TransferSyntax syntax, int piece) {
        try {
            return Wire.parse(bytes, syntax, OPTIONS, piece);
        } catch (DataSetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whether it was read at all. */
    private static boolean check(Bytes bytes, TransferSyntax syntax) {
        Object whole = outcome(bytes, syntax, Integer.MAX_VALUE);
        for (int piece : new int[]{ 1, 3, 7 }) {
            assertThat(outcome(bytes, syntax, piece)).as("%s in pieces of %d", bytes.toHex(), piece).isEqualTo(whole);
        }
        if (whole instanceof Wire.Outcome read) {
            assertThat(read.position()).isEqualTo(bytes.length());
            rewrite(bytes, read.dataSet());
        }
        return whole instanceof Wire.Outcome;
    }

    private static void rewrite(Bytes bytes, DataSet dataSet) {
        for (SequenceLengths lengths : SequenceLengths.values()) {
            Bytes written = WriteTo.bytes(dataSet, EXPLICIT, lengths);
            assertThat(outcome(written, EXPLICIT, Integer.MAX_VALUE))
                    .as("%s written as %s", bytes.toHex(), written.toHex())
                    .isInstanceOfSatisfying(Wire.Outcome.class, read -> assertThat(read.dataSet()).isEqualTo(dataSet));
        }
    }

    private static int readable(List<String> pieces, TransferSyntax syntax, int rounds) {
        Random random = new Random(42);
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            read += check(random(pieces, random), syntax) ? 1 : 0;
        }
        return read;
    }

    @Test
    void explicitStructures() {
        assertThat(readable(EXPLICIT_PIECES, EXPLICIT, 10_000)).isPositive();
    }

    @Test
    void implicitStructures() {
        assertThat(readable(IMPLICIT_PIECES, IMPLICIT, 10_000)).isPositive();
    }

    @Test
    @Tag("long")
    void manyMoreStructures() {
        assertThat(readable(EXPLICIT_PIECES, EXPLICIT, 100_000)).isPositive();
        assertThat(readable(IMPLICIT_PIECES, IMPLICIT, 100_000)).isPositive();
    }
}
