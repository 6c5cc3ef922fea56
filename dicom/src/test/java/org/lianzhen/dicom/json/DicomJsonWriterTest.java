package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class DicomJsonWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void anArrayHoldsAnyNumberOfDataSets() throws IOException {
        try (DicomJsonWriter writer = DicomJsonWriter.array(out, BulkDataUris.INLINE)) {
            writer.write(DataSet.EMPTY);
            writer.write(DataSet.builder().put(Tag.Modality, "CT").build());
        }
        assertThat(text()).isEqualTo("[{},{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}]");
    }

    @Test
    void withoutDataSetItIsStillJson() throws IOException {
        DicomJsonWriter.array(out, BulkDataUris.INLINE).close();
        DicomJsonWriter.object(out, BulkDataUris.INLINE).close();
        assertThat(text()).isEqualTo("[]{}");
    }

    @Test
    void anObjectHoldsOneDataSet() throws IOException {
        try (DicomJsonWriter writer = DicomJsonWriter.object(out, BulkDataUris.INLINE)) {
            writer.write(DataSet.EMPTY);
            assertThatThrownBy(() -> writer.write(DataSet.EMPTY)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(text()).isEqualTo("{}");
    }

    @Test
    void whatIsWrittenCanBeFlushed() throws IOException {
        try (DicomJsonWriter writer = DicomJsonWriter.array(out, BulkDataUris.INLINE)) {
            writer.write(DataSet.EMPTY);
            writer.flush();
            assertThat(text()).isEqualTo("[{}");
        }
    }

    @Test
    void valuesByReferenceBecomeUris() throws IOException {
        DataSet item = DataSet.builder().put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("file:x", 100, 4)))
                .build();
        DataSet dataSet = DataSet.builder().putSequence(Tag.RequestAttributesSequence, DataSet.EMPTY, item).build();
        assertThat(written(dataSet, (path, element) -> "../bulk/" + path)).isEqualTo("""
                {"00400275":{"vr":"SQ","Value":[{},{"7FE00010":{"vr":"OW",\
                "BulkDataURI":"../bulk/00400275/1/7FE00010"}}]}}""");
    }

    @Test
    void anEmptyValueByReferenceIsEmpty() throws IOException {
        DataSet dataSet = DataSet.builder().put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("file:x", 100, 0)))
                .put(new Fragments(0x00091001, Vr.OB, Bytes.EMPTY, List.of())).build();
        assertThat(written(dataSet, BulkDataUris.INLINE))
                .isEqualTo("{\"00091001\":{\"vr\":\"OB\"},\"7FE00010\":{\"vr\":\"OW\"}}");
    }

    @Test
    void longValuesMayBecomeUrisAndShortOnesNever() throws IOException {
        Value isLong = new Value(0x00091001, Vr.UN, Bytes.wrap(new byte[1026]));
        Value isShort = new Value(0x00091002, Vr.UN, Bytes.wrap(new byte[1024]));
        Value isText = new Value(0x00091003, Vr.UT, Bytes.wrap("x".repeat(2000).getBytes(StandardCharsets.US_ASCII)));
        DataSet dataSet = DataSet.builder().put(isLong).put(isShort).put(isText).build();
        List<String> asked = new ArrayList<>();
        String json = written(dataSet, (path, element) -> {
            asked.add(path);
            return element.vr() == Vr.UN ? "u" : null;
        });
        assertThat(asked).containsExactly("00091001", "00091003");
        assertThat(json).startsWith(
                "{\"00091001\":{\"vr\":\"UN\",\"BulkDataURI\":\"u\"},\"00091002\":{\"vr\":\"UN\",\"InlineBinary\":\"AAAA")
                .endsWith("xxx\"]}}");
    }

    @Test
    void theDeepestDataSetThatCanBeBuiltCanBeWrittenAndRead() throws IOException {
        DataSet dataSet = DataSet.EMPTY;
        for (int depth = 1; depth < DataSet.MAX_DEPTH; depth++) {
            dataSet = DataSet.builder().putSequence(Tag.RequestAttributesSequence, dataSet).build();
        }
        Bytes json = DicomJson.write(dataSet);
        ParseLimits limits = new ParseLimits(DataSet.MAX_DEPTH, 1000, 1000, 1000, 0);
        assertThat(DicomJson.read(json, limits)).isEqualTo(dataSet);
        ParseLimits less = new ParseLimits(DataSet.MAX_DEPTH - 2, 1000, 1000, 1000, 0);
        assertThatThrownBy(() -> DicomJson.read(json, less)).isInstanceOf(JsonFormatException.class)
                .hasMessageStartingWith("items nested more than 254 deep");
    }

    @Test
    void oneDataSetMeansOne() {
        for (String json : new String[]{ "[]", "[{},{}]" }) {
            Bytes bytes = Bytes.wrap(json.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> DicomJson.read(bytes, ParseLimits.DEFAULT))
                    .isInstanceOf(JsonFormatException.class).hasMessage("not exactly one data set");
        }
    }

    private String written(DataSet dataSet, BulkDataUris uris) throws IOException {
        try (DicomJsonWriter writer = DicomJsonWriter.object(out, uris)) {
            writer.write(dataSet);
        }
        return text();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
