package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** What a data set looks like as JSON, and that it comes back. */
class DicomJsonTest {
    private static final int ANATOMIC_REGION = 0x00082218;

    @Test
    void anEmptyDataSetIsAnEmptyObject() {
        assertJson(DataSet.EMPTY, "{}");
    }

    @Test
    void attributesHaveAVrAndAnArrayOfValues() {
        assertJson(DataSet.builder().put(Tag.Modality, "CT").put(Tag.ImageType, "ORIGINAL", "PRIMARY").build(), """
                {"00080008":{"vr":"CS","Value":["ORIGINAL","PRIMARY"]},
                "00080060":{"vr":"CS","Value":["CT"]}}""");
    }

    @Test
    void anEmptyAttributeHasNoValue() {
        assertJson(DataSet.builder().putEmpty(Tag.AccessionNumber).putEmpty(Tag.ReferencedStudySequence)
                .put(Tag.Rows, Vr.US).put(Tag.PixelData, Vr.OW).build(),
                """
                        {"00080050":{"vr":"SH"},"00081110":{"vr":"SQ"},"00280010":{"vr":"US"},"7FE00010":{"vr":"OW"}}""");
    }

    @Test
    void anEmptyValueBetweenOthersIsNull() {
        assertJson(DataSet.builder().put(Tag.ImageType, "ORIGINAL", "", "AXIAL").put(Tag.OtherPatientNames, "A^B", "")
                .build(), """
                        {"00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},
                        "00101001":{"vr":"PN","Value":[{"Alphabetic":"A^B"},null]}}""");
    }

    @Test
    void namesAreSplitIntoTheirGroups() {
        assertJson(DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "Wang^XiaoDong=王^小东=wang^xiaodong")
                .build(), """
                        {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},
                        "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小东",
                        "Phonetic":"wang^xiaodong"}]}}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "=王^小东|{\"Ideographic\":\"王^小东\"}", "==yi|{\"Phonetic\":\"yi\"}",
            "A==c|{\"Alphabetic\":\"A\",\"Phonetic\":\"c\"}", "A^^^Dr.|{\"Alphabetic\":\"A^^^Dr.\"}" })
    void namesMayLackGroups(String name, String json) {
        assertJson(DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, name).build(),
                "{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},\"00100010\":{\"vr\":\"PN\",\"Value\":["
                        + json
                        + "]}}");
    }

    @Test
    void textOfEveryCharacterSetBecomesUtf8() {
        DataSet gb18030 = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.InstitutionName, "县医院誠").build();
        assertThat(json(gb18030)).isEqualTo("""
                {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080080":{"vr":"LO","Value":["县医院誠"]}}""");
        DataSet back = DicomJson.read(DicomJson.write(gb18030), ParseLimits.DEFAULT);
        assertThat(back).isEqualTo(gb18030.withCharacterSet(SpecificCharacterSet.UTF_8));
    }

    @Test
    void itemsAreWrittenInTheirOwnCharacterSetAndReadInThatOfTheWhole() {
        DataSet item = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.CodeMeaning, "胸部").build();
        DataSet outer = DataSet.builder().put(Tag.PatientID, "1").build();
        DataSet mixed = DataSet.ofEncoded(List.of(outer.element(Tag.PatientID), new Sequence(ANATOMIC_REGION,
                List.of(item))), SpecificCharacterSet.ASCII);
        DataSet back = DicomJson.read(DicomJson.write(mixed), ParseLimits.DEFAULT);
        assertThat(back.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(back.item(ANATOMIC_REGION).string(Tag.CodeMeaning)).isEqualTo("胸部");
        assertThat(back.item(ANATOMIC_REGION).contains(Tag.SpecificCharacterSet)).isFalse();
    }

    @Test
    void sequencesAreArraysOfObjects() {
        DataSet leaf = DataSet.builder().put(Tag.CodeValue, "T-D3000").build();
        DataSet inner = DataSet.builder().putSequence(ANATOMIC_REGION, leaf, DataSet.EMPTY).build();
        assertJson(DataSet.builder().putSequence(Tag.RequestAttributesSequence, inner).build(), """
                {"00400275":{"vr":"SQ","Value":[{"00082218":{"vr":"SQ","Value":[
                {"00080100":{"vr":"SH","Value":["T-D3000"]}},{}]}}]}}""");
    }

    @Test
    void binaryNumbersAreNumbers() {
        assertJson(DataSet.builder().putInts(Tag.Rows, 65535).putInts(0x00181219, Vr.SS, -32768, 7)
                .put(new Value(0x00081161, Vr.UL, hex("ffffffff"))).putInts(0x0048021F, Vr.SL, -2)
                .build(),
                """
                        {"00081161":{"vr":"UL","Value":[4294967295]},
                        "00181219":{"vr":"SS","Value":[-32768,7]},
                        "00280010":{"vr":"US","Value":[65535]},
                        "0048021F":{"vr":"SL","Value":[-2]}}""");
    }

    @ParameterizedTest
    @CsvSource({ "SV, 0000000000002000, \"9007199254740992\"", "SV, ffffffffffff1f00, 9007199254740991",
            "SV, ffffffffffffffff, -1", "SV, 0000000000000080, \"-9223372036854775808\"",
            "UV, ffffffffffffffff, \"18446744073709551615\"", "UV, 0100000000000000, 1", "AT, 10002000, \"00100020\"",
            "FL, 0000803f, 1.0", "FL, cdcccc3d, 0.1", "FL, 0000807f, \"inf\"", "FL, 000080ff, \"-inf\"",
            "FD, 000000000000f87f, \"NaN\"", "FD, 9a9999999999b93f, 0.1", "FD, 000000000000f07f, \"inf\"",
            "FD, 0000000000000080, -0.0" })
    void numbersThatADoubleCannotHoldAreStrings(Vr vr, String hex, String json) {
        DataSet dataSet = DataSet.builder().put(new Value(0x00091001, vr, hex(hex))).build();
        assertJson(dataSet, "{\"00091001\":{\"vr\":\"" + vr + "\",\"Value\":[" + json + "]}}");
    }

    @ParameterizedTest
    @CsvSource({ "5, 5", "-0.5, -0.5", "1.50, 1.50", "1e5, 1e5", "0, 0", "1.0E-7, 1.0E-7",
            "123456789012345, 123456789012345" })
    void decimalStringsKeepTheirDigits(String text, String json) {
        assertJson(DataSet.builder().put(Tag.SliceThickness, text).build(),
                "{\"00180050\":{\"vr\":\"DS\",\"Value\":[" + json + "]}}");
    }

    @ParameterizedTest
    @CsvSource({ "+5, 5", ".5, 0.5", "5., 5", "007, 7", "-.25, -0.25", "+1.E2, 100" })
    void decimalStringsThatAreNoJsonNumbersAreRewritten(String text, String json) {
        DataSet dataSet = DataSet.builder().put(new Value(Tag.SliceThickness, Vr.DS, ascii(text))).build();
        assertThat(json(dataSet)).isEqualTo("{\"00180050\":{\"vr\":\"DS\",\"Value\":[" + json + "]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "1234567890123456", "0.123456789012345", "abc", "1,5", "1e", "--1", "1e400", "-1E-999999999",
                    "-1.234567890E-300" })
    void decimalStringsThatADoubleCannotHoldAreStrings(String text) {
        DataSet dataSet = DataSet.builder().put(new Value(Tag.SliceThickness, Vr.DS, ascii(text))).build();
        assertJson(dataSet, "{\"00180050\":{\"vr\":\"DS\",\"Value\":[\"" + text + "\"]}}");
    }

    @Test
    void integerStringsAreNumbers() {
        DataSet dataSet = DataSet.builder().put(new Value(Tag.InstanceNumber, Vr.IS, ascii("7 \\-12\\+3\\007")))
                .build();
        assertThat(json(dataSet)).isEqualTo("{\"00200013\":{\"vr\":\"IS\",\"Value\":[7,-12,3,7]}}");
    }

    @Test
    void bytesAreBase64() {
        DataSet dataSet = DataSet.builder().put(new Value(Tag.PixelData, Vr.OB, hex("00ff10fe"))).put(
                new Value(0x00091001, Vr.UN, hex("fbff"))).build();
        assertJson(dataSet, "{\"00091001\":{\"vr\":\"UN\",\"InlineBinary\":\"+/8=\"},"
                + "\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":\"AP8Q/g==\"}}");
    }

    @Test
    void aNumberOfTheWrongLengthIsUnknown() {
        DataSet dataSet = DataSet.builder().put(new Value(0x00091001, Vr.UL, hex("0102"))).build();
        assertThat(json(dataSet)).isEqualTo("{\"00091001\":{\"vr\":\"UN\",\"InlineBinary\":\"AQI=\"}}");
    }

    @ParameterizedTest
    @CsvSource({ "CS, d0d8b2bf", "UI, 312e32e9", "DA, 32303236c4ea", "TM, 3132a3ba", "AE, 434831c8", "DS, 312e35ba",
            "IS, 37ba", "AS, 30313853ff", "DT, 32303236ff", "UR, 687474703a2f2fff", "CS, 1b284241" })
    void stringsBeyondTheDefaultRepertoireAreUnknownAndKeepTheirBytes(Vr vr, String hex) {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.GB18030).put(new Value(0x00091001, vr, hex(hex)))
                .build();
        Value value = (Value) dataSet.element(0x00091001);
        String base64 = Base64.getEncoder().encodeToString(value.bytes().toArray());

        assertThat(json(dataSet)).contains("\"00091001\":{\"vr\":\"UN\",\"InlineBinary\":\"" + base64 + "\"}");
        assertThat(DicomJson.read(DicomJson.write(dataSet), ParseLimits.DEFAULT).element(0x00091001))
                .isEqualTo(new Value(0x00091001, Vr.UN, value.bytes()));
    }

    @Test
    void aBodyPartInChineseIsStillReadByTheDictionary() {
        DataSet dataSet = DataSet.builder().put(new Value(Tag.BodyPartExamined, Vr.CS, hex("43484553d0d8"))).build();

        DataSet back = DicomJson.read(DicomJson.write(dataSet), ParseLimits.DEFAULT);

        assertThat(back.strings(Tag.BodyPartExamined)).isEqualTo(dataSet.strings(Tag.BodyPartExamined));
        assertThat(((Value) back.element(Tag.BodyPartExamined)).bytes()).isEqualTo(hex("43484553d0d8"));
    }

    @Test
    void bytesThatAreNoTextInTheirCharacterSetAreMarkedAndReadAgain() {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(new Value(Tag.PatientName, Vr.PN, hex("57616e67d5c5"))).build();

        assertThat(json(dataSet)).contains("{\"Alphabetic\":\"Wang\uFFFD\uFFFD\"}");
        assertThat(DicomJson.read(DicomJson.write(dataSet), ParseLimits.DEFAULT).string(Tag.PatientName))
                .isEqualTo("Wang\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.5", "1e3", "99999999999", "-2147483649", "1.0", "7x" })
    void integerStringsThatAreNoIntegersAreStrings(String text) {
        assertJson(DataSet.builder().put(new Value(Tag.InstanceNumber, Vr.IS, ascii(text))).build(),
                "{\"00200013\":{\"vr\":\"IS\",\"Value\":[\"" + text + "\"]}}");
    }

    @Test
    void longTextKeepsItsSpacesAndBackslashes() {
        assertJson(DataSet.builder().put(Tag.TextValue, " a\\b\n\tc").put(0x00081190, "http://x/a\\b").build(), """
                {"00081190":{"vr":"UR","Value":["http://x/a\\\\b"]},
                "0040A160":{"vr":"UT","Value":[" a\\\\b\\n\\tc"]}}""");
    }

    @Test
    void groupLengthsAreLeftOut() {
        DataSet dataSet = DataSet.builder().put(new Value(0x00080000, Vr.UL, hex("10000000"))).put(Tag.Modality, "MR")
                .build();
        assertThat(json(dataSet)).isEqualTo("{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"MR\"]}}");
        assertThat(DicomJson.read(bytes("{\"00080000\":{\"vr\":\"UL\",\"Value\":[1]}}"), ParseLimits.DEFAULT))
                .isEmpty();
    }

    @Test
    void tagsAreInUnsignedOrder() {
        assertThat(
                json(DataSet.builder().put(new Value(0xFFFCFFFC, Vr.OB, hex("0000"))).put(Tag.Modality, "US").build()))
                .startsWith("{\"00080060\"").contains(",\"FFFCFFFC\"");
    }

    @Test
    void aValueByReferenceNeedsAUri() {
        DataSet dataSet = DataSet.builder().put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("file:x", 0, 8)))
                .build();
        assertThatThrownBy(() -> DicomJson.write(dataSet)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of 7FE00010 is not at hand and has no bulk data URI");
    }

    private static void assertJson(DataSet dataSet, String expected) {
        String oneLine = expected.replace("\n", "");
        assertThat(json(dataSet)).isEqualTo(oneLine);
        assertThat(DicomJson.read(bytes(oneLine), ParseLimits.DEFAULT)).isEqualTo(dataSet);
    }

    private static String json(DataSet dataSet) {
        return new String(DicomJson.write(dataSet).toArray(), StandardCharsets.UTF_8);
    }

    private static Bytes bytes(String json) {
        return Bytes.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes ascii(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes hex(String digits) {
        return Bytes.wrap(HexFormat.of().parseHex(digits));
    }
}
