package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Sample;

@Timeout(300)
class MetadataRoutesIT {
    private static final String JSON = "application/dicom+json";
    private static final String STUDY = "1.2.840.99.5";
    private static final int SERIES_LENGTH = 500;

    @TempDir
    private static Path folder;
    private static TestArchive archive;
    private static Map<String, Sample> samples;

    @BeforeAll
    static void fill() throws IOException {
        archive = new TestArchive(folder);
        samples = archive.storeSamples();
        archive.store(IntStream.range(0, SERIES_LENGTH).mapToObj(i -> instance("1", i)).toList());
        archive.store(IntStream.range(0, 3).mapToObj(i -> instance("2", i)).toList());
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static DataSetBuilder image(String series, int number) {
        return DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, STUDY + "." + series + "." + number).put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, STUDY + "." + series).put(Tag.SeriesNumber, series)
                .put(Tag.InstanceNumber, "" + number).put(Tag.PatientName, "王^小东")
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(new byte[2000])));
    }

    private static Instance instance(String series, int number) {
        DataSet dataSet = image(series, number).build();
        return new Instance(SopClass.CTImageStorage, dataSet.string(Tag.SOPInstanceUID),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                new MemoryData(DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
    }

    private static JsonArray json(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
        byte[] body = answer.body();
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return new JsonArray(new String(body, StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> gzip(String path) {
        return archive.site.bytes(archive.site.request(path, TestArchive.READER).header("Accept", JSON)
                .header("Accept-Encoding", "br, gzip"));
    }

    /** Every address in the metadata, with the path it stands at. */
    private static void addresses(Object json, Map<String, JsonObject> found) {
        if (json instanceof JsonObject object) {
            if (object.containsKey("BulkDataURI")) {
                found.put(object.getString("BulkDataURI"), object);
            }
            object.forEach(entry -> addresses(entry.getValue(), found));
        } else if (json instanceof JsonArray array) {
            array.forEach(one -> addresses(one, found));
        }
    }

    @Test
    void describesEveryKindOfInstanceAndEveryAddressWorks() throws IOException {
        int fetched = 0;
        Set<Integer> depths = new HashSet<>();
        for (Sample sample : samples.values()) {
            JsonObject one = json(archive.get(sample.path() + "/metadata", JSON)).getJsonObject(0);
            Set<String> tags = new HashSet<>();
            sample.dataSet().forEach(element -> tags.add("%08X".formatted(element.tag())));
            assertThat(one.fieldNames()).as(sample.toString()).containsAll(tags);
            Map<String, JsonObject> addresses = new LinkedHashMap<>();
            addresses(one, addresses);
            for (String address : addresses.keySet()) {
                assertThat(address).startsWith(sample.path() + "/bulkdata/");
                fetched += check(sample, address) ? 1 : 0;
                depths.add(address.substring(sample.path().length()).split("/", -1).length);
            }
        }
        assertThat(fetched).isGreaterThan(60);
        assertThat(depths).as("in sequences too").hasSizeGreaterThan(1);
    }

    private static boolean check(Sample sample, String address) {
        String[] steps = address.substring((sample.path() + "/bulkdata/").length()).split("/", -1);
        DataSet at = sample.dataSet();
        for (int i = 0; i + 1 < steps.length; i += 2) {
            at = at.items(Integer.parseUnsignedInt(steps[i], 16)).get(Integer.parseInt(steps[i + 1]));
        }
        Element element = at.element(Integer.parseUnsignedInt(steps[steps.length - 1], 16));
        if (element instanceof Value value) {
            byte[] expected = value.bytes().toArray();
            HttpResponse<byte[]> single = archive.get(address, "application/octet-stream");
            assertThat(single.statusCode()).as(sample + " " + address).isEqualTo(200);
            assertThat(single.body()).as(sample + " " + address).isEqualTo(expected);
            assertThat(TestArchive.parts(archive.get(address)).getFirst().content().toArray()).isEqualTo(expected);
            return true;
        }
        assertThat(element).as(sample + " " + address).isInstanceOf(Fragments.class);
        HttpResponse<byte[]> octets = archive.get(address, "application/octet-stream");
        assertThat(octets.headers().firstValue("Content-Type").orElseThrow()).as(sample + " " + address)
                .doesNotStartWith("multipart");
        HttpResponse<byte[]> frames = archive.get(address, "multipart/related; type=\"*/*\"; transfer-syntax=*");
        assertThat(frames.statusCode()).as(sample + " " + address).isIn(200, 406);
        if (frames.statusCode() == 200) {
            assertThat(TestArchive.parts(frames)).as(sample + " " + address).isNotEmpty()
                    .allSatisfy(part -> assertThat(part.headers().contentLocation()).isEqualTo(address));
        }
        return frames.statusCode() == 200;
    }

    /** Decoded, the value is what native pixels would be: frame after frame. */
    @ParameterizedTest
    @ValueSource(strings = { "JPEG2000.dcm", "SC_rgb_rle_2frame.dcm", "MR_small_RLE.dcm" })
    void compressedPixelsAreOneValueWhenOctetsAreAskedFor(String name) throws IOException {
        Sample sample = samples.get(name);
        DataSet image = sample.dataSet();
        DataSet plain = Transcoding.toNative(image,
                Frames.of(image, sample.instance().transferSyntax(), BulkDataResolver.NONE));
        HttpResponse<byte[]> answer = archive.get(sample.path() + "/bulkdata/7FE00010", "application/octet-stream");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
        assertThat(Bytes.wrap(answer.body())).isEqualTo(((Value) plain.element(Tag.PixelData)).bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "SC_rgb_rle_2frame.dcm|/bulkdata/7FE00010|application/octet-stream; transfer-syntax=1.2.840.10008.1.2.5|406",
            "SC_rgb_rle_2frame.dcm|/bulkdata/7FE00010|image/dicom-rle|406",
            "SC_rgb_rle_2frame.dcm|/frames/1,2|application/octet-stream|406",
            "SC_rgb_2frame.dcm|/frames/1,2|application/octet-stream|406",
            "MR_small_RLE.dcm|/bulkdata/7FE00010|image/dicom-rle|200" })
    void partsAreForThoseWhoAskForThem(String name, String what, String accept, int status) {
        HttpResponse<byte[]> answer = archive.get(samples.get(name).path() + what, accept);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).doesNotStartWith("multipart");
    }

    @Test
    void textsAreInUnicodeAndGroupLengthsAreGone() {
        JsonObject one = json(archive.get("/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".2/metadata", JSON))
                .getJsonObject(0);
        assertThat(one.getJsonObject("00080005").getJsonArray("Value")).containsExactly("ISO_IR 192");
        assertThat(one.getJsonObject("00100010").getJsonArray("Value").getJsonObject(0).getString("Alphabetic"))
                .isEqualTo("王^小东");
        assertThat(one.getJsonObject("7FE00010").getString("vr")).isEqualTo("OW");
        assertThat(one.fieldNames()).noneMatch(tag -> tag.endsWith("0000"));
    }

    @Test
    void aRepairedCharacterSetIsFollowed() {
        String series = "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".3";
        DataSet mislabelled = image("3", 1).build().relabelled(SpecificCharacterSet.of(List.of("ISO_IR 100")));
        archive.store(DataSet.ofEncoded(mislabelled.elements().stream()
                .filter(element -> element.tag() != Tag.SpecificCharacterSet).toList(), SpecificCharacterSet.ASCII));
        for (String path : List.of(series, series + "/instances/" + STUDY + ".3.1")) {
            assertThat(json(archive.get(path + "/metadata", JSON)).encode()).doesNotContain("王^小东");
            archive.charset = Optional.of("GB18030");
            assertThat(json(archive.get(path + "/metadata", JSON)).encode()).contains("王^小东");
            archive.charset = Optional.empty();
            assertThat(json(archive.get(path + "/metadata", JSON)).encode()).doesNotContain("王^小东");
        }
    }

    @Test
    void aSeriesIsOneCompressedFileMadeOnce() throws Exception {
        String path = "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".1/metadata";
        List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> gzip(path)));
        }
        for (var one : asked) {
            HttpResponse<byte[]> answer = one.join();
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(json(answer)).hasSize(SERIES_LENGTH);
        }
        byte[] body = asked.getFirst().join().body();
        try (Stream<Path> files = Files.walk(archive.cache)) {
            List<byte[]> same = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (java.util.Arrays.equals(Files.readAllBytes(file), body)) {
                    same.add(body);
                }
            }
            assertThat(same).as("the very file").hasSize(1);
        }
        HttpResponse<byte[]> plain = archive.get(path, JSON);
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(json(plain)).isEqualTo(json(asked.getFirst().join()));
        assertThat(body.length * 20).as("compressed well").isLessThan(plain.body().length);
    }

    @Test
    void aSeriesThatGrowsIsDescribedAnew() {
        String series = "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".4";
        archive.store(List.of(instance("4", 1)));
        HttpResponse<byte[]> first = gzip(series + "/metadata");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(json(first)).hasSize(1);
        HttpResponse<byte[]> known = conditional(series + "/metadata", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
        archive.store(List.of(instance("4", 2)));
        assertThat(conditional(series + "/metadata", tag).statusCode()).isEqualTo(200);
        assertThat(json(gzip(series + "/metadata"))).hasSize(2);
        archive.database.rows("update instance set state = 'REJECTED' where sop_instance_uid = $1", STUDY + ".4.2");
        assertThat(json(gzip(series + "/metadata"))).hasSize(1);
    }

    private static HttpResponse<byte[]> conditional(String path, String tag) {
        return archive.site.bytes(archive.site.request(path, TestArchive.READER).header("If-None-Match", tag)
                .header("Accept-Encoding", "gzip"));
    }

    @Test
    void aStudyIsAllItsSeries() {
        String study = samples.get("6293").path().split("/series/", -1)[0];
        long expected = samples.values().stream().filter(sample -> sample.path().startsWith(study + "/")).count();
        Set<String> uids = new HashSet<>();
        json(gzip(study + "/metadata")).forEach(one -> uids.add(((JsonObject) one).getJsonObject("00080018")
                .getJsonArray("Value").getString(0)));
        assertThat(uids).hasSize((int) expected);
        assertThat(json(archive.get(study + "/metadata", JSON))).hasSize((int) expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip;q=0", "identity", "br", "gzip;q=0.0" })
    void whoDoesNotTakeGzipGetsNone(String encoding) {
        String path = "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".2/metadata";
        HttpResponse<byte[]> answer = archive.site.bytes(archive.site.request(path, TestArchive.READER)
                .header("Accept-Encoding", encoding));
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(json(answer)).hasSize(3);
    }

    @Test
    void refusesOtherFormsAndHidesWhatIsNotThere() {
        String path = samples.get("CT_small.dcm").path();
        assertThat(archive.get(path + "/metadata", "application/dicom+xml").statusCode()).isEqualTo(406);
        assertThat(archive.get(path + "/metadata", "application/json").statusCode()).isEqualTo(200);
        assertThat(archive.get("/dicom-web/studies/1.2.3/metadata").statusCode()).isEqualTo(404);
        assertThat(archive.get("/dicom-web/studies/1.2.3/series/1/metadata").statusCode()).isEqualTo(404);
        for (String hidden : List.of(path + "/metadata", path + "/bulkdata/7FE00010",
                path.split("/instances/", -1)[0] + "/metadata", path.split("/series/", -1)[0] + "/metadata")) {
            assertThat(archive.site.bytes(archive.site.request(hidden, TestArchive.STRANGER)).statusCode())
                    .as(hidden).isEqualTo(404);
            assertThat(archive.site.bytes(archive.site.request(hidden, "OFFICE@TS1")).statusCode()).isEqualTo(403);
        }
        for (String nothing : List.of("00100010/0/00100020", "7FE0001", "7FE00010/0", "../../metadata", "00100011",
                "00400275/999999/00400007", "x", "", "00400275/-1/00400007", "0040027500400275")) {
            assertThat(archive.get(path + "/bulkdata/" + nothing).statusCode()).as(nothing).isEqualTo(404);
        }
        assertThat(archive.get(path + "/bulkdata/7FE00010", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void partsOfBulkDataCanBeHad() {
        Sample sample = samples.get("CT_small.dcm");
        byte[] pixels = ((Value) sample.dataSet().element(Tag.PixelData)).bytes().toArray();
        HttpResponse<byte[]> answer = archive.site.bytes(archive.site
                .request(sample.path() + "/bulkdata/7FE00010", TestArchive.READER)
                .header("Accept", "application/octet-stream").header("Range", "bytes=100-199"));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(java.util.Arrays.copyOfRange(pixels, 100, 200));
    }

    @Test
    void aViewIsOnRecordOnce() {
        String study = "1.2.840.99.6";
        archive.store(DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, study + ".2").put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").build());
        archive.audited.clear();
        for (int i = 0; i < 3; i++) {
            json(archive.get("/dicom-web/studies/" + study + "/metadata", JSON));
        }
        assertThat(archive.audited).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_VIEW);
            assertThat(event.object()).isEqualTo(study);
        });
    }

    /** The cache is nobody's only copy. */
    @Test
    void whatWasDeletedIsMadeAgain() throws IOException {
        String path = "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".2/metadata";
        json(gzip(path));
        try (Stream<Path> files = Files.walk(archive.cache)) {
            files.map(Path::toFile).filter(File::isFile).forEach(File::delete);
        }
        assertThat(json(gzip(path))).hasSize(3);
    }
}
