package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.dict.TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Quirk;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Part;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Sample;

/** Real files of many kinds, sent by C-STORE and fetched again. */
@Timeout(300)
class InstanceRoutesIT {
    private static final String MULTIPART = "multipart/related; type=\"application/dicom\"";
    private static final String NATIVE = "; transfer-syntax=1.2.840.10008.1.2.1";
    private static final Set<TransferSyntax> NEVER_AS_KEPT = Set.of(IMPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN,
            DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    /** What the decoding of the pixels may change. */
    private static final Set<Integer> OF_PIXELS = Set.of(Tag.PixelData, Tag.PhotometricInterpretation,
            Tag.PlanarConfiguration, Tag.BitsStored, Tag.HighBit, Tag.ExtendedOffsetTable,
            Tag.ExtendedOffsetTableLengths);

    @TempDir
    private static Path folder;
    private static TestArchive archive;
    private static Map<String, Sample> samples;

    @BeforeAll
    static void fill() throws IOException {
        archive = new TestArchive(folder);
        samples = archive.storeSamples();
        assertThat(samples).hasSizeGreaterThan(60);
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static Part10File file(Bytes content) throws IOException {
        Path file = Files.createTempFile(folder, "answer", ".dcm");
        Files.write(file, content.toArray());
        return Part10Reader.read(file, ParseOptions.WHOLE);
    }

    private static byte[] dataSetBytes(Bytes content) throws IOException {
        byte[] all = content.toArray();
        return Arrays.copyOfRange(all, (int) file(content).dataSetOffset(), all.length);
    }

    @Test
    void whatIsAskedForAsItIsHasTheSameBytes() throws IOException {
        int same = 0;
        for (Sample sample : samples.values()) {
            TransferSyntax kept = sample.instance().transferSyntax();
            HttpResponse<byte[]> answer = archive.get(sample.path(), MULTIPART + "; transfer-syntax=*");
            assertThat(answer.statusCode()).as(sample.toString()).isEqualTo(200);
            Part part = TestArchive.parts(answer).getFirst();
            assertThat(part.headers().get("Content-Location")).isEqualTo(sample.path());
            boolean changed = NEVER_AS_KEPT.contains(kept);
            String expected = changed ? EXPLICIT_VR_LITTLE_ENDIAN.uid() : kept.uid();
            assertThat(part.headers().contentType()).isEqualTo("application/dicom; transfer-syntax=" + expected);
            if (changed) {
                equalElements(sample, part);
            } else {
                assertThat(answer.headers().firstValue("Content-Length")).as(sample.toString()).isPresent();
                assertThat(dataSetBytes(part.content())).as(sample.toString()).isEqualTo(sample.bytes().toArray());
                same++;
            }
        }
        assertThat(same).isGreaterThan(40);
    }

    private static void equalElements(Sample sample, Part part) throws IOException {
        Part10File answered = file(part.content());
        assertThat(answered.transferSyntax()).as(sample.toString()).isEqualTo(EXPLICIT_VR_LITTLE_ENDIAN);
        assertThat(answered.quirks()).as(sample.toString())
                .allMatch(quirk -> quirk.kind() == Quirk.Kind.ENCAPSULATED_IN_NATIVE);
        assertThat(answered.meta()).isNotNull();
        for (Element element : sample.dataSet()) {
            assertThat(answered.dataSet().element(element.tag()))
                    .as(sample + " " + Tag.format(element.tag())).isEqualTo(element);
        }
        assertThat(answered.dataSet().size()).as(sample.toString()).isEqualTo(sample.dataSet().size());
    }

    @Test
    void whoSaysNothingGetsExplicitLittleEndianOrWhatCannotBeDecodedAsItIs() throws IOException {
        Set<String> decoded = new TreeSet<>();
        Set<String> untouched = new TreeSet<>();
        for (Sample sample : samples.values()) {
            HttpResponse<byte[]> answer = archive.get(sample.path(), MULTIPART);
            TransferSyntax kept = sample.instance().transferSyntax();
            assertThat(answer.statusCode()).as(sample.toString()).isEqualTo(200);
            Part part = TestArchive.parts(answer).getFirst();
            if (kept.encapsulated() && part.headers().contentType().endsWith(kept.uid())) {
                assertThat(isDecodable(sample)).as(sample.toString()).isFalse();
                assertThat(dataSetBytes(part.content())).as(sample.toString()).isEqualTo(sample.bytes().toArray());
                untouched.add(kept.name());
                continue;
            }
            assertThat(part.headers().contentType()).endsWith(EXPLICIT_VR_LITTLE_ENDIAN.uid());
            if (kept.encapsulated() && sample.dataSet().element(Tag.PixelData) instanceof Fragments) {
                equalPixels(sample, file(part.content()));
                decoded.add(kept.name());
            } else {
                equalElements(sample, part);
            }
        }
        assertThat(decoded).as("kinds of compression").hasSizeGreaterThan(7);
        assertThat(untouched).as("those with a broken image among them").isSubsetOf("JPEG 2000 Image Compression");
    }

    private static boolean isDecodable(Sample sample) {
        if (!FrameDecoder.supports(sample.instance().transferSyntax())) {
            return false;
        }
        try {
            frames(sample.dataSet(), sample.instance().transferSyntax()).decoded(0);
            return true;
        } catch (ImageException | IOException e) {
            return false;
        }
    }

    private static Frames frames(DataSet dataSet, TransferSyntax syntax) {
        return Frames.of(dataSet, syntax, BulkDataResolver.NONE);
    }

    private static void equalPixels(Sample sample, Part10File answered) throws IOException {
        Frames before = frames(sample.dataSet(), sample.instance().transferSyntax());
        Frames after = frames(answered.dataSet(), answered.transferSyntax());
        assertThat(after.count()).as(sample.toString()).isEqualTo(before.count());
        for (int frame = 0; frame < before.count(); frame++) {
            assertThat(after.decoded(frame)).as(sample + " " + frame).isEqualTo(before.decoded(frame));
        }
        for (Element element : sample.dataSet()) {
            if (!OF_PIXELS.contains(element.tag())) {
                assertThat(answered.dataSet().element(element.tag())).as(sample + " " + Tag.format(element.tag()))
                        .isEqualTo(element);
            }
        }
    }

    @Test
    void encodesAsJpegLsWhenThatIsAskedFor() throws IOException {
        int encoded = 0;
        for (Sample sample : samples.values()) {
            String wanted = TransferSyntax.JPEG_LS_LOSSLESS.uid();
            HttpResponse<byte[]> answer = archive.get(sample.path(), "application/dicom; transfer-syntax=" + wanted);
            if (answer.statusCode() == 200 && answer.headers().firstValue("Content-Type").orElseThrow().endsWith(wanted)
                    && !sample.instance().transferSyntax().uid().equals(wanted)) {
                Part10File file = file(Bytes.wrap(answer.body()));
                assertThat(file.transferSyntax().uid()).isEqualTo(wanted);
                equalPixels(sample, file);
                encoded++;
            } else {
                assertThat(answer.statusCode()).as(sample.toString()).isIn(200, 406);
            }
        }
        assertThat(encoded).isGreaterThan(40);
    }

    @Test
    void whatNobodyHereCanDecodeIsHadAsItIsOnly() {
        DataSet image = DataSet.builder().put(Tag.SOPClassUID, SopClass.SecondaryCaptureImageStorage)
                .put(Tag.SOPInstanceUID, "1.2.840.99.31").put(Tag.StudyInstanceUID, "1.2.840.99.3")
                .put(Tag.SeriesInstanceUID, "1.2.840.99.30")
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                        List.of(new Fragment.Held(Bytes.wrap(new byte[500])))))
                .build();
        archive.store(image, TransferSyntax.HTJ2K_LOSSLESS);
        String path = "/dicom-web/studies/1.2.840.99.3/series/1.2.840.99.30/instances/1.2.840.99.31";
        for (String wanted : List.of(NATIVE, "; transfer-syntax=1.2.840.10008.1.2.4.80")) {
            HttpResponse<byte[]> answer = archive.get(path, "application/dicom" + wanted);
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("High-Throughput JPEG 2000")
                    .contains("cannot be decoded here");
        }
        for (String wanted : List.of("", "; transfer-syntax=*")) {
            HttpResponse<byte[]> answer = archive.get(path, "application/dicom" + wanted);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .endsWith(TransferSyntax.HTJ2K_LOSSLESS.uid());
        }
    }

    /** Two instances of a study: one of native pixels, and one of these compressed ones. */
    private static String studyWith(String uid, TransferSyntax syntax, byte[] compressed) {
        archive.store(image(uid, ".1").put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[4]))).build());
        archive.store(image(uid, ".2").put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.wrap(compressed))))).build(), syntax);
        return "/dicom-web/studies/" + uid;
    }

    private static DataSetBuilder image(String study, String number) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.SecondaryCaptureImageStorage)
                .put(Tag.SOPInstanceUID, study + ".0" + number).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".0").putInts(Tag.Rows, 2).putInts(Tag.Columns, 2)
                .putInts(Tag.BitsAllocated, 8).putInts(Tag.BitsStored, 8).putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0).putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2");
    }

    private static List<String> types(HttpResponse<byte[]> answer) {
        return TestArchive.parts(answer).stream().map(part -> part.headers().contentType()).sorted().toList();
    }

    @Test
    void oneThatCannotBeDecodedTakesNoOthersWithIt() {
        TransferSyntax film = Objects.requireNonNull(TransferSyntax.of("1.2.840.10008.1.2.4.102"));
        String study = studyWith("1.2.840.99.5", film, new byte[500]);
        HttpResponse<byte[]> usual = archive.get(study, MULTIPART);
        assertThat(usual.statusCode()).isEqualTo(200);
        assertThat(types(usual)).containsExactly("application/dicom" + NATIVE,
                "application/dicom; transfer-syntax=" + film.uid());
        HttpResponse<byte[]> plain = archive.get(study, MULTIPART + NATIVE);
        assertThat(plain.statusCode()).as("some, and not all").isEqualTo(206);
        assertThat(plain.headers().firstValue("Warning").orElseThrow()).contains("1 of 2 instances");
        assertThat(types(plain)).containsExactly("application/dicom" + NATIVE);
    }

    @Test
    void aBrokenImageTakesNoOthersWithIt() {
        String study = studyWith("1.2.840.99.6", TransferSyntax.RLE_LOSSLESS, new byte[8]);
        HttpResponse<byte[]> usual = archive.get(study, MULTIPART);
        assertThat(usual.statusCode()).isEqualTo(200);
        assertThat(types(usual)).as("the broken one as it is").containsExactly("application/dicom" + NATIVE,
                "application/dicom; transfer-syntax=" + TransferSyntax.RLE_LOSSLESS.uid());
        assertThat(types(archive.get(study, MULTIPART + NATIVE))).as("without it")
                .containsExactly("application/dicom" + NATIVE);
        String broken = study + "/series/1.2.840.99.6.0/instances/1.2.840.99.6.0.2";
        HttpResponse<byte[]> alone = archive.get(broken, MULTIPART + NATIVE);
        assertThat(alone.statusCode()).isEqualTo(406);
        assertThat(new String(alone.body(), StandardCharsets.UTF_8)).contains("broken");
    }

    @Test
    void othersReadWhatWeWrite() throws Exception {
        for (String name : List.of("MR_small_bigendian.dcm", "JPEG2000.dcm", "SC_rgb_rle_2frame.dcm",
                "image_dfl.dcm")) {
            HttpResponse<byte[]> answer = archive.get(samples.get(name).path(), "application/dicom");
            Path file = Files.write(folder.resolve("dump.dcm"), answer.body());
            Process dump = new ProcessBuilder("dcmdump", "-q", file.toString()).redirectErrorStream(true).start();
            dump.getInputStream().readAllBytes();
            assertThat(dump.waitFor()).as(name).isZero();
        }
    }

    @Test
    void aSinglePartIsTheFileItself() throws IOException {
        Sample sample = samples.get("CT_small.dcm");
        HttpResponse<byte[]> answer = archive.get(sample.path(), "application/dicom");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
        assertThat(dataSetBytes(Bytes.wrap(answer.body()))).isEqualTo(sample.bytes().toArray());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void headTellsWhatGetWouldSend() {
        for (String name : List.of("CT_small.dcm", "MR_small_implicit.dcm")) {
            String path = samples.get(name).path();
            for (String accept : List.of("application/dicom", MULTIPART + "; transfer-syntax=*")) {
                HttpResponse<byte[]> get = archive.get(path, accept);
                HttpResponse<byte[]> head = archive.site.bytes(archive.site.request(path, TestArchive.READER)
                        .header("Accept", accept).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                assertThat(head.headers().firstValue("Content-Length"))
                        .isEqualTo(get.headers().firstValue("Content-Length"));
                assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
            }
        }
    }

    @Test
    void aStudyAndItsSeriesComeWhole() throws IOException {
        String study = samples.get("6293") == null ? "" : samples.get("6293").path().split("/series/", -1)[0];
        List<Sample> ofStudy = samples.values().stream().filter(sample -> sample.path().startsWith(study + "/"))
                .toList();
        assertThat(ofStudy).hasSizeGreaterThan(3);
        HttpResponse<byte[]> answer = archive.get(study, MULTIPART + ";transfer-syntax=*");
        List<Part> parts = TestArchive.parts(answer);
        assertThat(parts).extracting(part -> part.headers().get("Content-Location"))
                .containsExactlyInAnyOrderElementsOf(ofStudy.stream().map(Sample::path).toList());
        String series = ofStudy.getFirst().path().split("/instances/", -1)[0];
        assertThat(TestArchive.parts(archive.get(series, MULTIPART)))
                .hasSize((int) ofStudy.stream().filter(sample -> sample.path().startsWith(series + "/")).count());
        for (Part part : parts) {
            Sample sample = ofStudy.stream().filter(one -> one.path().equals(part.headers().get("Content-Location")))
                    .findFirst().orElseThrow();
            assertThat(file(part.content()).dataSet()).isEqualTo(sample.dataSet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/dicom+json", "image/jpeg", "multipart/related; type=\"image/jls\"",
            "application/dicom; transfer-syntax=1.2.840.10008.1.2.2", "application/dicom; transfer-syntax=1.2.3",
            "application/dicom; transfer-syntax=1.2.840.10008.1.2", "application/dicom;q=0" })
    void saysWhyAFormIsNotToBeHad(String accept) {
        HttpResponse<byte[]> answer = archive.get(samples.get("MR_small_implicit.dcm").path(), accept);
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"detail\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "*/*", "application/dicom", "text/html, application/*;q=0.5",
            "application/dicom; transfer-syntax=1.2.3, application/dicom;transfer-syntax=*;q=0.1",
            "multipart/related;type=application/dicom;transfer-syntax=*" })
    void takesEveryWayToAsk(String accept) {
        assertThat(archive.get(samples.get("CT_small.dcm").path(), accept).statusCode()).isEqualTo(200);
    }

    @Test
    void theQueryParameterWinsOverTheHeader() {
        String path = samples.get("CT_small.dcm").path();
        HttpResponse<byte[]> answer = archive.get(path + "?accept=application/dicom;transfer-syntax=*", "image/png");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/dicom;");
        assertThat(archive.get(path + "?accept=" + "x,".repeat(3000), "*/*").statusCode()).isEqualTo(400);
        String study = path.split("/series/", -1)[0];
        assertThat(archive.get(study, "application/dicom").statusCode()).as("several in one").isEqualTo(406);
    }

    @Test
    void whatIsNotThereOrNotForTheCallerIsNotFound() {
        String path = samples.get("CT_small.dcm").path();
        var paths = new ArrayList<>(List.of("/dicom-web/studies/1.2.3", "/dicom-web/studies/x'--", path + ".9",
                path.replaceAll("/series/[0-9.]+/", "/series/1.2.3/"), "/dicom-web/studies/" + "1".repeat(65),
                "/dicom-web/studies/%00", "/dicom-web/studies/..%2f..%2fetc"));
        for (String one : paths) {
            assertThat(archive.get(one).statusCode()).as(one).isEqualTo(404);
        }
        assertThat(archive.site.bytes(archive.site.request(path, TestArchive.STRANGER)).statusCode()).isEqualTo(404);
        assertThat(archive.site.bytes(archive.site.request(path)).statusCode()).isEqualTo(401);
        assertThat(archive.site.bytes(archive.site.request(path, "VILLAGE_DOCTOR@TS1")).statusCode()).isEqualTo(403);
    }

    @Test
    void isOnRecordBeforeTheFirstByte() {
        String path = samples.get("CT_small.dcm").path();
        archive.audited.clear();
        archive.get(path, "application/dicom");
        assertThat(archive.audited).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_EXPORT);
            assertThat(event.object()).isEqualTo(samples.get("CT_small.dcm").dataSet().string(Tag.StudyInstanceUID));
            assertThat(event.actor().unit()).isEqualTo("TS1");
            assertThat(event.details()).containsEntry("instances", "1");
        });
        archive.auditing = CompletableFuture.failedStage(new IOException("full"));
        try {
            assertThat(archive.get(path, "application/dicom").statusCode()).isEqualTo(500);
        } finally {
            archive.auditing = CompletableFuture.completedStage(null);
        }
    }
}
