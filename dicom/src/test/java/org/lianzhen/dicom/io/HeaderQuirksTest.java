package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Element headers that break PS3.5 section 7.1.2, as devices write them. */
class HeaderQuirksTest {

    private static final String BEFORE = "08 00 60 00 'CS' 02 00 'CT' ";
    private static final String AFTER = " 28 00 10 00 'US' 02 00 01 00";

    private static Wire.Outcome between(String element) {
        Wire.Outcome outcome = Wire.explicit(BEFORE + element + AFTER);
        assertThat(outcome.dataSet().string(Tag.Modality)).isEqualTo("CT");
        assertThat(outcome.dataSet().integer(Tag.Rows)).as("what follows").hasValue(1);
        return outcome;
    }

    @Test
    void rubbishForARepresentationMeansTheDictionarys() {
        Wire.Outcome outcome = between("10 00 20 00 '??' 02 00 'P '");

        assertThat(outcome.dataSet().element(Tag.PatientID))
                .isEqualTo(new Value(Tag.PatientID, Vr.LO, Bytes.ofHex("5020")));
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.UNKNOWN_VR);
    }

    @Test
    void rubbishForALongRepresentationHasALongLength() {
        Wire.Outcome outcome = between("28 00 06 30 '--' 00 00 02 00 00 00 07 00");

        assertThat(outcome.dataSet().element(Tag.LUTData))
                .isEqualTo(new Value(Tag.LUTData, Vr.OW, Bytes.ofHex("0700")));
    }

    @Test
    void aRepresentationOfTheFutureHasALongLength() {
        Wire.Outcome outcome = between("19 00 01 10 'ZZ' 00 00 04 00 00 00 01 02 03 04");

        assertThat(outcome.dataSet().element(0x0019_1001))
                .isEqualTo(new Value(0x0019_1001, Vr.UN, Bytes.ofHex("01020304")));
    }

    @Test
    void aRepresentationOfTheFutureWithSomethingInItsReservedBytesHasAShortLength() {
        Wire.Outcome outcome = between("19 00 01 10 'ZZ' 04 00 01 02 03 04");

        assertThat(outcome.dataSet().element(0x0019_1001))
                .isEqualTo(new Value(0x0019_1001, Vr.UN, Bytes.ofHex("01020304")));
    }

    @Test
    void headersInImplicitVrAmongExplicitOnesAreRead() {
        Wire.Outcome outcome = between("""
                10 00 20 00 02 00 00 00 'P '
                10 00 30 00 00 00 00 00                    # no value: two zeros, and zero length
                """);

        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("P");
        assertThat(outcome.dataSet().contains(Tag.PatientBirthDate)).isTrue();
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.UNKNOWN_VR, Quirk.Kind.UNKNOWN_VR);
    }

    @Test
    void anImplicitLengthThatLooksLikeHalfARepresentationIsALength() {
        Wire.Outcome outcome = between("10 00 00 40 0A 20 00 00 '%s'".formatted("a".repeat(0x200A)));

        assertThat(outcome.dataSet().string(Tag.PatientComments)).hasSize(0x200A);
    }

    @Test
    void zerosForARepresentationLeaveTheLengthWhereTheDictionarySays() {
        Wire.Outcome outcome = between("""
                10 00 20 00 00 00 02 00 'P '               # LO: short length
                28 00 06 30 00 00 00 00 02 00 00 00 07 00  # OW: long length
                """);

        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("P");
        assertThat(outcome.dataSet().element(Tag.LUTData))
                .isEqualTo(new Value(Tag.LUTData, Vr.OW, Bytes.ofHex("0700")));
    }

    @Test
    void shortRepresentationsWithALongLengthAreRead() {
        Wire.Outcome outcome = between("""
                18 00 50 00 'DS' 00 00 04 00 00 00 '1.50'  # Slice Thickness: two reserved bytes, 32-bit length
                18 00 86 00 'IS' 00 00 02 00 00 00 '3 '    # Echo Numbers
                20 00 10 00 'SH' 02 00 'S '                # and a right one
                """);

        assertThat(outcome.dataSet().decimal(Tag.SliceThickness)).hasValue(1.5);
        assertThat(outcome.dataSet().integer(0x0018_0086)).hasValue(3);
        assertThat(outcome.dataSet().string(Tag.StudyID)).isEqualTo("S");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.LENGTH_FIELD_WIDTH, Quirk.Kind.LENGTH_FIELD_WIDTH);
    }

    @Test
    void emptyValuesOfShortRepresentationsAreNotMistakenForThat() {
        Wire.Outcome outcome = between("""
                10 00 10 00 'PN' 00 00
                10 00 20 00 'LO' 00 00
                10 00 30 00 'DA' 00 00
                """);

        assertThat(outcome.dataSet().size()).isEqualTo(5);
        assertThat(outcome.quirks()).isEmpty();
        assertThat(Wire.explicit("10 00 20 00 'LO' 00 00").dataSet().contains(Tag.PatientID)).isTrue();
    }

    @Test
    void anEmptyValueBeforeAnUnknownRepresentationIsEmpty() {
        Wire.Outcome outcome = between("""
                10 00 10 00 'PN' 00 00
                10 00 20 00 '??' 02 00 'P '
                """);

        assertThat(outcome.dataSet().string(Tag.PatientName)).isNull();
        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("P");
    }

    @Test
    void longRepresentationsWithAShortLengthAreRead() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 18 00 00 00
                  FE FF 00 E0 10 00 00 00
                    09 00 01 10 'UT' 08 00 'a text !'      # 16-bit length; as 32 bits it would leave the item
                """ + AFTER);

        assertThat(outcome.dataSet().items(Tag.ReferencedImageSequence).getFirst().string(0x0009_1001))
                .isEqualTo("a text !");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.LENGTH_FIELD_WIDTH);
    }

    @Test
    void oddLengthsAreReadAndPadded() {
        Wire.Outcome outcome = between("""
                10 00 10 00 'PN' 03 00 'A^B'
                20 00 0D 00 'UI' 03 00 '1.2'
                """);

        assertThat(outcome.dataSet().element(Tag.PatientName))
                .isEqualTo(new Value(Tag.PatientName, Vr.PN, Bytes.ofHex("415e4220")));
        assertThat(outcome.dataSet().element(Tag.StudyInstanceUID))
                .isEqualTo(new Value(Tag.StudyInstanceUID, Vr.UI, Bytes.ofHex("312e3200")));
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.ODD_LENGTH, Quirk.Kind.ODD_LENGTH);
    }

    @Test
    void strayDelimitersAtTopLevelArePassedOver() {
        Wire.Outcome outcome = between("""
                FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """);

        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.STRAY_DELIMITER, Quirk.Kind.STRAY_DELIMITER);
    }

    @Test
    void itemsAndUnknownDelimitersAtTopLevelAreRefused() {
        assertThatThrownBy(() -> Wire.explicit(BEFORE + "FE FF 00 E0 00 00 00 00"))
                .hasMessage("an item outside of any sequence at byte 10 in (FFFE,E000)");
        assertThatThrownBy(() -> Wire.explicit(BEFORE + "FE FF 01 E0 00 00 00 00"))
                .hasMessage("an unknown kind of delimiter at byte 10 in (FFFE,E001)");
    }

    @Test
    void everyRepresentationIsReadBack() {
        for (Vr vr : Vr.values()) {
            if (vr != Vr.SQ) {
                Value value = new Value(0x0019_1001, vr, Bytes.ofHex("3131313131313131"));
                DataSet dataSet = DataSet.ofEncoded(List.of(value),
                        SpecificCharacterSet.ASCII);

                assertThat(DataSets.parse(
                        DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).as(vr.name())
                        .isEqualTo(dataSet);
            }
        }
    }
}
