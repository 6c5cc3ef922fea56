package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** What a sender may make us hold, and what it cannot. */
class ParseLimitsTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private static void refused(String notation, ParseLimits limits, String message) {
        assertThatThrownBy(() -> Wire.parse(Wire.bytes(notation), EXPLICIT, ParseOptions.WHOLE.withLimits(limits)))
                .isInstanceOfSatisfying(DataSetException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_EXCEEDED))
                .hasMessageContaining(message);
    }

    private static String nested(int items) {
        return "08 00 40 11 'SQ' 00 00 FF FF FF FF FE FF 00 E0 FF FF FF FF ".repeat(items);
    }

    @Test
    void depthIsLimited() {
        ParseLimits limits = new ParseLimits(3, 1000, 1000, 1000, 0);

        refused(nested(3), limits, "items nested more than 3 deep");
        assertThatThrownBy(() -> Wire.parse(Wire.bytes(nested(2)), EXPLICIT, ParseOptions.WHOLE.withLimits(limits)))
                .as("deep enough, though cut").hasMessageContaining("the data end inside an item");
        refused(nested(100_000), ParseLimits.DEFAULT, "items nested more than 64 deep");
    }

    @Test
    void theDeepestAllowedDataSetIsReadAndWritten() {
        int items = DataSet.MAX_DEPTH - 1;
        String bytes = nested(items) + "FE FF 0D E0 00 00 00 00 FE FF DD E0 00 00 00 00 ".repeat(items);
        ParseOptions options = ParseOptions.WHOLE.withLimits(new ParseLimits(DataSet.MAX_DEPTH, 10_000, 1000, 1000, 0));

        DataSet dataSet = Wire.parse(Wire.bytes(bytes), EXPLICIT, options).dataSet();

        assertThat(dataSet.depth()).isEqualTo(DataSet.MAX_DEPTH);
        assertThat(DataSets.encode(dataSet, EXPLICIT)).isEqualTo(Wire.bytes(bytes));
    }

    @Test
    void hiddenSequencesBeyondTheDepthStayUnread() {
        String hidden = "09 00 01 10 'UN' 00 00 12 00 00 00 FE FF 00 E0 0A 00 00 00 08 00 60 00 02 00 00 00 'CT'";
        ParseOptions flat = ParseOptions.WHOLE.withLimits(new ParseLimits(1, 100, 100, 1000, 0));

        DataSet dataSet = Wire.parse(Wire.bytes(hidden), EXPLICIT, flat).dataSet();

        assertThat(dataSet.element(0x0009_1001)).extracting(element -> element.vr()).isEqualTo(Vr.UN);
    }

    @Test
    void elementsItemsAndFragmentsAreCounted() {
        ParseLimits limits = new ParseLimits(8, 10, 1000, 1000, 0);

        refused("08 00 60 00 'CS' 00 00 ".repeat(11), limits, "more than 10 elements");
        refused("08 00 40 11 'SQ' 00 00 FF FF FF FF " + "FE FF 00 E0 00 00 00 00 ".repeat(11), limits,
                "more than 10 elements");
        refused("E0 7F 10 00 'OB' 00 00 FF FF FF FF " + "FE FF 00 E0 00 00 00 00 ".repeat(11), limits,
                "more than 10 elements");
    }

    @Test
    void oneValueIsLimitedBeforeAnythingIsAllocated() {
        refused("09 00 01 10 'OB' 00 00 F0 FF FF FF", ParseLimits.DEFAULT,
                "value of 4294967280 bytes, more than 268435456 allowed at byte 12 in (0009,1001)");
    }

    @Test
    void allValuesTogetherAreLimited() {
        ParseLimits limits = new ParseLimits(8, 100, 64, 100, 0);
        String value = "09 00 %02X 10 'OB' 00 00 40 00 00 00 " + "11".repeat(64);

        refused(value.formatted(1) + value.formatted(2), limits, "values of more than 100 bytes in all");
    }

    @Test
    void aLengthThatIsOnlyClaimedAllocatesLittle() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuf claim = Wire.buffer("09 00 01 10 'OB' 00 00 00 00 00 10 01 02 03");
        try (DataSetParser warm = new DataSetParser(EXPLICIT, ParseOptions.WHOLE)) {
            warm.feed(claim.duplicate());
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        try (DataSetParser parser = new DataSetParser(EXPLICIT, ParseOptions.WHOLE)) {
            parser.feed(claim);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    @Test
    void valuesOfMoreThanFourGibibytesInAllArePassedOverInConstantMemory() {
        long length = 0xFFFF_FFFEL;
        ByteBuf zeros = Unpooled.buffer(1 << 20).writeZero(1 << 20);
        var options = ParseOptions.WHOLE.withLimits(ParseLimits.HEADER).withBulk(1024, "file:/huge", 500);
        try (DataSetParser parser = new DataSetParser(EXPLICIT, options)) {
            for (int element = 1; element <= 2; element++) {
                parser.feed(Wire.buffer("09 00 0%d 10 'OB' 00 00 FE FF FF FF".formatted(element)));
                for (long left = length; left > 0;) {
                    ByteBuf piece = zeros.duplicate();
                    piece.writerIndex((int) Math.min(left, piece.writerIndex()));
                    left -= piece.readableBytes();
                    parser.feed(piece);
                }
            }
            parser.feed(Wire.buffer("10 00 20 00 'LO' 02 00 '1 '"));
            parser.end();

            assertThat(parser.position()).isEqualTo(2 * (12 + length) + 10);
            assertThat(parser.result().element(0x0009_1002)).isEqualTo(
                    new BulkValue(0x0009_1002, Vr.OB, new BulkData("file:/huge", 500 + 12 + length + 12, length)));
            assertThat(parser.result().string(Tag.PatientID)).isEqualTo("1");
        }
    }

    @Test
    void shortValuesAreHeldWhateverTheThreshold() {
        var options = ParseOptions.WHOLE.withBulk(0, "", 0);

        DataSet dataSet = Wire
                .parse(Wire.bytes("08 00 05 00 'CS' 0A 00 'ISO_IR 192' 10 00 10 00 'PN' 04 00 E8 82 BA 20"),
                        EXPLICIT, options)
                .dataSet();

        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("肺");
    }

    @Test
    void referencesIntoBigEndianDataSaySo() {
        Bytes bytes = Wire.join(Wire.bytes("00 08 00 60 'CS' 00 02 'CT' 7F E0 00 10 'OW' 00 00 00 00 01 2C"),
                Bytes.wrap(new byte[300]));

        DataSet dataSet = Wire.parse(bytes, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                ParseOptions.WHOLE.withBulk(256, "u", 0)).dataSet();

        assertThat(dataSet.element(Tag.PixelData))
                .isEqualTo(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("u", 22, 300, true)));
    }

    @Test
    void senselessLimitsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ParseLimits(0, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ParseLimits(DataSet.MAX_DEPTH + 1, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ParseLimits(1, 1, -1, 1, 1));
    }
}
