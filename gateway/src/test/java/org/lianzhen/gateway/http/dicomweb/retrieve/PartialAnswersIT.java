package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.http.dicomweb.retrieve.TestArchive.Sample;

/** Parts of instances, and instances that the client has already (RFC 9110 sections 13 and 14). */
class PartialAnswersIT {
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

    @ParameterizedTest
    @CsvSource({ "bytes=0-9,206,0,10", "bytes=10-,206,10,", "bytes=-5,206,-5,", "bytes=5-2,200,0,",
            "bytes=0-1;4-5,200,0,", "'bytes=0-1,4-5',200,0,", "lines=1-2,200,0,", "bytes=-,200,0,",
            "bytes=0-999999999999999999,206,0,", "bytes=99999999-,416,,", "bytes=-0,416,," })
    void handsOutPartsOfAFile(String range, int status, Integer from, Integer count) {
        Sample sample = samples.get("CT_small.dcm");
        byte[] whole = archive.get(sample.path(), "application/dicom").body();
        HttpResponse<byte[]> answer = archive.site.bytes(archive.site.request(sample.path(), TestArchive.READER)
                .header("Accept", "application/dicom").header("Range", range));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (from == null) {
            assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + whole.length);
            return;
        }
        int first = from < 0 ? whole.length + from : from;
        byte[] expected = Arrays.copyOfRange(whole, first, count == null ? whole.length : first + count);
        assertThat(answer.body()).isEqualTo(expected);
        if (status == 206) {
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + first + "-" + (first + expected.length - 1) + "/" + whole.length);
        }
    }

    @Test
    void sendsNothingTwiceToWhoHasIt() {
        for (String name : List.of("CT_small.dcm", "MR_small_implicit.dcm")) {
            String path = samples.get(name).path();
            String tag = archive.get(path, "application/dicom").headers().firstValue("ETag").orElseThrow();
            assertThat(conditional(path, "If-None-Match", "\"other\", " + tag).statusCode()).isEqualTo(304);
            assertThat(conditional(path, "If-None-Match", "*").body()).isEmpty();
            assertThat(conditional(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
        String path = samples.get("CT_small.dcm").path();
        String tag = archive.get(path, "application/dicom").headers().firstValue("ETag").orElseThrow();
        assertThat(archive.site.bytes(archive.site.request(path, TestArchive.READER).header("Accept",
                "application/dicom").header("Range", "bytes=0-1").header("If-Range", tag)).statusCode()).isEqualTo(206);
        assertThat(archive.site.bytes(archive.site.request(path, TestArchive.READER).header("Accept",
                "application/dicom").header("Range", "bytes=0-1").header("If-Range", "\"old\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysOfWhatIsKnownWhatItWouldSayOfTheWhole() {
        for (String name : List.of("CT_small.dcm", "MR_small_implicit.dcm")) {
            String path = samples.get(name).path();
            HttpResponse<byte[]> whole = archive.get(path, "application/dicom");
            HttpResponse<byte[]> known = conditional(path, "If-None-Match", "*");
            for (String header : List.of("ETag", "Content-Location", "Cache-Control")) {
                assertThat(known.headers().firstValue(header)).as(header).isPresent()
                        .isEqualTo(whole.headers().firstValue(header));
            }
            assertThat(known.headers().map()).doesNotContainKeys("content-length", "content-type");
        }
    }

    @Test
    void aRangeIsOfTheBodyThatHeadDoesNotHave() {
        Sample sample = samples.get("CT_small.dcm");
        long whole = archive.get(sample.path(), "application/dicom").body().length;
        for (String range : List.of("bytes=0-9", "bytes=99999999-")) {
            HttpResponse<byte[]> head = archive.site.bytes(archive.site.request(sample.path(), TestArchive.READER)
                    .header("Accept", "application/dicom").header("Range", range)
                    .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).as(range).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole);
            assertThat(head.headers().firstValue("Content-Range")).isEmpty();
        }
    }

    private static HttpResponse<byte[]> conditional(String path, String header, String value) {
        return archive.site.bytes(archive.site.request(path, TestArchive.READER).header("Accept", "application/dicom")
                .header(header, value));
    }
}
