package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** What other programs write, right or wrong. */
class DicomJsonReaderTest {
    private static final ParseLimits SMALL = new ParseLimits(4, 20, 40, 400, 0);

    @Test
    void anArrayIsReadOneDataSetAfterAnother() throws IOException {
        try (DicomJsonReader reader = reader("""
                [ {"00100020":{"vr":"LO","Value":["1"]}},
                  {},
                  {"00100020":{"vr":"LO","Value":["2"]}} ]
                """, ParseLimits.DEFAULT)) {
            assertThat(reader.next().string(Tag.PatientID)).isEqualTo("1");
            assertThat(reader.next()).isEmpty();
            assertThat(reader.next().string(Tag.PatientID)).isEqualTo("2");
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void anEmptyArrayHasNoDataSet() throws IOException {
        try (DicomJsonReader reader = reader(" [ ] ", ParseLimits.DEFAULT)) {
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void keysComeInAnyOrderAndUnknownOnesAreSkipped() {
        DataSet dataSet = read(
                """
                        {"00400275":{"Value":[{"00080050":{"Value":["A1"],"comment":{"deep":[1,{}]},"vr":"SH"}}],"vr":"SQ","x":[]},
                         "00100010":{"Value":[{"Phonetic":"c","Alphabetic":"a","Other":{"x":1}}],"vr":"PN"}}""");
        assertThat(dataSet.item(Tag.RequestAttributesSequence).string(Tag.AccessionNumber)).isEqualTo("A1");
        assertThat(dataSet.string(Tag.PatientName)).isEqualTo("a==c");
    }

    @Test
    void aMissingVrIsThatOfTheDictionary() {
        DataSet dataSet = read("""
                {"00280010":{"Value":[512]},"00100010":{"Value":[{"Alphabetic":"A"}]},
                 "00400275":{"Value":[{}]},"00091001":{"Value":[{"00080060":{"Value":["CT"]}}]}}""");
        assertThat(dataSet.element(Tag.Rows).vr()).isEqualTo(Vr.US);
        assertThat(dataSet.items(Tag.RequestAttributesSequence)).hasSize(1);
        assertThat(dataSet.items(0x00091001)).hasSize(1);
    }

    @Test
    void keysMayBeInLowerCase() {
        assertThat(read("{\"7fe00010\":{\"vr\":\"OB\",\"InlineBinary\":\"AAA=\"}}").contains(Tag.PixelData)).isTrue();
    }

    @Test
    void numbersMayBeStringsAndStringsNumbers() {
        DataSet dataSet = read("""
                {"00280010":{"vr":"US","Value":["512"]},"00280011":{"vr":"US","Value":[5.12E2]},
                 "00080050":{"vr":"SH","Value":[42]},"00200013":{"vr":"IS","Value":["7",1.0]},
                 "00180050":{"vr":"DS","Value":["2.5",0.30000000000000004]},"00189999":{"vr":"FD","Value":["0.5"]}}""");
        assertThat(dataSet.integers(Tag.Rows)).containsExactly(512);
        assertThat(dataSet.integers(Tag.Columns)).containsExactly(512);
        assertThat(dataSet.string(Tag.AccessionNumber)).isEqualTo("42");
        assertThat(dataSet.strings(Tag.InstanceNumber)).containsExactly("7", "1");
        assertThat(dataSet.strings(Tag.SliceThickness)).containsExactly("2.5", "0.3");
        assertThat(dataSet.decimals(0x00189999)).containsExactly(0.5);
    }

    @Test
    void namesMayBePlainStrings() {
        assertThat(read("{\"00100010\":{\"vr\":\"PN\",\"Value\":[\"Wang^A\",{},null]}}").strings(Tag.PatientName))
                .containsExactly("Wang^A", "", "");
    }

    @ParameterizedTest
    @CsvSource({ "NaN, NaN", "inf, Infinity", "-inf, -Infinity", "Infinity, Infinity", "-Infinity, -Infinity" })
    void infinityAndNanHaveSeveralSpellings(String text, double number) {
        assertThat(read("{\"00091001\":{\"vr\":\"FD\",\"Value\":[\"" + text + "\"]}}").decimals(0x00091001))
                .containsExactly(number);
        assertThat(read("{\"00091001\":{\"vr\":\"FL\",\"Value\":[\"" + text + "\"]}}").decimals(0x00091001))
                .containsExactly(number);
    }

    @Test
    void aNullAmongFloatsIsNan() {
        assertThat(read("{\"00091001\":{\"vr\":\"FL\",\"Value\":[1,null]}}").decimals(0x00091001))
                .containsExactly(1.0, Double.NaN);
    }

    @Test
    void binaryNumbersMayComeAsBytes() {
        assertThat(read("{\"00091001\":{\"vr\":\"US\",\"InlineBinary\":\"AQACAA==\"}}").integers(0x00091001))
                .containsExactly(1, 2);
    }

    @Test
    void aNullValueIsNone() {
        assertThat(read("{\"00080060\":{\"vr\":\"CS\",\"Value\":null}}").hasValue(Tag.Modality)).isFalse();
    }

    @Test
    void bulkDataIsKeptByItsUri() {
        DataSet dataSet = read("{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"../bulk/1?x=%20\"}}");
        assertThat(((BulkValue) dataSet.element(Tag.PixelData)).data().uri()).isEqualTo("../bulk/1?x=%20");
    }

    @Test
    void textBeyondAsciiMakesTheDataSetUtf8WhateverItDeclares() {
        for (String declared : new String[]{ "", "\"00080005\":{\"vr\":\"CS\",\"Value\":[\"GB18030\"]},",
                "\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]}," }) {
            DataSet dataSet = read("{" + declared + "\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\u8aa0誠\"]}}");
            assertThat(dataSet.characterSet()).isEqualTo(SpecificCharacterSet.UTF_8);
            assertThat(dataSet.string(Tag.PatientID)).isEqualTo("誠誠");
        }
    }

    @Test
    void asciiNeedsNoDeclaration() {
        assertThat(read("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"1\"]}}").contains(Tag.SpecificCharacterSet))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32BE" })
    void otherUnicodeEncodingsAreRecognised(String name) throws IOException {
        byte[] bytes = "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"誠\"]}}".getBytes(Charset.forName(name));
        try (DicomJsonReader reader = new DicomJsonReader(new ByteArrayInputStream(bytes), ParseLimits.DEFAULT)) {
            assertThat(reader.next().string(Tag.PatientID)).isEqualTo("誠");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "''|neither an object nor an array", "7|neither an object nor an array",
            "[7]|neither an object nor the end of the array", "{} {}|something after the end",
            "[{}] 1|something after the end",
            "{\"x\":1}|key is no tag", "{\"0010001\":{}}|key is no tag", "{\"0010001G\":{}}|key is no tag",
            "{\"00100010\":7}|attribute is no object", "{\"00100010\":[]}|attribute is no object",
            "{\"00100010\":{\"vr\":7}}|vr is no text", "{\"00100010\":{\"vr\":\"XX\"}}|unknown vr",
            "{\"00100010\":{\"vr\":\"PNX\"}}|unknown vr", "{\"00100010\":{\"vr\":\"中文\"}}|unknown vr",
            "{\"00080060\":{\"vr\":\"CS\",\"Value\":\"CT\"}}|Value is no array",
            "{\"00080060\":{\"vr\":\"CS\",\"Value\":[true]}}|neither text, number, object nor null",
            "{\"00080060\":{\"vr\":\"CS\",\"Value\":[[\"CT\"]]}}|neither text, number, object nor null",
            "{\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":7}}|InlineBinary is no text",
            "{\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":\"A!\"}}|InlineBinary is no base64",
            "{\"7FE00010\":{\"vr\":\"OB\",\"BulkDataURI\":{}}}|BulkDataURI is no text",
            "{\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":\"AA==\",\"BulkDataURI\":\"x\"}}|more than one of",
            "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":7}]}}|group of a name is no text",
            "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"a=b\"}]}}|delimiter of groups",
            "{|malformed JSON",
            "[{}|malformed JSON", "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"|malformed JSON",
            "[{},]|malformed JSON" })
    void whatIsNoDicomJsonIsRefused(String json, String why) {
        assertThatThrownBy(() -> readAll(json)).isInstanceOf(JsonFormatException.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"vr\":\"US\",\"Value\":[65536]}", "{\"vr\":\"US\",\"Value\":[-1]}",
            "{\"vr\":\"SS\",\"Value\":[32768]}", "{\"vr\":\"UL\",\"Value\":[4294967296]}",
            "{\"vr\":\"US\",\"Value\":[1.5]}",
            "{\"vr\":\"US\",\"Value\":[null]}", "{\"vr\":\"US\",\"Value\":[\"x\"]}", "{\"vr\":\"US\",\"Value\":[{}]}",
            "{\"vr\":\"SV\",\"Value\":[9223372036854775808]}", "{\"vr\":\"UV\",\"Value\":[18446744073709551616]}",
            "{\"vr\":\"UV\",\"Value\":[-1]}", "{\"vr\":\"SL\",\"Value\":[1e300]}", "{\"vr\":\"FL\",\"Value\":[1e39]}",
            "{\"vr\":\"FD\",\"Value\":[1e309]}", "{\"vr\":\"FD\",\"Value\":[1e999999999]}",
            "{\"vr\":\"IS\",\"Value\":[1e300]}",
            "{\"vr\":\"IS\",\"Value\":[1.5]}", "{\"vr\":\"AT\",\"Value\":[\"0010\"]}", "{\"vr\":\"AT\",\"Value\":[1]}",
            "{\"vr\":\"CS\",\"Value\":[\"中\"]}", "{\"vr\":\"LO\",\"Value\":[\"a\\\\b\"]}",
            "{\"vr\":\"LT\",\"Value\":[\"a\",\"b\"]}", "{\"vr\":\"LO\",\"Value\":[{\"Alphabetic\":\"a\"}]}",
            "{\"vr\":\"LO\",\"Value\":[{\"00100010\":{}}]}", "{\"vr\":\"SQ\",\"Value\":[\"x\"]}",
            "{\"vr\":\"SQ\",\"Value\":[null]}", "{\"vr\":\"SQ\",\"BulkDataURI\":\"x\"}",
            "{\"vr\":\"SQ\",\"InlineBinary\":\"\"}",
            "{\"vr\":\"LO\",\"InlineBinary\":\"AAA=\"}", "{\"vr\":\"OB\",\"Value\":[1]}" })
    void aValueMustFitItsVr(String attribute) {
        assertThatThrownBy(() -> read("{\"00091001\":" + attribute + "}")).isInstanceOf(JsonFormatException.class)
                .hasMessageContaining("value does not fit its vr in 00091001 at line 1");
    }

    @Test
    void faultsSayWhere() {
        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> read("""
                {"00400275":{"vr":"SQ","Value":[{},
                  {"00400007":{"vr":"LO","Value":["ok"]},
                   "00400008":{"vr":"QS"}}]}}""")).satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("00400275/1/00400008");
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.column()).isBetween(15, 30);
            assertThat(fault).hasMessageStartingWith("unknown vr in 00400275/1/00400008 at line 3, column ");
        });
    }

    @Test
    void faultsNeverQuoteTheText() {
        assertThatThrownBy(() -> read("{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Secret\" Name}]}}"))
                .isInstanceOf(JsonFormatException.class).hasNoCause().message().doesNotContain("Secret", "Name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'00400275':{'Value':[{'00400275':{'Value':[{'00400275':{'Value':[{'00400275':{'Value':[{}, {'00080060':{}}]}}]}}]}}]}}|deep",
            "{'00091001':{'vr':'LT','Value':['12345678901234567890123456789012345678901']}}|limits",
            "{'00091001':{'vr':'OB','InlineBinary':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}}|value of more than 40 bytes",
            "{'00091001':{'vr':'US','Value':[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4]}}|more than 400 bytes of values",
            "{'00400275':{'Value':[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]}}|more than 20 elements and items",
            "{'00091001':{'vr':'FD','Value':[1.00000000000000000000000000000000000000000000000000000000000000001]}}|limits" })
    void limitsAreKept(String json, String why) {
        assertThatThrownBy(() -> reader(json.replace('\'', '"'), SMALL).next()).isInstanceOf(JsonFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void limitsCountForEachDataSet() throws IOException {
        String one = "{\"00091001\":{\"vr\":\"US\",\"Value\":[1,2,3,4,5,6,7,8,9,10,11,12]}}";
        try (DicomJsonReader reader = reader("[" + one + "," + one + "," + one + "]", SMALL)) {
            for (int i = 0; i < 3; i++) {
                assertThat(((Value) reader.next().element(0x00091001)).bytes().length()).isEqualTo(24);
            }
        }
    }

    @Test
    void aFailingStreamFails() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] b, int off, int len) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> {
            try (DicomJsonReader reader = new DicomJsonReader(broken, ParseLimits.DEFAULT)) {
                reader.next();
            }
        }).isInstanceOf(IOException.class).hasMessage("connection reset");
    }

    private static DataSet read(String json) {
        return DicomJson.read(Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), ParseLimits.DEFAULT);
    }

    private static void readAll(String json) throws IOException {
        try (DicomJsonReader reader = reader(json, ParseLimits.DEFAULT)) {
            while (reader.next() != null) {
                assertThat(json).isNotEmpty();
            }
        }
    }

    private static DicomJsonReader reader(String json, ParseLimits limits) throws IOException {
        return new DicomJsonReader(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), limits);
    }
}
