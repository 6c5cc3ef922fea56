package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** The archive as its users see it: a CT of 500 slices goes in by DCMTK, and is found and fetched by DIMSE and over the web. */
@Timeout(300)
class WholeArchiveIT {
    private static final int SLICES = 500;
    private static final int SIZE = 32;
    private static final String STUDY = "1.2.840.99.500";
    private static final String SERIES = STUDY + ".1";
    private static final Pattern ADDRESSES = Pattern
            .compile("(http://127\\.0\\.0\\.1:\\d+), DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    private static Path folder;
    private static WrittenLog log;
    private static TestPostgres database;
    private static RunningNode node;
    private static String web;
    private static String dicomPort;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        PeerProcess.assume("storescu", "findscu", "getscu");
        log = WrittenLog.open();
        database = TestPostgres.empty();
        DatabaseAddress at = database.address();
        var settings = new Settings(true, folder.resolve("data"),
                new DatabaseSettings(at.host(), at.port(), at.database(), at.user(), at.password()), null, null, 0,
                InetAddress.getLoopbackAddress(), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
        node = GatewayNode.start(settings);
        Matcher addresses = ADDRESSES.matcher(node.addresses());
        assertThat(addresses.matches()).as(node.addresses()).isTrue();
        web = addresses.group(1);
        dicomPort = addresses.group(2);
        Path sent = Files.createDirectory(folder.resolve("sent"));
        for (int i = 1; i <= SLICES; i++) {
            Files.write(sent.resolve(i + ".dcm"), file(i));
        }
        dcmtk("storescu", "-aet", "TS1PACS", "-aec", "LIANZHEN", "+sd", "127.0.0.1", dicomPort, sent.toString());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.stop(Duration.ofSeconds(8));
            database.close();
        }
        if (log != null) {
            log.close();
        }
        CLIENT.close();
    }

    private static byte[] file(int number) throws IOException {
        return file(STUDY, number);
    }

    private static byte[] file(String study, int number) throws IOException {
        byte[] pixels = new byte[SIZE * SIZE * 2];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) (number + i / 2);
            pixels[i + 1] = (byte) (number >> Byte.SIZE);
        }
        DataSet image = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, study + ".1." + number).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.PatientID, study.equals(STUDY) ? "W500" : "W501")
                .put(Tag.PatientName, "单^誠")
                .put(Tag.StudyDate, "20260301").put(Tag.StudyDescription, "胸部平扫").put(Tag.Modality, "CT")
                .put(Tag.InstanceNumber, String.valueOf(number)).putInts(Tag.Rows, SIZE).putInts(Tag.Columns, SIZE)
                .putInts(Tag.SamplesPerPixel, 1).put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16).putInts(Tag.BitsStored, 16).putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 0).put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build();
        var out = new ByteArrayOutputStream();
        Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage, study + ".1." + number,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), new Implementation("1.2.3", "TEST")), image, out,
                WriteOptions.DEFAULT);
        return out.toByteArray();
    }

    /** Clients listen nowhere, so they need no network of their own. */
    private static String dcmtk(String... command) throws Exception {
        Path output = folder.resolve("output-of-" + command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(command[0] + " ends").isTrue();
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String token(String account) throws Exception {
        HttpResponse<String> answer = CLIENT.send(HttpRequest.newBuilder(URI.create(web + "/api/v1/session"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers
                        .ofString("{\"username\":\"" + account + "\",\"password\":\"demo\"}"))
                .build(), HttpResponse.BodyHandlers.ofString());
        return new JsonObject(answer.body()).getString("token");
    }

    private static HttpRequest.Builder request(String account, String path, String accept) throws Exception {
        return HttpRequest.newBuilder(URI.create(web + path)).header("Authorization", "Bearer " + token(account))
                .header("Accept", accept);
    }

    private static JsonArray json(String account, String path) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request(account, path, "application/dicom+json").build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isIn(200, 204);
        return answer.statusCode() == 204 ? new JsonArray() : new JsonArray(answer.body());
    }

    private static Object value(JsonArray matches, String tag) {
        return matches.getJsonObject(0).getJsonObject(tag).getJsonArray("Value").getValue(0);
    }

    @Test
    void isFoundOverTheWebByCharactersPinyinAndInitials() throws Exception {
        for (String name : List.of("单^誠", "单*", "shancheng*", "sc")) {
            JsonArray studies = json("ch1-radiologist", "/dicom-web/studies?PatientID=W500&PatientName="
                    + URLEncoder.encode(name, StandardCharsets.UTF_8));
            assertThat(studies).as(name).hasSize(1);
            assertThat(value(studies, "00201208")).isEqualTo(SLICES);
            assertThat(value(studies, "00100010")).isEqualTo(new JsonObject().put("Alphabetic", "单^誠"));
        }
        assertThat(json("ts2-doctor", "/dicom-web/studies?PatientID=W500")).as("another township").isEmpty();
    }

    @Test
    void tellsEveryInstanceAndItsMetadata() throws Exception {
        String series = "/dicom-web/studies/" + STUDY + "/series/" + SERIES;
        assertThat(json("ch1-radiologist", series + "/instances?limit=1000")).hasSize(SLICES);
        JsonArray metadata = json("ch1-radiologist", series + "/metadata");
        assertThat(metadata).hasSize(SLICES);
        assertThat(value(metadata, "00081030")).isEqualTo("胸部平扫");
    }

    @Test
    void handsOutTheBytesThatCameIn() throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(request("ch1-radiologist", "/dicom-web/studies/" + STUDY + "/series/"
                + SERIES + "/instances/" + SERIES + ".7", "application/dicom; transfer-syntax=*").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] sent = file(7);
        int dataSet = SIZE * SIZE * 2;
        assertThat(answer.body()).endsWith(Arrays.copyOfRange(sent, sent.length - dataSet, sent.length));
        Path got = Files.write(folder.resolve("seven.dcm"), answer.body());
        assertThat(Part10Reader.read(got, ParseOptions.WHOLE).dataSet())
                .isEqualTo(Part10Reader.read(folder.resolve("sent/7.dcm"), ParseOptions.WHOLE).dataSet());
    }

    @Test
    void takesUploadsAndGivesThemBackByteForByte() throws Exception {
        byte[] file = file("1.2.840.99.501", 1);
        HttpResponse<String> stored = CLIENT.send(request("ts1-tech", "/dicom-web/studies", "application/dicom+json")
                .header("Content-Type", "application/dicom").POST(HttpRequest.BodyPublishers.ofByteArray(file)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        HttpResponse<byte[]> original = CLIENT.send(request("ts1-doctor", "/api/v1/archive/instances/"
                + "1.2.840.99.501.1.1/original", "*/*").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(original.body()).isEqualTo(file);
    }

    @Test
    void isFoundAndFetchedByDcmtk() throws Exception {
        assertThat(dcmtk("findscu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-k", "0008,0052=STUDY", "-k",
                "PatientID=W500", "-k", "StudyInstanceUID", "127.0.0.1", dicomPort)).contains(STUDY);
        Path got = Files.createDirectory(folder.resolve("got"));
        dcmtk("getscu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-od", got.toString(), "-k",
                "0008,0052=IMAGE", "-k", "StudyInstanceUID=" + STUDY, "-k", "SeriesInstanceUID=" + SERIES, "-k",
                "SOPInstanceUID=" + SERIES + ".1\\" + SERIES + ".250\\" + SERIES + ".500", "127.0.0.1", dicomPort);
        List<DataSet> expected = new ArrayList<>();
        for (int number : List.of(1, 250, 500)) {
            expected.add(Part10Reader.read(folder.resolve("sent/" + number + ".dcm"), ParseOptions.WHOLE).dataSet());
        }
        List<DataSet> received = new ArrayList<>();
        try (Stream<Path> files = Files.list(got)) {
            for (Path file : files.toList()) {
                received.add(Part10Reader.read(file, ParseOptions.WHOLE).dataSet());
            }
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A search by what nobody may read over a shoulder, an object that contradicts, one that is cut, and one for another study. */
    private static void stumble() throws Exception {
        CLIENT.send(request("ch1-radiologist", "/dicom-web/studies?PatientName=%E5%8D%95*&PatientID=W500&StudyDate=9",
                "application/dicom+json").build(), HttpResponse.BodyHandlers.discarding());
        byte[] file = file(1);
        byte[] other = file.clone();
        other[other.length - 1] ^= 1;
        for (byte[] body : List.of(other, Arrays.copyOf(file, file.length - 9))) {
            CLIENT.send(request("ts1-tech", "/dicom-web/studies", "application/dicom+json")
                    .header("Content-Type", "application/dicom").POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(), HttpResponse.BodyHandlers.discarding());
        }
        Path cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(file, file.length - 9));
        new ProcessBuilder("storescu", "-aet", "TS1PACS", "-aec", "LIANZHEN", "127.0.0.1", dicomPort, cut.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("output-of-cut").toFile()).start()
                .waitFor(60, TimeUnit.SECONDS);
        dcmtk("findscu", "-S", "-aet", "CH1PACS", "-aec", "LIANZHEN", "-k", "0008,0052=STUDY", "-k", "PatientID=W500",
                "-k", "PatientName=shan*", "127.0.0.1", dicomPort);
    }

    @Test
    void leavesNoNameInTheLog() throws Exception {
        stumble();
        String misread = new String("单^誠".getBytes(Charset.forName("GB18030")), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        assertThat(log.lines()).as("something was logged").anyMatch(line -> line.contains("TS1PACS"))
                .noneMatch(line -> Stream.of("单", "誠", misread, "shan", "w500", "w501", "胸部")
                        .anyMatch(line.toLowerCase(Locale.ROOT)::contains));
    }

    @Test
    void leavesNoNameInMetrics() throws Exception {
        HttpResponse<String> metrics = CLIENT.send(HttpRequest.newBuilder(URI.create(web + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(metrics.body()).contains("lianzhen_instances_total").doesNotContain("W500", "单", "shancheng");
    }
}
