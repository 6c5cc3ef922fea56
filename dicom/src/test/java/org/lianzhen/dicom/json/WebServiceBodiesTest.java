package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Bodies as QIDO-RS, WADO-RS and STOW-RS exchange them, from one end to the other. */
class WebServiceBodiesTest {
    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false);

    @Test
    void aQueryIsAnsweredWithMatchingStudies() throws IOException {
        String json = """
                [
                  {
                    "00080005": { "vr": "CS", "Value": [ "ISO_IR 192" ] },
                    "00080020": { "vr": "DA", "Value": [ "20260409" ] },
                    "00080030": { "vr": "TM", "Value": [ "131600.0000" ] },
                    "00080050": { "vr": "SH", "Value": [ "11235813" ] },
                    "00080056": { "vr": "CS", "Value": [ "ONLINE" ] },
                    "00080061": { "vr": "CS", "Value": [ "CT", "SR" ] },
                    "00080090": { "vr": "PN", "Value": [ { "Alphabetic": "Li^Ming", "Ideographic": "李^明" } ] },
                    "00081190": { "vr": "UR", "Value": [ "https://ch1.example/dicom-web/studies/1.2.3" ] },
                    "00090010": { "vr": "LO", "Value": [ "Vendor A" ] },
                    "00091002": { "vr": "UN", "InlineBinary": "z0x9c8v7" },
                    "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Wang^XiaoDong" } ] },
                    "00100020": { "vr": "LO", "Value": [ "12345" ] },
                    "00100021": { "vr": "LO" },
                    "00100030": { "vr": "DA", "Value": [ "19670701" ] },
                    "00201206": { "vr": "IS", "Value": [ 4 ] },
                    "00201208": { "vr": "IS", "Value": [ "942" ] }
                  },
                  { "0020000D": { "vr": "UI", "Value": [ "1.2.3.4" ] } }
                ]
                """;
        List<DataSet> studies = readAll(json.getBytes(StandardCharsets.UTF_8));
        assertThat(studies).hasSize(2);
        DataSet study = studies.getFirst();
        assertThat(study.characterSet()).isEqualTo(SpecificCharacterSet.UTF_8);
        assertThat(study.strings(Tag.ModalitiesInStudy)).containsExactly("CT", "SR");
        assertThat(study.personName(Tag.ReferringPhysicianName))
                .isEqualTo(PersonName.parse("Li^Ming=李^明"));
        assertThat(study.string(0x00081190)).isEqualTo("https://ch1.example/dicom-web/studies/1.2.3");
        assertThat(study.integer(0x00201206)).hasValue(4);
        assertThat(study.integer(0x00201208)).hasValue(942);
        assertThat(study.contains(0x00100021)).isTrue();
        assertThat(study.hasValue(0x00100021)).isFalse();
        assertThat(study.privateElement("Vendor A", 0x0009, 0x02)).isNotNull();
        assertThat(studies.getLast().string(Tag.StudyInstanceUID)).isEqualTo("1.2.3.4");
    }

    @Test
    void metadataOfThousandsOfInstancesStreams() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DicomJsonWriter writer = DicomJsonWriter.array(out, (path, element) -> "../bulk/" + path)) {
            for (int number = 1; number <= 2_000; number++) {
                writer.write(instance(number));
            }
        }
        try (DicomJsonReader reader = new DicomJsonReader(new ByteArrayInputStream(out.toByteArray()),
                ParseLimits.HEADER)) {
            for (int number = 1; number <= 2_000; number++) {
                DataSet metadata = reader.next();
                assertThat(metadata.integer(Tag.InstanceNumber)).hasValue(number);
                assertThat(((BulkValue) metadata.element(Tag.PixelData)).data().uri()).isEqualTo("../bulk/7FE00010");
            }
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 64, 4096 })
    void metadataAndBulkDataAreStoredTogether(int chunk) throws IOException {
        MultipartType type = MultipartType.related("application/dicom+json");
        MultipartWriter writer = new MultipartWriter(HEAP, type);
        ByteArrayOutputStream metadata = new ByteArrayOutputStream();
        try (DicomJsonWriter json = DicomJsonWriter.array(metadata, (path, element) -> "bulk/1")) {
            json.write(instance(1));
        }
        String pixels = "\r\n--".repeat(300) + "\r";
        ByteBuf body = Unpooled.wrappedBuffer(writer.part(PartHeaders.ofType("application/dicom+json")),
                Unpooled.wrappedBuffer(metadata.toByteArray()),
                writer.part(PartHeaders.ofType("application/octet-stream").with("Content-Location", "bulk/1")),
                Unpooled.copiedBuffer(pixels, StandardCharsets.ISO_8859_1), writer.end());
        RecordingMultipartSink sink = parse(MultipartType.parse(type.format()), body, chunk);
        assertThat(sink.parts).hasSize(2);
        DataSet received = readAll(sink.contents().getFirst().getBytes(StandardCharsets.ISO_8859_1)).getFirst();
        String uri = ((BulkValue) received.element(Tag.PixelData)).data().uri();
        assertThat(sink.parts.getLast().headers().contentLocation()).isEqualTo(uri);
        assertThat(sink.parts.getLast().content()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 1000, 100_000 })
    void instancesAreStoredAsParts(int chunk) {
        MultipartType type = MultipartType.related("application/dicom");
        MultipartWriter writer = new MultipartWriter(HEAP, type);
        List<ByteBuf> buffers = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String content = "DICM" + "\r\n--part-".repeat(i * 10);
            contents.add(content);
            buffers.add(writer.part(PartHeaders.ofType("application/dicom; transfer-syntax=1.2.840.10008.1.2.1")));
            buffers.add(Unpooled.copiedBuffer(content, StandardCharsets.ISO_8859_1));
        }
        buffers.add(writer.end());
        ByteBuf body = Unpooled.wrappedBuffer(buffers.toArray(ByteBuf[]::new));
        assertThat(parse(type, body, chunk).contents()).isEqualTo(contents);
    }

    private static DataSet instance(int number) {
        return DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.SOPInstanceUID, "1.2.3." + number)
                .put(Tag.PatientName, "王^小东").putInts(Tag.InstanceNumber, number).putInts(Tag.Rows, 512)
                .put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("file:x", 1000, 524_288))).build();
    }

    private static RecordingMultipartSink parse(MultipartType type, ByteBuf body, int chunk) {
        RecordingMultipartSink sink = new RecordingMultipartSink();
        MultipartParser parser = new MultipartParser(type, MultipartLimits.DEFAULT, sink);
        while (body.isReadable()) {
            parser.feed(body.readSlice(Math.min(chunk, body.readableBytes())));
        }
        body.release();
        parser.end();
        return sink;
    }

    private static List<DataSet> readAll(byte[] json) throws IOException {
        List<DataSet> dataSets = new ArrayList<>();
        try (DicomJsonReader reader = new DicomJsonReader(new ByteArrayInputStream(json), ParseLimits.HEADER)) {
            for (DataSet dataSet = reader.next(); dataSet != null; dataSet = reader.next()) {
                dataSets.add(dataSet);
            }
        }
        return dataSets;
    }
}
