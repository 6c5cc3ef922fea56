package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Descriptors and data as devices write them. */
class LookupTableTest {

    private static DataSetBuilder item(Vr descriptor, int count, int first, int bits) {
        return DataSet.builder().putInts(Tag.LUTDescriptor, descriptor, count, first, bits);
    }

    private static LookupTable table(DataSetBuilder item, String data, boolean signed) {
        return LookupTable.ofItem(item.put(new Value(Tag.LUTData, Vr.OW, Bytes.ofHex(data))).build(), signed);
    }

    @ParameterizedTest
    @CsvSource({ "9,1", "10,1", "11,2", "12,3", "13,3", "70000,3", "-70000,1", "1e300,3",
            "-1e300,1", "Infinity,3", "-Infinity,1" })
    void valuesBesideTheTableGetItsEnds(double value, int entry) {
        assertThat(table(item(Vr.US, 3, 10, 8), "010002000300", false).look(value)).isEqualTo(entry);
    }

    @Test
    void theFirstValueHasTheSignOfThePixels() {
        LookupTable signed = table(item(Vr.US, 2, 0xFFFE, 8), "05000600", true);
        LookupTable unsigned = table(item(Vr.US, 2, 0xFFFE, 8), "05000600", false);

        assertThat(signed.look(-2)).isEqualTo(5);
        assertThat(signed.look(-1)).isEqualTo(6);
        assertThat(unsigned.look(0xFFFE)).isEqualTo(5);
        assertThat(unsigned.look(0xFFFF)).isEqualTo(6);
    }

    @Test
    void entriesOfEightBitsMayBePacked() {
        LookupTable packed = table(item(Vr.US, 4, 0, 8), "01020304", false);

        assertThat(packed.look(1)).isEqualTo(2);
        assertThat(packed.look(3)).isEqualTo(4);
    }

    @Test
    void noEntriesMeans65536() {
        LookupTable table = table(item(Vr.US, 0, 0, 16), "3412".repeat(65_536), false);

        assertThat(table.look(65_535)).isEqualTo(0x1234);
        assertThat(table.highest()).isEqualTo(0x1234);
    }

    @Test
    void brightnessIsAShareOfTheBits() {
        LookupTable table = table(item(Vr.US, 3, 0, 12), "0000ff0fffff", false);

        assertThat(table.brightness(0)).isZero();
        assertThat(table.brightness(1)).isEqualTo(1);
        assertThat(table.brightness(2)).isEqualTo(1);
    }

    @Test
    void refusesTablesThatCannotBe() {
        refused(Reason.MALFORMED, DataSet.builder(), "0100");
        refused(Reason.MALFORMED, item(Vr.US, 1, 0, 7), "0100");
        refused(Reason.MALFORMED, item(Vr.US, 1, 0, 32), "0100");
        refused(Reason.TRUNCATED, item(Vr.US, 9, 0, 8), "0100");
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> LookupTable.ofItem(item(Vr.US, 1, 0, 8).build(), false));
    }

    private static void refused(Reason reason, DataSetBuilder item, String data) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> table(item, data, false))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aSequenceWithoutItemsHasNoTable() {
        assertThat(LookupTable.ofSequence(DataSet.EMPTY, Tag.VOILUTSequence, false)).isNull();
    }
}
