package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Big endian, and data sets that are in another syntax than declared. */
class OtherSyntaxTest {

    private static final Bytes EXPLICIT_LITTLE = Wire.bytes("""
            08 00 05 00 'CS' 0A 00 'ISO_IR 192'
            08 00 60 00 'CS' 02 00 'CT'
            28 00 10 00 'US' 02 00 00 02
            """);
    private static final Bytes IMPLICIT_LITTLE = Wire.bytes("""
            08 00 05 00 0A 00 00 00 'ISO_IR 192'
            08 00 60 00 02 00 00 00 'CT'
            28 00 10 00 02 00 00 00 00 02
            """);
    private static final Bytes EXPLICIT_BIG = Wire.bytes("""
            00 08 00 05 'CS' 00 0A 'ISO_IR 192'
            00 08 00 60 'CS' 00 02 'CT'
            00 28 00 10 'US' 00 02 02 00
            """);

    static List<TransferSyntax> plain() {
        return List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, TransferSyntax.JPEG_BASELINE);
    }

    @ParameterizedTest
    @MethodSource("plain")
    void whateverIsDeclaredTheBytesAreBelieved(TransferSyntax declared) {
        List<Wire.Outcome> outcomes = List.of(EXPLICIT_LITTLE, IMPLICIT_LITTLE, EXPLICIT_BIG).stream()
                .map(bytes -> Wire.parse(bytes, declared, ParseOptions.WHOLE)).toList();

        assertThat(outcomes).extracting(Wire.Outcome::dataSet).allMatch(outcomes.getFirst().dataSet()::equals);
        assertThat(outcomes.getFirst().dataSet().integer(Tag.Rows)).hasValue(512);
        assertThat(outcomes.stream().filter(outcome -> !outcome.quirks().isEmpty())).hasSize(2)
                .allMatch(outcome -> outcome.kinds().equals(List.of(Quirk.Kind.OTHER_SYNTAX)));
    }

    @Test
    void aShortImplicitDataSetIsNotTakenForAnExplicitOne() {
        DataSet query = Wire.implicit("""
                08 00 52 00 06 00 00 00 'STUDY '
                10 00 10 00 00 00 00 00
                """).dataSet();

        assertThat(query.string(Tag.QueryRetrieveLevel)).isEqualTo("STUDY");
        assertThat(query.contains(Tag.PatientName)).isTrue();
    }

    @Test
    void aDataSetThatBeginsWithAPrivateGroupIsReadAsDeclared() {
        Wire.Outcome outcome = Wire.explicit("""
                01 00 10 00 'LO' 04 00 'ACME'
                01 00 01 10 'US' 02 00 01 00
                """);

        assertThat(outcome.dataSet().integer(0x0001_1001)).hasValue(1);
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void aTagWhoseMirrorImageIsInTheDictionaryIsNotMirrored() {
        Wire.Outcome outcome = Wire.explicit("""
                10 00 16 00 'UN' 00 00 00 00 00 00         # (0010,0016) is nothing, but (1000,1600) once was something
                10 00 20 00 'LO' 02 00 '1 '
                """);

        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("1");
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void numbersAreSwappedByTheirSize() {
        DataSet dataSet = Wire.parse(Wire.bytes("""
                00 19 10 01 'US' 00 04 01 02 03 04
                00 19 10 02 'UL' 00 04 01 02 03 04
                00 19 10 03 'FD' 00 08 01 02 03 04 05 06 07 08
                00 19 10 04 'AT' 00 04 00 10 00 20
                00 19 10 05 'OW' 00 00 00 00 00 04 01 02 03 04
                00 19 10 06 'OB' 00 00 00 00 00 04 01 02 03 04
                00 19 10 07 'OV' 00 00 00 00 00 08 01 02 03 04 05 06 07 08
                00 19 10 08 'OF' 00 00 00 00 00 04 01 02 03 04
                00 19 10 09 'LO' 00 04 'ABCD'
                00 19 10 0A 'UN' 00 00 00 00 00 04 01 02 03 04
                """), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, ParseOptions.WHOLE).dataSet();

        assertThat(dataSet).containsExactly(value(1, Vr.US, "02010403"), value(2, Vr.UL, "04030201"),
                value(3, Vr.FD, "0807060504030201"), value(4, Vr.AT, "10002000"), value(5, Vr.OW, "02010403"),
                value(6, Vr.OB, "01020304"), value(7, Vr.OV, "0807060504030201"), value(8, Vr.OF, "04030201"),
                value(9, Vr.LO, "41424344"), value(10, Vr.UN, "01020304"));
        assertThat(dataSet.integers(0x0019_1004)).containsExactly(0x0010_0020);
    }

    private static Value value(int element, Vr vr, String hex) {
        return new Value(0x0019_1000 + element, vr, Bytes.ofHex(hex));
    }
}
