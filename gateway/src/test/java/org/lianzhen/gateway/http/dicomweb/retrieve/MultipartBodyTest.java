package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.json.PartHeaders;
import org.lianzhen.dicom.vr.Bytes;

class MultipartBodyTest {
    @TempDir
    private Path folder;

    private static String written(Body body) throws IOException {
        return new String(KeptBytes.of(body), StandardCharsets.UTF_8);
    }

    private static Body text(String text) {
        return new FixedBody(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void knowsItsLengthWhenItsPartsDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "0123456789");
        var body = new MultipartBody("text/plain", List.of(
                MultipartBody.Part.of(PartHeaders.ofType("text/plain"), text("one")),
                MultipartBody.Part.of(PartHeaders.ofType("text/plain").with("Content-Location", "/x"),
                        new FileBodies(List.of(new FileBody(file, 2, 3), new FileBody(file, 8, 2)))),
                MultipartBody.Part.of(PartHeaders.EMPTY, new FixedBody())));
        String written = written(body);
        assertThat(body.length()).isEqualTo(written.length());
        assertThat(body.contentType()).startsWith("multipart/related; type=\"text/plain\"; boundary=");
        assertThat(written).contains("\r\n\r\none\r\n--").contains("Content-Location: /x")
                .contains("\r\n\r\n23489\r\n--");
    }

    @Test
    void aPartThatDoesNotKnowMakesTheWholeUnknown() throws IOException {
        var opened = new StringBuilder();
        var body = new MultipartBody("text/plain", List.of(
                MultipartBody.Part.of(PartHeaders.EMPTY, Body.UNKNOWN, () -> text(opened.append("1").toString())),
                MultipartBody.Part.of(PartHeaders.EMPTY, Body.UNKNOWN, () -> text(opened.append("2").toString()))));
        assertThat(body.length()).isEqualTo(Body.UNKNOWN);
        assertThat(opened).as("nothing is opened before its turn").isEmpty();
        assertThat(written(body)).contains("\r\n1\r\n").contains("\r\n12\r\n");
    }

    @Test
    void partsOfFilesStayWithinThem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "0123456789");
        var body = new FileBody(file, 1, 8);
        assertThat(written(body)).isEqualTo("12345678");
        assertThat(written(body.part(2, 3))).isEqualTo("345");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new FileBody(file, 5, 6).open())
                .isInstanceOf(IOException.class);
    }
}
