package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Elements whose representation is UN, unknown or wrong. */
class UnknownRepresentationTest {

    private static final int PRIVATE = 0x0009_1001;

    @Test
    void unknownOfUndefinedLengthIsASequenceInImplicitVr() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 10 00 'LO' 04 00 'ACME'
                09 00 01 10 'UN' 00 00 FF FF FF FF         # CP-246
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 02 00 00 00 'CT'           # implicit VR
                    09 00 02 10 FF FF FF FF                # a private sequence in it
                      FE FF 00 E0 0A 00 00 00
                        10 00 20 00 02 00 00 00 '7 '
                    FE FF DD E0 00 00 00 00
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                28 00 10 00 'US' 02 00 01 00
                """);

        DataSet item = outcome.dataSet().items(PRIVATE).getFirst();
        assertThat(item.string(Tag.Modality)).isEqualTo("CT");
        assertThat(item.items(0x0009_1002).getFirst().string(Tag.PatientID)).isEqualTo("7");
        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(1);
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void unknownOfUndefinedLengthMayBeExplicitAllTheSame() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 01 10 'UN' 00 00 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 'CS' 02 00 'CT'            # explicit VR, against the rule
                  FE FF 0D E0 00 00 00 00
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 02 00 00 00 'MR'           # and by the rule
                FE FF DD E0 00 00 00 00
                """);

        assertThat(outcome.dataSet().items(PRIVATE)).extracting(item -> item.string(Tag.Modality))
                .containsExactly("CT", "MR");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.EXPLICIT_IN_UNKNOWN);
    }

    @Test
    void unknownOfUndefinedLengthIsLittleEndianInABigEndianDataSet() {
        Wire.Outcome outcome = Wire.parse(Wire.bytes("""
                00 08 00 60 'CS' 00 02 'CT'
                00 09 10 01 'UN' 00 00 FF FF FF FF
                  FE FF 00 E0 0A 00 00 00                  # little endian from here
                    28 00 10 00 02 00 00 00 00 02
                FE FF DD E0 00 00 00 00
                00 28 00 10 'US' 00 02 00 01               # big endian again
                """), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, ParseOptions.WHOLE);

        assertThat(outcome.dataSet().items(PRIVATE).getFirst().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(1);
    }

    @Test
    void emptyItemsOfAnUnknownSequenceTellNothingAndHarmNothing() {
        DataSet dataSet = Wire.explicit("""
                09 00 01 10 'UN' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 FF FF FF FF
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                """).dataSet();

        assertThat(dataSet.items(PRIVATE)).containsExactly(DataSet.EMPTY, DataSet.EMPTY);
    }

    @Test
    void unknownOfDefinedLengthHoldingItemsIsASequence() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 01 10 'UN' 00 00 24 00 00 00
                  FE FF 00 E0 1C 00 00 00
                    08 00 60 00 02 00 00 00 'CT'
                    09 00 02 10 0A 00 00 00 'no items !'
                10 00 20 00 'LO' 02 00 '1 '
                """);

        DataSet item = outcome.dataSet().items(PRIVATE).getFirst();
        assertThat(item.string(Tag.Modality)).isEqualTo("CT");
        assertThat(item.element(0x0009_1002)).isInstanceOf(Value.class);
        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("1");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.HIDDEN_SEQUENCE);
    }

    @Test
    void hiddenSequencesNestInHiddenSequences() {
        DataSet dataSet = Wire.explicit("""
                09 00 01 10 'UN' 00 00 22 00 00 00
                  FE FF 00 E0 1A 00 00 00
                    09 00 02 10 12 00 00 00                # private and implicit: unknown as well
                      FE FF 00 E0 0A 00 00 00
                        08 00 60 00 02 00 00 00 'CT'
                """).dataSet();

        DataSet inner = dataSet.items(PRIVATE).getFirst().items(0x0009_1002).getFirst();
        assertThat(inner.string(Tag.Modality)).isEqualTo("CT");
    }

    @Test
    void unknownThatOnlyBeginsLikeAnItemStaysAsItIs() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 01 10 'UN' 00 00 0C 00 00 00 FE FF 00 E0 1C 00 00 00 DE AD BE EF
                09 00 02 10 'UN' 00 00 0C 00 00 00 FE FF 00 E0 04 00 00 00 DE AD BE EF
                10 00 20 00 'LO' 02 00 '1 '
                """);

        assertThat(outcome.dataSet().element(PRIVATE))
                .isEqualTo(new Value(PRIVATE, Vr.UN, Bytes.ofHex("feff00e01c000000deadbeef")));
        assertThat(outcome.dataSet().element(0x0009_1002)).isInstanceOf(Value.class);
        assertThat(outcome.dataSet().string(Tag.PatientID)).isEqualTo("1");
        assertThat(outcome.quirks()).isEmpty();
    }

    @Test
    void unknownOfAKnownSequenceIsReadAsOne() {
        DataSet dataSet = Wire.explicit("""
                08 00 40 11 'UN' 00 00 14 00 00 00         # Referenced Image Sequence
                  FE FF 00 E0 0C 00 00 00
                    08 00 55 11 04 00 00 00 '1.2' 00
                08 00 15 11 'UN' 00 00 00 00 00 00         # Referenced Series Sequence without value
                10 00 20 00 'UN' 00 00 02 00 00 00 'P '
                """).dataSet();

        assertThat(dataSet.items(Tag.ReferencedImageSequence).getFirst().string(Tag.ReferencedSOPInstanceUID))
                .isEqualTo("1.2");
        assertThat(dataSet.string(Tag.PatientID)).as("read by the dictionary").isEqualTo("P");
        assertThat(dataSet.element(Tag.PatientID)).as("kept as it was")
                .isEqualTo(new Value(Tag.PatientID, Vr.UN, Bytes.ofHex("5020")));
    }

    @Test
    void unknownOfAKnownSequenceTooShortForAnElementIsReadAsWell() {
        DataSet dataSet = Wire.explicit("""
                08 00 40 11 'UN' 00 00 08 00 00 00 FE FF 00 E0 00 00 00 00
                08 00 15 11 'UN' 00 00 04 00 00 00 FE FF 00 E0
                10 00 20 00 'LO' 02 00 '1 '
                """).dataSet();

        assertThat(dataSet.items(Tag.ReferencedImageSequence)).containsExactly(DataSet.EMPTY);
        assertThat(dataSet.element(Tag.ReferencedSeriesSequence))
                .isEqualTo(new Value(Tag.ReferencedSeriesSequence, Vr.UN, Bytes.ofHex("feff00e0")));
        assertThat(dataSet.string(Tag.PatientID)).isEqualTo("1");
    }

    @Test
    void aLongValueOfAShortRepresentationComesBackFromUnknown() {
        String text = "x".repeat(0x10000);
        DataSet dataSet = Wire.explicit("""
                10 00 00 40 'UN' 00 00 00 00 01 00 '%s'    # Patient Comments, LT
                """.formatted(text)).dataSet();

        assertThat(dataSet.element(Tag.PatientComments)).extracting(Element::vr).isEqualTo(Vr.LT);
        assertThat(dataSet.string(Tag.PatientComments)).isEqualTo(text);
    }

    @Test
    void privateSequencesInImplicitVrAreSeenByTheirItems() {
        Wire.Outcome outcome = Wire.implicit("""
                08 00 05 00 0A 00 00 00 'ISO_IR 100'
                09 00 10 00 04 00 00 00 'ACME'
                09 00 01 10 12 00 00 00                    # defined length
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 02 00 00 00 'CT'
                09 00 02 10 FF FF FF FF                    # undefined length
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 02 00 00 00 'MR'
                FE FF DD E0 00 00 00 00
                """);

        assertThat(outcome.dataSet().privateElement("ACME", 9, 1)).isInstanceOf(Sequence.class);
        assertThat(outcome.dataSet().items(PRIVATE).getFirst().string(Tag.Modality)).isEqualTo("CT");
        assertThat(outcome.dataSet().items(0x0009_1002).getFirst().string(Tag.Modality)).isEqualTo("MR");
    }

    @Test
    void aPrivateSequenceInSwappedOrderIsRead() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 01 10 'SQ' 00 00 FF FF FF FF
                  FF FE E0 00 00 00 00 0A                  # everything in here is big endian
                    00 28 00 10 'US' 00 02 02 00
                  FF FE E0 DD 00 00 00 00
                28 00 10 00 'US' 02 00 01 00
                """);

        assertThat(outcome.dataSet().items(PRIVATE).getFirst().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.dataSet().integer(Tag.Rows)).hasValue(1);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.OTHER_SYNTAX);
    }

    @Test
    void otherBytesOfUndefinedLengthHoldingItemsAreASequence() {
        Wire.Outcome outcome = Wire.explicit("""
                09 00 10 00 'LO' 0A 00 'GE CARDIAC'
                09 00 01 10 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 'CS' 02 00 'US'
                  FE FF 0D E0 00 00 00 00
                FE FF DD E0 00 00 00 00
                09 00 02 10 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 0A 00 00 00
                    28 00 10 00 'US' 02 00 00 02
                FE FF DD E0 00 00 00 00
                """);

        assertThat(outcome.dataSet().items(PRIVATE).getFirst().string(Tag.Modality)).isEqualTo("US");
        assertThat(outcome.dataSet().items(0x0009_1002).getFirst().integer(Tag.Rows)).hasValue(512);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.HIDDEN_SEQUENCE, Quirk.Kind.HIDDEN_SEQUENCE);
    }

    @Test
    void otherBytesOfUndefinedLengthHoldingFragmentsAreFragments() {
        DataSet dataSet = Wire.explicit("""
                09 00 01 10 'OB' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 04 00 00 00 FF D8 FF D9
                FE FF DD E0 00 00 00 00
                """).dataSet();

        assertThat(dataSet.element(PRIVATE)).isInstanceOfSatisfying(Fragments.class,
                fragments -> assertThat(fragments.fragments()).hasSize(1));
    }

    @Test
    void undefinedLengthWithoutAnyItemIsRefused() {
        assertThatThrownBy(() -> Wire.explicit("""
                09 00 01 10 'OB' 00 00 FF FF FF FF
                10 00 20 00 'LO' 02 00 '1 '
                """)).isInstanceOf(DataSetException.class)
                .hasMessage("(0010,0020) where a fragment must begin at byte 12 in (0009,1001)[0]");
    }

    @Test
    void textOfUndefinedLengthIsRefused() {
        String text = "FF FF FF FF FE FF 00 E0 08 00 00 00 'no text ' FE FF DD E0 00 00 00 00";

        assertThatThrownBy(() -> Wire.explicit("09 00 01 10 'UT' 00 00" + text)).isInstanceOf(DataSetException.class)
                .hasMessageContaining("undefined length of UT without items");
        assertThatThrownBy(() -> Wire.explicit("E0 7F 10 00 'UC' 00 00" + text)).isInstanceOf(DataSetException.class);
        assertThatThrownBy(() -> Wire.implicit("08 00 60 00" + text)).isInstanceOf(DataSetException.class);
    }
}
