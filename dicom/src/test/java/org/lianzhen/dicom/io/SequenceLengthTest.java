package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** Sequences and items whose lengths or delimiters are wrong. */
class SequenceLengthTest {

    private static final String AFTER = " 28 00 10 00 'US' 02 00 01 00";

    private static List<String> modalities(Wire.Outcome outcome) {
        assertThat(outcome.dataSet().integer(Tag.Rows)).as("what follows").hasValue(1);
        return outcome.dataSet().items(Tag.ReferencedImageSequence).stream()
                .map(item -> String.valueOf(item.string(Tag.Modality))).toList();
    }

    @Test
    void aSequenceLongerThanItsItemsEndsBeforeTheNextElement() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 1C 00 00 00         # 28 bytes, but the item has 18
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.WRONG_SEQUENCE_LENGTH);
    }

    @Test
    void aSequenceShorterThanItsItemsGoesOn() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 12 00 00 00         # 18 bytes, but there are two items
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'MR'
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT", "MR");
        assertThat(outcome.kinds()).contains(Quirk.Kind.WRONG_SEQUENCE_LENGTH);
    }

    @Test
    void aSequenceShorterThanItsItemGivesWay() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 10 00 00 00         # 16 bytes, but the item has 18
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT");
        assertThat(outcome.kinds()).contains(Quirk.Kind.WRONG_SEQUENCE_LENGTH);
    }

    @Test
    void anItemLongerThanItsElementsEndsBeforeTheNextItem() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 10 00 00 00                  # 16 bytes, but the element has 10
                    08 00 60 00 'CS' 02 00 'CT'
                  FE FF 00 E0 10 00 00 00
                    08 00 60 00 'CS' 02 00 'MR'
                  FE FF DD E0 00 00 00 00
                """ + AFTER);

        assertThat(outcome.dataSet().items(Tag.ReferencedImageSequence).getFirst().string(Tag.Modality))
                .isEqualTo("CT");
        assertThat(outcome.kinds()).contains(Quirk.Kind.WRONG_ITEM_LENGTH);
    }

    @Test
    void anItemThatClaimsMoreThanSequenceAndDataHaveIsRead() {
        String sequence = "08 00 40 11 'SQ' 00 00 12 00 00 00";
        String item = " FE FF 00 E0 10 00 00 00 08 00 60 00 'CS' 02 00 'CT'";          // 6 bytes too many

        Wire.Outcome outcome = Wire.explicit(sequence + item);

        assertThat(outcome.dataSet().items(Tag.ReferencedImageSequence)).hasSize(1);
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.WRONG_SEQUENCE_LENGTH, Quirk.Kind.WRONG_ITEM_LENGTH,
                Quirk.Kind.MISSING_DELIMITER);
        assertThatThrownBy(() -> Wire.explicit(sequence.replace("12", "18") + item))
                .as("when the sequence claims more too, it is a truncation").isInstanceOf(DataSetException.class);
    }

    @Test
    void anItemShorterThanItsElementsGoesOn() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 0A 00 00 00                  # 10 bytes, but the elements have 20
                    08 00 50 00 'SH' 02 00 '1 '
                    08 00 60 00 'CS' 02 00 'CT'
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'MR'
                FE FF DD E0 00 00 00 00
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT", "MR");
        assertThat(outcome.dataSet().items(Tag.ReferencedImageSequence).getFirst().string(Tag.AccessionNumber))
                .as("what the length had room for").isEqualTo("1");
        assertThat(outcome.kinds()).contains(Quirk.Kind.WRONG_ITEM_LENGTH);
    }

    @Test
    void anItemWithLengthAndDelimiterIsRead() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                  FE FF 0D E0 00 00 00 00                  # one delimiter too many
                FE FF DD E0 00 00 00 00
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.STRAY_DELIMITER);
    }

    @Test
    void aSequenceWithLengthAndDelimiterIsRead() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 12 00 00 00
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                FE FF DD E0 00 00 00 00
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.STRAY_DELIMITER);
    }

    @Test
    void aMissingItemDelimiterIsSupplied() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 'CS' 02 00 'CT'
                  FE FF 00 E0 FF FF FF FF
                    08 00 60 00 'CS' 02 00 'MR'
                FE FF DD E0 00 00 00 00
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT", "MR");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.MISSING_DELIMITER, Quirk.Kind.MISSING_DELIMITER);
    }

    @Test
    void aMissingSequenceDelimiterIsSupplied() {
        String sequence = """
                08 00 40 11 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 0A 00 00 00
                    08 00 60 00 'CS' 02 00 'CT'
                """;

        assertThat(modalities(Wire.explicit(sequence + AFTER))).containsExactly("CT");
        Wire.Outcome atTheEnd = Wire.explicit(sequence);
        assertThat(atTheEnd.dataSet().items(Tag.ReferencedImageSequence)).hasSize(1);
        assertThat(atTheEnd.kinds()).containsExactly(Quirk.Kind.MISSING_DELIMITER);
    }

    @Test
    void undefinedLengthsInsideDefinedOnesEndWithThem() {
        Wire.Outcome outcome = Wire.explicit("""
                08 00 40 11 'SQ' 00 00 12 00 00 00
                  FE FF 00 E0 FF FF FF FF                  # never delimited, but the sequence ends
                    08 00 60 00 'CS' 02 00 'CT'
                """ + AFTER);

        assertThat(modalities(outcome)).containsExactly("CT");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.MISSING_DELIMITER);
    }

    @Test
    void aSequenceThatHoldsNoItemsIsRefused() {
        assertThatThrownBy(() -> Wire.explicit("08 00 40 11 'SQ' 00 00 0A 00 00 00 08 00 60 00 'CS' 02 00 'CT'"))
                .isInstanceOf(DataSetException.class).hasMessageContaining("(0008,0060) where an item must begin");
    }

    @Test
    void anItemThatLeavesEverythingAroundItIsRefused() {
        assertThatThrownBy(() -> Wire.explicit("""
                08 00 40 11 'SQ' 00 00 1C 00 00 00
                  FE FF 00 E0 14 00 00 00
                    08 00 15 11 'SQ' 00 00 08 00 00 00
                      FE FF 00 E0 40 00 00 00
                """)).isInstanceOf(DataSetException.class).hasMessageContaining("longer than what contains it");
    }

    @Test
    void anElementHeaderCutByTheEndOfItsItemIsRefused() {
        assertThatThrownBy(() -> Wire.explicit("""
                08 00 40 11 'SQ' 00 00 0E 00 00 00
                  FE FF 00 E0 06 00 00 00
                    08 00 60 00 'CS'
                """ + AFTER)).isInstanceOf(DataSetException.class);
    }

    @Test
    void anEmptySequenceStaysEmpty() {
        DataSet defined = Wire.explicit("08 00 40 11 'SQ' 00 00 00 00 00 00" + AFTER).dataSet();
        DataSet undefined = Wire.explicit("08 00 40 11 'SQ' 00 00 FF FF FF FF FE FF DD E0 00 00 00 00" + AFTER)
                .dataSet();

        assertThat(defined.contains(Tag.ReferencedImageSequence)).isTrue();
        assertThat(defined.items(Tag.ReferencedImageSequence)).isEmpty();
        assertThat(undefined).isEqualTo(defined);
    }
}
