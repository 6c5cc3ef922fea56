package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Values going in and coming out. */
class DataSetValuesTest {

    private static final int PRIVATE = 0x0019_1001;

    private static DataSet of(Vr vr, String hex) {
        return DataSet.builder().put(new Value(PRIVATE, vr, Bytes.ofHex(hex))).build();
    }

    @ParameterizedTest
    @CsvSource({ "US, ffff, 65535", "SS, ffff, -1", "UL, ffffff7f, 2147483647", "SL, ffffffff, -1",
            "SV, ffffffffffffffff, -1", "UV, 0500000000000000, 5", "AT, 10002000, 1048608", "IS, 2d35, -5",
            "DS, 352e30, 5",
            "DS, 3165332020, 1000" })
    void wholeNumbers(Vr vr, String hex, int expected) {
        assertThat(of(vr, hex).integer(PRIVATE)).hasValue(expected);
        assertThat(of(vr, hex).longInteger(PRIVATE)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({ "FL, 0000c03f, 1.5", "FD, 000000000000f83f, 1.5", "OF, 0000c03f, 1.5", "OD, 000000000000f83f, 1.5",
            "DS, 312e35, 1.5", "IS, 3135, 15", "US, 0f00, 15" })
    void decimalNumbers(Vr vr, String hex, double expected) {
        assertThat(of(vr, hex).decimal(PRIVATE)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({ "UL, ffffffff", "SV, 0000000001000000", "IS, 33303030303030303030", "DS, 312e35", "DS, 616263",
            "IS, 2d" })
    void numbersThatAreNoWholeNumbersOf32BitsAreRefused(Vr vr, String hex) {
        assertThatThrownBy(() -> of(vr, hex).integer(PRIVATE)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("(0019,1001) holds");
    }

    @ParameterizedTest
    @CsvSource({ "UV, ffffffffffffffff", "DS, 31653330", "DS, 316539393939393939393939", "IS, 31653430", "IS, 312e35" })
    void numbersThatAreNoWholeNumbersOf64BitsAreRefused(Vr vr, String hex) {
        assertThatThrownBy(() -> of(vr, hex).longInteger(PRIVATE)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({ "US, 01000200, 1;2", "AT, 10002000, 00100020", "UV, ffffffffffffffff, 18446744073709551615",
            "FL, 0000c03f, 1.5", "CS, 41205c20425c, A;B;", "UI, 312e3200, 1.2", "UR, 613a2f2f625c6320, a://b\\c",
            "LT, 20615c62, ' a\\b'", "DA, 20, ''" })
    void valuesAsText(Vr vr, String hex, String expected) {
        List<String> values = expected.isEmpty() ? List.of() : List.of(expected.split(";", -1));
        assertThat(of(vr, hex).strings(PRIVATE)).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(strings = { "abc", "1,5", "0x10", "NaN", "1d", "1E401", "1E999999999", "--1", "1 2", ".", "1E" })
    void decimalStringsThatAreNoNumbersAreRefusedByName(String text) {
        DataSet dataSet = DataSet.builder().put(PRIVATE, Vr.DS, "1", text).build();

        assertThatThrownBy(() -> dataSet.decimals(PRIVATE)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("(0019,1001) holds no number: DS ").hasMessageNotContaining(text + " ");
        assertThat(dataSet.strings(PRIVATE)).containsExactly("1", text);
    }

    @ParameterizedTest
    @CsvSource({ "DS, 1E3, 1000", "IS, 7.0, 7", "IS, +12, 12", "IS, -007, -7", "DS, 5., 5", "DS, 0E400, 0" })
    void wholeNumbersMayBeWrittenStrangely(Vr vr, String text, int number) {
        assertThat(DataSet.builder().put(PRIVATE, vr, text).build().integer(PRIVATE)).hasValue(number);
    }

    @Test
    void manyDigitsAreReadAsTheyStand() {
        DataSet dataSet = DataSet.builder().put(PRIVATE, Vr.DS, "0.30000000000000004", "1" + "0".repeat(30)).build();

        assertThat(dataSet.decimals(PRIVATE)).containsExactly(0.30000000000000004, 1E30);
    }

    @Test
    void bytesHaveNoText() {
        assertThat(of(Vr.OB, "3132").strings(PRIVATE)).isEmpty();
        assertThat(of(Vr.UN, "3132").strings(PRIVATE)).isEmpty();
        assertThat(of(Vr.OB, "3132").integers(PRIVATE)).isEmpty();
        assertThat(of(Vr.LO, "3132").decimals(PRIVATE)).isEmpty();
    }

    @Test
    void absentAndEmptyValuesAreNone() {
        DataSet dataSet = DataSet.builder().putEmpty(Tag.PatientName).putEmpty(Tag.ReferencedImageSequence)
                .put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("", 0, 10))).build();

        assertThat(dataSet.string(Tag.PatientName)).isNull();
        assertThat(dataSet.personName(Tag.PatientName)).isNull();
        assertThat(dataSet.contains(Tag.PatientName)).isTrue();
        assertThat(dataSet.hasValue(Tag.PatientName)).isFalse();
        assertThat(dataSet.hasValue(Tag.ReferencedImageSequence)).isFalse();
        assertThat(dataSet.item(Tag.ReferencedImageSequence)).isNull();
        assertThat(dataSet.hasValue(Tag.Modality)).isFalse();
        assertThat(dataSet.hasValue(Tag.PixelData)).isTrue();
        assertThat(dataSet.integers(Tag.PixelData)).isEmpty();
        assertThat(dataSet.integer(Tag.Rows)).isEmpty();
        assertThat(dataSet.decimal(Tag.Rows)).isEmpty();
        assertThat(dataSet.longInteger(Tag.Rows)).isEmpty();
        assertThat(dataSet.items(Tag.PatientName)).isEmpty();
    }

    @Test
    void emptyNumbersBetweenOthersAreLeftOut() {
        assertThat(of(Vr.DS, "315c5c32").decimals(PRIVATE)).containsExactly(1.0, 2.0);
    }

    @Test
    void personNamesHaveGroups() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(Tag.PatientName, "Wang^XiaoDong=王^小东").build();

        PersonName name = dataSet.personName(Tag.PatientName);
        assertThat(name).isNotNull();
        assertThat(name.ideographic().family()).isEqualTo("王");
    }

    @Test
    void numbersGoInByTheDictionary() {
        DataSet dataSet = DataSet.builder().putInts(Tag.Rows, 65_535).putInts(Tag.NumberOfFrames, 3)
                .putInts(Tag.SeriesNumber).putDoubles(Tag.SliceThickness, 0.1).put(Tag.Columns, "512")
                .putInts(0x0028_9001, -1 >>> 1).putInts(0x0018_9087, 7).put(Tag.OffendingElement, "00100020").build();

        assertThat(dataSet.element(Tag.Rows)).isEqualTo(new Value(Tag.Rows, Vr.US, Bytes.ofHex("ffff")));
        assertThat(dataSet.element(Tag.NumberOfFrames))
                .isEqualTo(new Value(Tag.NumberOfFrames, Vr.IS, Bytes.ofHex("3320")));
        assertThat(dataSet.element(Tag.SeriesNumber)).isEqualTo(new Value(Tag.SeriesNumber, Vr.IS, Bytes.EMPTY));
        assertThat(dataSet.string(Tag.SliceThickness)).isEqualTo("0.1");
        assertThat(dataSet.integer(Tag.Columns)).hasValue(512);
        assertThat(dataSet.decimal(0x0018_9087)).hasValue(7);
        assertThat(dataSet.integers(Tag.OffendingElement)).containsExactly(Tag.PatientID);
    }

    @ParameterizedTest
    @CsvSource({ "US, -1", "US, 65536", "US, 1.5", "US, one", "SS, 32768", "UL, -1", "SL, 2147483648", "UV, -1",
            "UV, 18446744073709551616", "UV, 1e30", "UV, 0.5", "SV, 9223372036854775808", "AT, 123456789", "FL, one",
            "OB, 01", "UN, 01", "SQ, 01", "CS, Ä", "CS, A\\B", "UI, １" })
    void whatARepresentationCannotHoldIsRefused(Vr vr, String text) {
        assertThatThrownBy(() -> DataSet.builder().put(PRIVATE, vr, text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({ "US, 65535, ffff", "SS, -32768, 0080", "UL, 4294967295, ffffffff", "SL, -1, ffffffff",
            "UV, 18446744073709551615, ffffffffffffffff", "SV, -1, ffffffffffffffff", "AT, 00100020, 10002000",
            "FL, 1.5, 0000c03f", "FD, NaN, 000000000000f87f", "CS, A, 4120", "UI, 1.2, 312e3200" })
    void whatARepresentationCanHoldIsEncoded(Vr vr, String text, String hex) {
        assertThat(DataSet.builder().put(PRIVATE, vr, text).build()).isEqualTo(of(vr, hex));
    }

    @ParameterizedTest
    @CsvSource({ "0.1, 0.1", "3.141592653589793, 3.14159265358979", "-3.141592653589793, -3.1415926535898",
            "1.0E-10, 1E-10", "1.2345678901234567E-300, 12345678901E-310",
            "-0.0000012345678901234, -1.2345678901E-6", "100, 1E+2", "0, 0" })
    void decimalStringsFitInto16Characters(double number, String expected) {
        String text = DataSet.builder().putDoubles(Tag.SliceThickness, number).build().string(Tag.SliceThickness);

        assertThat(text).hasSizeLessThanOrEqualTo(16);
        assertThat(Double.parseDouble(text)).isCloseTo(number, Percentage.withPercentage(1e-6));
        assertThat(Double.parseDouble(text)).isEqualTo(Double.parseDouble(expected));
    }

    @Test
    void numbersWithoutDecimalFormAreRefused() {
        assertThatThrownBy(() -> DataSet.builder().putDoubles(Tag.SliceThickness, Double.NaN))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DataSet.builder().putDoubles(Tag.Modality, 1))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> DataSet.builder().putInts(Tag.Modality, 1)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void sequencesAreNoPlainValues() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Value(PRIVATE, Vr.SQ, Bytes.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BulkValue(PRIVATE, Vr.SQ, new BulkData("", 0, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fragments(PRIVATE, Vr.LO, Bytes.EMPTY, List.of()));
    }

    @Test
    void bulkDataLieInAStream() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BulkData("", -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new BulkData("", 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BulkData("", Long.MAX_VALUE, 1));
        assertThat(new BulkData("a", 5, 7, true).relocated("b", 10)).isEqualTo(new BulkData("b", 15, 7, true));
    }
}
