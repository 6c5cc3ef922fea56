package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class DataSetParserTest {

    private static final String EXPLICIT = """
            08 00 05 00 'CS' 0A 00 'ISO_IR 192'        # Specific Character Set
            08 00 60 00 'CS' 02 00 'CT'                # Modality
            08 00 40 11 'SQ' 00 00 FF FF FF FF         # Referenced Image Sequence
              FE FF 00 E0 FF FF FF FF
                08 00 55 11 'UI' 04 00 '1.2' 00        # Referenced SOP Instance UID
              FE FF 0D E0 00 00 00 00
              FE FF 00 E0 0C 00 00 00                  # an item of 12 bytes
                08 00 55 11 'UI' 04 00 '1.3' 00
            FE FF DD E0 00 00 00 00
            10 00 10 00 'PN' 06 00 E5 BC A0 '^a '      # Patient Name
            28 00 10 00 'US' 02 00 00 02               # Rows
            """;

    private static final String PIXELS = "E0 7F 10 00 'OW' 00 00 04 00 00 00 01 02 03 04";

    @Test
    void readsElementsItemsAndText() {
        Wire.Outcome outcome = Wire.explicit(EXPLICIT + PIXELS);

        DataSet dataSet = outcome.dataSet();
        assertThat(outcome.state()).isEqualTo(DataSetParser.State.ENDED);
        assertThat(outcome.quirks()).isEmpty();
        assertThat(dataSet.string(Tag.Modality)).isEqualTo("CT");
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("张^a");
        assertThat(dataSet.integer(Tag.Rows)).hasValue(512);
        assertThat(dataSet.items(Tag.ReferencedImageSequence)).extracting(
                item -> item.string(Tag.ReferencedSOPInstanceUID)).containsExactly("1.2", "1.3");
        assertThat(dataSet.element(Tag.PixelData))
                .isEqualTo(new Value(Tag.PixelData, Vr.OW, Bytes.ofHex("01020304")));
    }

    @Test
    void stopsAtATagAndLeavesTheRestUntouched() {
        ParseOptions options = ParseOptions.WHOLE.stoppingAt(Tag.PixelData);
        Bytes bytes = Wire.bytes(EXPLICIT + PIXELS);
        Bytes pixels = Wire.bytes(PIXELS);

        for (int piece = 1; piece < bytes.length(); piece++) {
            Wire.Outcome outcome = Wire.parse(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, options, piece);

            assertThat(outcome.state()).isEqualTo(DataSetParser.State.STOPPED);
            assertThat(outcome.position()).isEqualTo(bytes.length() - pixels.length());
            assertThat(outcome.rest()).as("pieces of " + piece).isEqualTo(pixels);
            assertThat(outcome.dataSet().contains(Tag.PixelData)).isFalse();
            assertThat(outcome.dataSet().contains(Tag.Rows)).isTrue();
        }
    }

    @Test
    void stopsAtTheNextHigherTagWhenTheStopTagIsAbsent() {
        Wire.Outcome outcome = Wire.parse(Wire.bytes(EXPLICIT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ParseOptions.WHOLE.stoppingAt(0x0009_0000));

        assertThat(outcome.state()).isEqualTo(DataSetParser.State.STOPPED);
        assertThat(outcome.dataSet()).extracting(Element::tag).containsExactly(Tag.SpecificCharacterSet, Tag.Modality,
                Tag.ReferencedImageSequence);
    }

    @Test
    void doesNotStopInsideItems() {
        Wire.Outcome outcome = Wire.parse(Wire.bytes(EXPLICIT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ParseOptions.WHOLE.stoppingAt(Tag.ReferencedSOPInstanceUID));

        assertThat(outcome.dataSet().items(Tag.ReferencedImageSequence)).hasSize(2);
    }

    @Test
    void endsBeforeAStopTagThatNeverComes() {
        Wire.Outcome outcome = Wire.parse(Wire.bytes(EXPLICIT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ParseOptions.WHOLE.stoppingAt(Tag.PixelData));

        assertThat(outcome.state()).isEqualTo(DataSetParser.State.ENDED);
        assertThat(outcome.position()).isEqualTo(Wire.bytes(EXPLICIT).length());
    }

    @Test
    void takesNothingMoreOnceStopped() {
        try (DataSetParser parser = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                ParseOptions.WHOLE.stoppingAt(Tag.Modality))) {
            parser.feed(Wire.buffer(EXPLICIT));
            ByteBuf more = Wire.buffer(PIXELS);

            assertThat(parser.feed(more)).isEqualTo(DataSetParser.State.STOPPED);
            assertThat(more.readerIndex()).isZero();
        }
    }

    @Test
    void readsAnEmptyDataSet() {
        assertThat(Wire.explicit("").dataSet()).isEqualTo(DataSet.EMPTY);
        assertThat(Wire.implicit("").dataSet()).isEqualTo(DataSet.EMPTY);
    }

    @Test
    void keepsTheBufferOfItsCaller() {
        ByteBuf buffer = Wire.buffer(EXPLICIT);
        try (DataSetParser parser = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, ParseOptions.WHOLE)) {
            parser.feed(buffer);
            assertThat(buffer.refCnt()).isEqualTo(1);
            assertThat(buffer.isReadable()).isFalse();
            buffer.setZero(0, buffer.capacity());
            parser.end();

            assertThat(parser.result().string(Tag.Modality)).isEqualTo("CT");
        }
    }

    @Test
    void givesNoResultBeforeTheEnd() {
        try (DataSetParser parser = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, ParseOptions.WHOLE)) {
            assertThat(parser.feed(Wire.buffer(EXPLICIT))).isEqualTo(DataSetParser.State.MORE);

            assertThatIllegalStateException().isThrownBy(parser::result);
        }
    }

    @Test
    void leavesOutGroupLengths() {
        DataSet dataSet = Wire.explicit("""
                08 00 00 00 'UL' 04 00 99 99 00 00         # a wrong one, and nobody cares
                08 00 60 00 'CS' 02 00 'CT'
                """).dataSet();

        assertThat(dataSet).extracting(Element::tag).containsExactly(Tag.Modality);
    }

    @Test
    void letsTheLastOfEqualTagsCountAndSortsTheRest() {
        Wire.Outcome outcome = Wire.explicit("""
                10 00 20 00 'LO' 02 00 'B '
                08 00 60 00 'CS' 02 00 'CT'                # before (0010,0020)
                08 00 60 00 'CS' 02 00 'MR'                # again
                """);

        assertThat(outcome.dataSet()).extracting(Element::tag).containsExactly(Tag.Modality, Tag.PatientID);
        assertThat(outcome.dataSet().string(Tag.Modality)).isEqualTo("MR");
        assertThat(outcome.kinds()).containsExactly(Quirk.Kind.OUT_OF_ORDER, Quirk.Kind.DUPLICATE);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> Wire.explicit("""
                40 00 75 02 'SQ' 00 00 FF FF FF FF
                  FE FF 00 E0 00 00 00 00
                  FE FF 00 E0 20 00 00 00
                    08 00 50 00 'SH' 40 00 'A '            # 64 bytes in an item of 32
                """ + "00".repeat(64))).isInstanceOfSatisfying(DataSetException.class, e -> {
            assertThat(e.reason()).isEqualTo(DataSetException.Reason.MALFORMED);
            assertThat(e.where()).isEqualTo("(0040,0275)[1].(0008,0050)");
            assertThat(e.offset()).isEqualTo(28);
            assertThat(e).hasMessage("an element that is longer than what contains it at byte 28 in "
                    + "(0040,0275)[1].(0008,0050)");
        });
    }

    @Test
    void toleratesZerosAfterTheEnd() {
        Wire.Outcome two = Wire.explicit("08 00 60 00 'CS' 02 00 'CT' 00 00");
        Wire.Outcome one = Wire.explicit("08 00 60 00 'CS' 01 00 'C' 00");

        assertThat(two.dataSet().string(Tag.Modality)).isEqualTo("CT");
        assertThat(two.kinds()).containsExactly(Quirk.Kind.TRAILING_BYTES);
        assertThat(one.kinds()).containsExactly(Quirk.Kind.ODD_LENGTH, Quirk.Kind.TRAILING_BYTES);
    }
}
