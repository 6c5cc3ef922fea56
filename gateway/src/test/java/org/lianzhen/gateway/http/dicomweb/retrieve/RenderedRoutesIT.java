package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.Picture;
import org.lianzhen.dicom.image.Rendering;
import org.lianzhen.dicom.image.Window;
import org.lianzhen.dicom.image.Window.Function;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Sample;

@Timeout(300)
class RenderedRoutesIT {
    @TempDir
    private static Path folder;
    private static TestArchive archive;
    private static Map<String, Sample> samples;

    @BeforeAll
    static void fill() throws IOException {
        archive = new TestArchive(folder);
        samples = archive.storeSamples();
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    private static Picture expected(Sample sample, int frame, UnaryOperator<Rendering> change) throws IOException {
        Frames frames = Frames.of(sample.dataSet(), sample.instance().transferSyntax(), BulkDataResolver.NONE);
        return change.apply(Rendering.of(sample.dataSet(), frame)).render(frames.decoded(frame));
    }

    private static BufferedImage image(HttpResponse<byte[]> answer, String type) throws IOException {
        assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    /** PNG loses nothing, so every pixel can be held against what the image code gives by itself. */
    private static void equalPixels(String what, BufferedImage image, Picture picture) {
        assertThat(List.of(image.getHeight(), image.getWidth())).as(what)
                .containsExactly(picture.rows(), picture.columns());
        for (int row = 0; row < picture.rows(); row++) {
            for (int column = 0; column < picture.columns(); column++) {
                for (int sample = 0; sample < picture.samples(); sample++) {
                    if (image.getRaster().getSample(column, row, sample) != picture.sample(row, column, sample)) {
                        throw new AssertionError(what + " differs at row " + row + ", column " + column);
                    }
                }
            }
        }
    }

    @Test
    void everyImageIsShownAsTheImageCodeShowsIt() throws IOException {
        int shown = 0;
        for (Sample sample : samples.values()) {
            HttpResponse<byte[]> answer = archive.get(sample.path() + "/rendered", "image/png");
            try {
                Picture picture = expected(sample, 0, UnaryOperator.identity());
                equalPixels(sample.toString(), image(answer, "image/png"), picture);
                shown++;
            } catch (ImageException e) {
                assertThat(answer.statusCode()).as(sample.toString()).isEqualTo(406);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"detail\":\"");
            }
        }
        assertThat(shown).isGreaterThan(60);
    }

    @ParameterizedTest
    @CsvSource({ "'40,400,linear',LINEAR,40,400", "'40,400',LINEAR,40,400",
            "'-600,1500.5,linear-exact',LINEAR_EXACT,-600,1500.5",
            "'1e2,5e1,sigmoid',SIGMOID,100,50" })
    void showsTheWindowThatIsAskedFor(String asked, Function function, double center, double width)
            throws IOException {
        Sample sample = samples.get("CT_small.dcm");
        equalPixels(asked, image(archive.get(sample.path() + "/rendered?window=" + asked, "image/png"), "image/png"),
                expected(sample, 0, rendering -> rendering.withWindow(new Window(center, width, function))));
    }

    @Test
    void fitsTheViewportAndKeepsTheShape() throws IOException {
        Sample sample = samples.get("SC_rgb_2frame.dcm");
        Picture whole = expected(sample, 0, UnaryOperator.identity());
        BufferedImage small = image(archive.get(sample.path() + "/rendered?viewport=50,30"), "image/jpeg");
        assertThat(small.getHeight()).isEqualTo(30);
        assertThat(small.getWidth()).isEqualTo(30 * whole.columns() / whole.rows());
        BufferedImage large = image(archive.get(sample.path() + "/rendered?viewport=5000,5000"), "image/jpeg");
        assertThat(large.getWidth()).as("nothing is made larger").isEqualTo(whole.columns());
        BufferedImage part = image(archive.get(sample.path() + "/rendered?viewport=99,99,10,20,30,40", "image/png"),
                "image/png");
        assertThat(List.of(part.getWidth(), part.getHeight())).containsExactly(30, 40);
        assertThat(part.getRGB(3, 4)).isEqualTo(image(archive.get(sample.path() + "/rendered", "image/png"),
                "image/png").getRGB(13, 24));
    }

    @Test
    void showsTheFramesThatAreAskedFor() throws IOException {
        Sample sample = samples.get("SC_rgb_rle_2frame.dcm");
        equalPixels("second", image(archive.get(sample.path() + "/frames/2/rendered", "image/png"), "image/png"),
                expected(sample, 1, UnaryOperator.identity()));
        assertThat(TestArchive.parts(archive.get(sample.path() + "/frames/1,2/rendered", "image/png"))).hasSize(2)
                .allSatisfy(part -> assertThat(part.headers().contentType()).isEqualTo("image/png"));
        assertThat(archive.get(sample.path() + "/frames/3/rendered").statusCode()).isEqualTo(404);
        assertThat(archive.get(sample.path() + "/frames/0/rendered").statusCode()).isEqualTo(400);
        assertThat(archive.get(sample.path() + "/frames/" + "1,".repeat(100) + "1/rendered").statusCode())
                .isEqualTo(400);
    }

    @Test
    void qualityCostsBytes() {
        String path = samples.get("CT_small.dcm").path() + "/rendered?quality=";
        assertThat(archive.get(path + "10").body().length).isLessThan(archive.get(path + "95").body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = { "window=1", "window=1,0,linear", "window=a,b,linear", "window=1,2,cubic", "window=1,2,3,4",
            "window=NaN,1", "viewport=0,5", "viewport=5", "viewport=1,2,3", "viewport=99999,1", "viewport=5,5,0,0,-5,5",
            "viewport=5,5,9999,0,5,5", "viewport=-1,-1", "quality=0", "quality=101", "quality=x" })
    void refusesWhatMakesNoSense(String query) {
        HttpResponse<byte[]> answer = archive.get(samples.get("CT_small.dcm").path() + "/rendered?" + query);
        assertThat(answer.statusCode()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(400);
    }

    @Test
    void refusesWithAReasonWhatItDoesNotDo() {
        String path = samples.get("CT_small.dcm").path();
        assertThat(archive.get(path + "/rendered?annotation=patient").statusCode()).isEqualTo(406);
        assertThat(archive.get(path + "/rendered?iccprofile=srgb").statusCode()).isEqualTo(406);
        assertThat(archive.get(path + "/rendered", "image/gif").statusCode()).isEqualTo(406);
        assertThat(archive.get(path + "/rendered", "video/mp4").statusCode()).isEqualTo(406);
        assertThat(archive.get(path + "/thumbnail", "image/png").statusCode()).isEqualTo(406);
        String report = samples.get("reportsi.dcm").path();
        assertThat(archive.get(report + "/rendered").statusCode()).isEqualTo(406);
        assertThat(archive.get(report + "/thumbnail").statusCode()).isEqualTo(406);
        assertThat(archive.get(report.split("/series/", -1)[0] + "/rendered").statusCode()).isEqualTo(406);
        assertThat(archive.site.bytes(archive.site.request(path + "/rendered", TestArchive.STRANGER)).statusCode())
                .isEqualTo(404);
        assertThat(archive.get("/dicom-web/studies/1.2.3/thumbnail").statusCode()).isEqualTo(404);
    }

    @Test
    void aStudyAndASeriesHaveAPicture() throws IOException {
        String path = samples.get("6293").path();
        for (String level : List.of(path.split("/series/", -1)[0], path.split("/instances/", -1)[0])) {
            assertThat(image(archive.get(level + "/rendered"), "image/jpeg").getWidth()).isGreaterThan(10);
            BufferedImage small = image(archive.get(level + "/thumbnail"), "image/jpeg");
            assertThat(Math.max(small.getWidth(), small.getHeight())).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void thumbnailsAreMadeOnce() throws IOException {
        String path = samples.get("CT_small.dcm").path() + "/thumbnail";
        HttpResponse<byte[]> first = archive.get(path);
        assertThat(image(first, "image/jpeg").getWidth()).isEqualTo(128);
        HttpResponse<byte[]> again = archive.get(path);
        assertThat(again.body()).isEqualTo(first.body());
        String tag = again.headers().firstValue("ETag").orElseThrow();
        assertThat(archive.site.bytes(archive.site.request(path, TestArchive.READER).header("If-None-Match", tag))
                .statusCode()).isEqualTo(304);
        String frame = samples.get("SC_rgb_2frame.dcm").path() + "/frames/2/thumbnail";
        assertThat(archive.get(frame).statusCode()).isEqualTo(200);
    }

    private static String uri(Sample sample, String more) {
        return "/wado?requestType=WADO&studyUID=" + sample.scope().study() + "&seriesUID=" + sample.scope().series()
                + "&objectUID=" + sample.scope().instance() + more;
    }

    @Test
    void theUriServiceShowsAndHandsOut() throws IOException {
        Sample sample = samples.get("MR_small_jpeg_ls_lossless.dcm");
        assertThat(image(archive.get(uri(sample, "")), "image/jpeg").getWidth()).isEqualTo(64);
        HttpResponse<byte[]> dicom = archive.get(uri(sample, "&contentType=application/dicom"));
        assertThat(dicom.headers().firstValue("Content-Type"))
                .contains("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
        HttpResponse<byte[]> kept = archive
                .get(uri(sample, "&contentType=application/dicom&transferSyntax=1.2.840.10008.1.2.4.80"));
        Path file = java.nio.file.Files.write(folder.resolve("uri.dcm"), kept.body());
        assertThat(Part10Reader.read(file, ParseOptions.WHOLE).dataSet()).isEqualTo(sample.dataSet());
        assertThat(archive.get(uri(samples.get("reportsi.dcm"), "")).headers().firstValue("Content-Type").orElseThrow())
                .as("what is no image").startsWith("application/dicom");
        Sample ct = samples.get("CT_small.dcm");
        equalPixels("window", image(archive.get(uri(ct, "&contentType=image/png&windowCenter=40&windowWidth=400")),
                "image/png"), expected(ct, 0, rendering -> rendering.withWindow(new Window(40, 400))));
        assertThat(image(archive.get(uri(ct, "&contentType=image/png,image/jpeg&rows=20")), "image/png").getHeight())
                .isEqualTo(20);
        equalPixels("frame", image(archive.get(uri(samples.get("SC_rgb_2frame.dcm"),
                "&contentType=image/png&frameNumber=2")), "image/png"),
                expected(samples.get("SC_rgb_2frame.dcm"), 1, UnaryOperator.identity()));
    }

    /** PS3.18 table 9.4.1-2: the header decides where the parameter says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "application/dicom||application/dicom", "image/png||image/png",
            "image/avif,image/*;q=0.8,*/*;q=0.5||image/jpeg", "*/*||image/jpeg",
            "image/png|&contentType=application/dicom|application/dicom",
            "text/html||application/problem+json" })
    void theAcceptHeaderDecidesWhereTheParameterDoesNot(String accept, String more, String type) {
        HttpResponse<byte[]> answer = archive.get(uri(samples.get("CT_small.dcm"), more == null ? "" : more), accept);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    }

    @Test
    void whatIsServedWithOtherMethodsSaysWithWhich() {
        HttpResponse<String> answer = archive.site
                .text(archive.site.request(samples.get("CT_small.dcm").path() + "/rendered", TestArchive.READER)
                        .DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({ "&contentType=text/html,406", "&anonymize=yes,406", "&presentationUID=1.2,406",
            "&annotation=patient,406",
            "'&region=0,0,1,1',406", "&windowCenter=4,400", "&frameNumber=0,400", "'&frameNumber=1,1',400",
            "&frameNumber=9,404",
            "&rows=0,400", "&imageQuality=500,400", "&contentType=application/dicom&transferSyntax=1.2.3,406",
            "&annotation=no,200", "&contentType=*/*,200" })
    void theUriServiceSaysWhatItDoesNotDo(String more, int status) {
        assertThat(archive.get(uri(samples.get("CT_small.dcm"), more)).statusCode()).isEqualTo(status);
    }

    @Test
    void theUriServiceWantsToKnowWhat() {
        String whole = uri(samples.get("CT_small.dcm"), "");
        for (String name : List.of("requestType", "studyUID", "seriesUID", "objectUID")) {
            assertThat(archive.get(whole.replace(name, "x" + name)).statusCode()).as(name).isEqualTo(400);
        }
        assertThat(archive.get(whole.replace("WADO", "STOW")).statusCode()).isEqualTo(400);
        assertThat(archive.get(whole + ".9").statusCode()).isEqualTo(404);
        assertThat(archive.site.bytes(archive.site.request(whole, TestArchive.STRANGER)).statusCode()).isEqualTo(404);
        archive.audited.clear();
        assertThat(archive.site.bytes(archive.site.request(whole + "&contentType=application/dicom",
                "VILLAGE_DOCTOR@TS1")).statusCode()).as("may look, not take").isEqualTo(403);
        assertThat(archive.audited).as("the refusal is on record").singleElement().isEqualTo(AuditEvent.refused(
                new AuditEvent.Actor("test", "", "TS1", "127.0.0.1"), AuditAction.ACCESS_REFUSE, "EXPORT_STUDIES"));
        assertThat(archive.site.bytes(archive.site.request(whole, "VILLAGE_DOCTOR@TS1")).statusCode()).isEqualTo(200);
    }

    @Test
    void originalsComeVerbatimInEveryVersion() throws Exception {
        Sample sample = samples.get("MR_small_implicit.dcm");
        String path = "/api/v1/archive/instances/" + sample.instance().sopInstanceUid() + "/original";
        archive.audited.clear();
        HttpResponse<byte[]> answer = archive.get(path);
        int offset = (int) answer.headers().firstValueAsLong("Lianzhen-Data-Set-Offset").orElseThrow();
        byte[] received = java.util.Arrays.copyOfRange(answer.body(), offset, answer.body().length);
        assertThat(received).isEqualTo(sample.bytes().toArray());
        assertThat(answer.headers().firstValue("Lianzhen-Data-Set-Digest")).contains("sha-256=:" + java.util.Base64
                .getEncoder()
                .encodeToString(java.security.MessageDigest.getInstance("SHA-256").digest(received)) + ":");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/dicom; transfer-syntax=" + TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        assertThat(archive.audited).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_EXPORT);
            assertThat(event.details()).containsEntry("version", "1");
        });
        assertThat(archive.get(path + "?version=1").body()).isEqualTo(answer.body());
        assertThat(archive.get(path + "?version=2").statusCode()).isEqualTo(404);

        archive.store(sample.dataSet().toBuilder().put(Tag.InstanceNumber, "77").build());
        assertThat(archive.get(path).body()).as("what was first is in force").isEqualTo(answer.body());
        HttpResponse<byte[]> second = archive.get(path + "?version=2");
        assertThat(second.headers().firstValue("Lianzhen-Version")).contains("2");
        assertThat(second.body()).isNotEqualTo(answer.body());
    }

    @ParameterizedTest
    @CsvSource({ "1.2.3/original,404", "x/original,404", "1.2.3/original?version=0,400", "1.2.3/original?version=x,400",
            "..%2f..%2fetc%2fpasswd/original,404" })
    void hostileNamesNameNothing(String rest, int status) {
        assertThat(archive.get("/api/v1/archive/instances/" + rest).statusCode()).isEqualTo(status);
    }
}
