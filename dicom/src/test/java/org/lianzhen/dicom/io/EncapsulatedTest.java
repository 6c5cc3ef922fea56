package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class EncapsulatedTest {

    private static final String ROWS = "28 00 10 00 'US' 02 00 01 00 ";

    private static final String FRAGMENTS = """
            E0 7F 10 00 'OB' 00 00 FF FF FF FF
              FE FF 00 E0 04 00 00 00 00 00 00 00          # Basic Offset Table
              FE FF 00 E0 06 00 00 00 FF D8 FF E0 01 02
              FE FF 00 E0 00 00 00 00                      # zero length, as some add
            """;
    private static final String DELIMITER = "FE FF DD E0 00 00 00 00 ";
    private static final String PADDING = "FC FF FC FF 'OB' 00 00 02 00 00 00 00 00";

    private static Wire.Outcome jpeg(String notation) {
        return Wire.parse(Wire.bytes(notation), TransferSyntax.JPEG_BASELINE, ParseOptions.WHOLE);
    }

    private static Fragments pixels(Wire.Outcome outcome) {
        return (Fragments) outcome.dataSet().element(Tag.PixelData);
    }

    @Test
    void fragmentsAreKeptAsTheyAre() {
        Wire.Outcome outcome = jpeg(ROWS + FRAGMENTS + DELIMITER + PADDING);

        assertThat(pixels(outcome)).isEqualTo(new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex("00000000"),
                List.of(new Fragment.Held(Bytes.ofHex("ffd8ffe00102")), new Fragment.Held(Bytes.EMPTY))));
        assertThat(outcome.dataSet().contains(0xFFFC_FFFC)).isTrue();
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void oddFragmentsArePadded() {
        Wire.Outcome outcome = jpeg("""
                E0 7F 10 00 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 03 00 00 00 FF D8 FF
                """ + DELIMITER);

        assertThat(pixels(outcome).fragments()).containsExactly(new Fragment.Held(Bytes.ofHex("ffd8ff00")));
    }

    @Test
    void aMissingDelimiterAtTheEndIsSupplied() {
        Wire.Outcome outcome = jpeg(ROWS + FRAGMENTS);

        assertThat(pixels(outcome).fragments()).hasSize(2);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.MISSING_DELIMITER);
    }

    @Test
    void aMissingDelimiterBeforeAnotherElementIsSupplied() {
        Wire.Outcome outcome = jpeg(ROWS + FRAGMENTS + "E1 7F 10 00 'LO' 04 00 'ACME'");

        assertThat(pixels(outcome).fragments()).hasSize(2);
        assertThat(outcome.dataSet().string(0x7FE1_0010)).isEqualTo("ACME");
    }

    @Test
    void delimitersInsideAFragmentAreData() {
        Wire.Outcome outcome = jpeg("""
                E0 7F 10 00 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 08 00 00 00 FE FF DD E0 00 00 00 00
                """ + DELIMITER);

        assertThat(pixels(outcome).fragments()).hasSize(1);
    }

    @Test
    void longFragmentsAreKeptByReferenceWithTheirFirstBytes() {
        String fragment = "FE FF 00 E0 2C 01 00 00 FF 4F FF 51 00 2F 00 00 00 00 00 00 00 00 00 00 "
                + "AB".repeat(300 - 16);
        Wire.Outcome outcome = Wire.parse(
                Wire.bytes("E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 00 00 00 00 " + fragment + DELIMITER),
                TransferSyntax.JPEG_2000, ParseOptions.WHOLE.withBulk(256, "file:/x", 1000));

        assertThat(pixels(outcome).fragments()).containsExactly(new Fragment.Referenced(
                new BulkData("file:/x", 1000 + 28, 300), Bytes.ofHex("ff4fff51002f00000000000000000000")));
    }

    @Test
    void encapsulatedPixelsInANativeSyntaxAreNoted() {
        Wire.Outcome explicit = Wire.explicit(ROWS + FRAGMENTS + DELIMITER);
        Wire.Outcome implicit = Wire.implicit("28 00 10 00 02 00 00 00 01 00"
                + FRAGMENTS.replace("'OB' 00 00", "") + DELIMITER);

        assertThat(pixels(explicit).fragments()).hasSize(2);
        assertThat(explicit.kinds()).containsExactly(Quirk.Kind.ENCAPSULATED_IN_NATIVE);
        assertThat(pixels(implicit).fragments()).hasSize(2);
    }

    @Test
    void nativePixelsInAnEncapsulatedSyntaxAreNoted() {
        Wire.Outcome outcome = jpeg(ROWS + "E0 7F 10 00 'OW' 00 00 04 00 00 00 01 02 03 04");

        assertThat(outcome.dataSet().element(Tag.PixelData))
                .isEqualTo(new Value(Tag.PixelData, Vr.OW, Bytes.ofHex("01020304")));
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.NATIVE_IN_ENCAPSULATED);
    }

    @Test
    void iconsMayBeEncapsulatedToo() {
        DataSet dataSet = jpeg("""
                88 00 00 02 'SQ' 00 00 FF FF FF FF         # Icon Image Sequence
                  FE FF 00 E0 FF FF FF FF
                """ + ROWS + FRAGMENTS + DELIMITER + """
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """).dataSet();

        assertThat(dataSet.items(0x0088_0200).getFirst().element(Tag.PixelData))
                .isInstanceOf(Fragments.class);
    }

    @Test
    void floatPixelDataAreValues() {
        DataSet dataSet = Wire.explicit("""
                E0 7F 08 00 'OF' 00 00 04 00 00 00 00 00 80 3F
                E0 7F 09 00 'OD' 00 00 08 00 00 00 00 00 00 00 00 00 F0 3F
                """).dataSet();

        assertThat(dataSet.decimals(Tag.FloatPixelData)).containsExactly(1.0);
        assertThat(dataSet.decimals(Tag.DoubleFloatPixelData)).containsExactly(1.0);
    }

    @Test
    void extendedOffsetTablesAreValues() {
        DataSet dataSet = Wire.explicit("""
                E0 7F 01 00 'OV' 00 00 08 00 00 00 00 00 00 00 00 00 00 00
                E0 7F 02 00 'OV' 00 00 08 00 00 00 06 00 00 00 00 00 00 00
                """ + FRAGMENTS + DELIMITER).dataSet();

        assertThat(dataSet.element(Tag.ExtendedOffsetTable)).isInstanceOf(Value.class);
    }

    @Test
    void fragmentsWithoutEndOrWithRubbishBetweenAreRefused() {
        assertThatThrownBy(() -> jpeg("E0 7F 10 00 'OB' 00 00 FF FF FF FF"))
                .hasMessageContaining("the data end inside encapsulated pixel data");
        assertThatThrownBy(() -> jpeg("E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 00 00"))
                .hasMessageContaining("the data end inside encapsulated pixel data");
        assertThatThrownBy(() -> jpeg("E0 7F 10 00 'OB' 00 00 FF FF FF FF FE FF 00 E0 FF FF FF FF"))
                .hasMessageContaining("a fragment that is longer than what contains it");
        assertThatThrownBy(() -> jpeg(ROWS + FRAGMENTS + "08 00 60 00 'CS' 02 00 'CT'"))
                .hasMessageContaining("(0008,0060) where a fragment must begin").hasMessageContaining("(7FE0,0010)[2]");
    }
}
