package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** A data set cut after every one of its bytes: it is either whole up to there, or the cut is noticed. */
class TruncationTest {

    /** Bytes of a syntax, and the places between elements at top level, where a cut cannot be noticed. */
    record Vector(TransferSyntax syntax, Bytes bytes, Set<Integer> boundaries) {}

    static List<Vector> vectors() {
        Bytes explicit = Wire.bytes("""
                08 00 05 00 'CS' 0A 00 'ISO_IR 192'
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 55 11 'UI' 04 00 '1.2' 00
                    09 00 10 00 'LO' 04 00 'ACME'
                    09 00 01 10 'UN' 00 00 FF FF FF FF
                      FE FF 00 E0 0A 00 00 00
                        08 00 60 00 02 00 00 00 'CT'
                    FE FF DD E0 00 00 00 00
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                09 00 02 10 'UN' 00 00 12 00 00 00
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 02 00 00 00 'CT'
                10 00 20 00 'LO' 00 00
                E0 7F 10 00 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 04 00 00 00 FF D8 FF D9
                FE FF DD E0 00 00 00 00
                """);
        Bytes implicit = Wire.bytes("""
                08 00 05 00 0A 00 00 00 'ISO_IR 192'
                08 00 40 11 14 00 00 00
                  FE FF 00 E0 0C 00 00 00
                    08 00 55 11 04 00 00 00 '1.2' 00
                10 00 20 00 04 00 00 00 'P  '  00
                """);
        Bytes big = Wire.bytes("""
                00 08 00 60 'CS' 00 02 'CT'
                00 08 11 40 'SQ' 00 00 00 00 00 14
                  FF FE E0 00 00 00 00 0C
                    00 08 11 55 'UI' 00 04 '1.2' 00
                00 28 00 10 'US' 00 02 02 00
                """);
        int fragmentsEnd = explicit.length();
        // a sequence or fragments without delimiter at the very end are put up with, but only between two items
        return List.of(
                new Vector(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, explicit,
                        Set.of(0, 18, 108, 116, 146, 154, fragmentsEnd - 20, fragmentsEnd - 8, fragmentsEnd)),
                new Vector(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, implicit, Set.of(0, 18, 46, 58)),
                new Vector(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, big, Set.of(0, 10, 42, 52)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyCutIsNoticed(Vector vector) {
        for (int length = 0; length <= vector.bytes().length(); length++) {
            Bytes cut = vector.bytes().slice(0, length);
            boolean whole;
            try {
                Wire.parse(cut, vector.syntax(), ParseOptions.WHOLE);
                whole = true;
            } catch (DataSetException e) {
                assertThat(e.reason()).as("cut after %d: %s", length, e.getMessage()).isEqualTo(Reason.TRUNCATED);
                assertThat(e.offset()).isLessThanOrEqualTo(length);
                whole = false;
            }
            assertThat(whole).as("cut after %d of %d", length, vector.bytes().length())
                    .isEqualTo(vector.boundaries().contains(length));
        }
    }

    @Test
    void theWholeVectorsAreSound() {
        for (Vector vector : vectors()) {
            Wire.Outcome outcome = Wire.parse(vector.bytes(), vector.syntax(), ParseOptions.WHOLE);
            assertThat(outcome.position()).isEqualTo(vector.bytes().length());
            assertThat(DataSets.parse(DataSets.encode(outcome.dataSet(), vector.syntax()), vector.syntax()))
                    .isEqualTo(outcome.dataSet());
        }
    }
}
