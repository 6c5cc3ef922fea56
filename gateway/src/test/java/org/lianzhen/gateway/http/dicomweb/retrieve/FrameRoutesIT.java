package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.ImageLimits;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Part;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Sample;

@Timeout(300)
class FrameRoutesIT {
    private static final String AS_KEPT = "multipart/related; type=\"*/*\"; transfer-syntax=*";

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

    private static Frames frames(Sample sample) {
        return Frames.of(sample.dataSet(), sample.instance().transferSyntax(), BulkDataResolver.NONE);
    }

    private static boolean isImage(Sample sample) {
        try {
            frames(sample).encoded(0);
            return true;
        } catch (ImageException | IOException e) {
            return false;
        }
    }

    /** Compressed, and said not to be. */
    private static boolean isMislabelled(Sample sample) {
        return sample.dataSet().element(Tag.PixelData) instanceof Fragments
                && !sample.instance().transferSyntax().encapsulated();
    }

    private static String all(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void everyFrameComesAsItIsKept() throws IOException {
        Set<String> types = new HashSet<>();
        int checked = 0;
        for (Sample sample : samples.values()) {
            if (isImage(sample) && !isMislabelled(sample) && frames(sample).description().bitsAllocated() > 1) {
                Frames kept = frames(sample);
                HttpResponse<byte[]> answer = archive.get(sample.path() + "/frames/" + all(kept.count()), AS_KEPT);
                assertThat(answer.statusCode()).as(sample.toString()).isEqualTo(200);
                List<Part> parts = TestArchive.parts(answer);
                assertThat(parts).as(sample.toString()).hasSize(kept.count());
                for (int frame = 0; frame < kept.count(); frame++) {
                    assertThat(parts.get(frame).content()).as(sample + " " + frame).isEqualTo(kept.encoded(frame));
                }
                types.add(parts.getFirst().headers().contentType());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(60);
        assertThat(types).contains("image/jls; transfer-syntax=1.2.840.10008.1.2.4.80",
                "image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90",
                "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.50",
                "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.70",
                "image/dicom-rle; transfer-syntax=1.2.840.10008.1.2.5",
                "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
    }

    @Test
    void whoSaysNothingGetsSamples() throws IOException {
        int decoded = 0;
        for (Sample sample : samples.values()) {
            if (!isImage(sample)) {
                continue;
            }
            Frames kept = frames(sample);
            HttpResponse<byte[]> answer = archive.get(sample.path() + "/frames/1");
            try {
                Frame expected = kept.decoded(0);
                Part part = TestArchive.parts(answer).getFirst();
                assertThat(part.headers().contentType())
                        .isEqualTo("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
                assertThat(part.headers().contentLocation()).isEqualTo(sample.path() + "/frames/1");
                assertThat(decoded(part.content(), kept.description(), sample)).as(sample.toString())
                        .isEqualTo(expected);
                decoded++;
            } catch (ImageException e) {
                assertThat(answer.statusCode()).as(sample.toString()).isEqualTo(406);
            }
        }
        assertThat(decoded).isGreaterThan(60);
    }

    /** Reads samples as a client would that goes by the metadata. */
    private static Frame decoded(Bytes samples, PixelDescription pixels, Sample sample) {
        boolean compressed = sample.dataSet().element(Tag.PixelData) instanceof Fragments;
        var described = !compressed ? pixels
                : new PixelDescription(pixels.rows(), pixels.columns(), pixels.samplesPerPixel(),
                        pixels.decodedColours(), pixels.bitsAllocated(), pixels.bitsStored(), pixels.bitsStored() - 1,
                        pixels.signed(), 0, 1);
        return new FrameDecoder(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, described, ImageLimits.DEFAULT)
                .decode(samples);
    }

    @Test
    void encodesAsJpegLsForThoseFarAway() throws IOException {
        for (String name : List.of("CT_small.dcm", "JPEG2000.dcm", "SC_rgb_rle_2frame.dcm", "MR_small_bigendian.dcm")) {
            Sample sample = samples.get(name);
            HttpResponse<byte[]> answer = archive.get(sample.path() + "/frames/1", "image/jls");
            assertThat(answer.headers().firstValue("Content-Type")).as(name)
                    .contains("image/jls; transfer-syntax=1.2.840.10008.1.2.4.80");
            Frames kept = frames(sample);
            PixelDescription pixels = kept.description();
            Frame frame = new FrameDecoder(TransferSyntax.JPEG_LS_LOSSLESS, pixels, ImageLimits.DEFAULT)
                    .decode(Bytes.wrap(answer.body()));
            assertThat(frame).as(name).isEqualTo(kept.decoded(0));
            assertThat(answer.body().length).as(name).isLessThan(pixels.rows() * pixels.columns()
                    * pixels.samplesPerPixel() * pixels.bitsAllocated() / 8);
        }
    }

    @Test
    void aSingleFrameComesByItselfWhenThatIsAskedFor() throws IOException {
        Sample sample = samples.get("SC_rgb_2frame.dcm");
        Bytes second = frames(sample).encoded(1);
        HttpResponse<byte[]> answer = archive.get(sample.path() + "/frames/2", "application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
        assertThat(Bytes.wrap(answer.body())).isEqualTo(second);
        HttpResponse<byte[]> part = archive.site.bytes(archive.site.request(sample.path() + "/frames/2",
                TestArchive.READER).header("Accept", "application/octet-stream").header("Range", "bytes=3-5"));
        assertThat(Bytes.wrap(part.body())).isEqualTo(second.slice(3, 3));
        assertThat(TestArchive.parts(archive.get(sample.path() + "/frames/2,1,2"))).hasSize(3)
                .extracting(Part::content).startsWith(second).endsWith(second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "MR_small_jpeg_ls_lossless.dcm|image/jls|image/jls; transfer-syntax=1.2.840.10008.1.2.4.80",
            "MR_small_jpeg_ls_lossless.dcm|image/*|image/jls; transfer-syntax=1.2.840.10008.1.2.4.80",
            "MR_small_jpeg_ls_lossless.dcm|application/octet-stream; transfer-syntax=*|application/octet-stream; transfer-syntax=1.2.840.10008.1.2.4.80",
            "MR_small_jpeg_ls_lossless.dcm|application/octet-stream|application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1",
            "JPEG2000.dcm|image/jp2|image/jp2; transfer-syntax=1.2.840.10008.1.2.4.91",
            "JPEG2000.dcm|image/jp2;q=0.5, application/octet-stream|application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1",
            "JPEG2000.dcm|image/png, image/jls|image/jls; transfer-syntax=1.2.840.10008.1.2.4.80" })
    void choosesTheMostWantedFormThatIsPossible(String name, String accept, String type) {
        assertThat(archive.get(samples.get(name).path() + "/frames/1", accept).headers().firstValue("Content-Type"))
                .contains(type);
    }

    @Test
    void saysWhyAFormIsNotToBeHad() {
        HttpResponse<byte[]> answer = archive.get(samples.get("CT_small.dcm").path() + "/frames/1", "image/jp2");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Explicit VR Little Endian");
        assertThat(archive.get(samples.get("reportsi.dcm").path() + "/frames/1").statusCode()).as("a report")
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "x", "1,,2", ",", "1,", "01", "9999999999", "1;2", "1-2", "1%00", "1.5",
            "%F0%9F%98%80" })
    void refusesListsThatAreNone(String list) {
        assertThat(archive.get(samples.get("CT_small.dcm").path() + "/frames/" + list).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAbsurdLists() {
        String path = samples.get("CT_small.dcm").path() + "/frames/";
        assertThat(TestArchive.parts(archive.get(path + "1,".repeat(1000) + "1"))).hasSize(1001);
        assertThat(FrameList.parse("7,".repeat(9999) + "7")).hasSize(10_000).containsOnly(6);
        assertThatThrownBy(() -> FrameList.parse("7,".repeat(10_000) + "7")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> FrameList.parse("7".repeat(1_000_000))).isInstanceOf(ProblemException.class);
        assertThat(archive.get(path + "2").statusCode()).isEqualTo(404);
        assertThat(archive.get(path + "1,999999999").statusCode()).isEqualTo(404);
        assertThat(archive.site.bytes(archive.site.request(path + "1", TestArchive.STRANGER)).statusCode())
                .isEqualTo(404);
    }
}
