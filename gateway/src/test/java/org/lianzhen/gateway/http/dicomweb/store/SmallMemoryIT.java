package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.archive.ChildJava;
import org.lianzhen.gateway.http.dicomweb.RepeatedByte;
import org.lianzhen.gateway.intake.TestFile;

/** A server with little memory, and objects that are many times larger. */
@Timeout(180)
class SmallMemoryIT {
    private static final long LARGE = 512L << 20;
    /** More than an int counts. */
    private static final long HUGE = 2_300L << 20;

    @TempDir
    private Path folder;

    private static InputStream body(long pixels) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(new Multipart().text(Multipart.head("application/dicom")).bytes()),
                new ByteArrayInputStream(TestFile.headOfLarge("1.2.3.1.1", pixels)), new RepeatedByte(0, pixels),
                new ByteArrayInputStream(new Multipart().text("\r\n")
                        .part("application/dicom", TestFile.of("1.2.3", "1.2.3.1", "1.2.3.1.2")).end()))));
    }

    @Test
    void aLargeObjectPassesThroughLittleMemory() throws IOException, InterruptedException {
        passesThrough(LARGE);
    }

    @Test
    @Tag("long")
    void soDoesOneOfMoreThanTwoGibibytes() throws IOException, InterruptedException {
        passesThrough(HUGE);
    }

    private void passesThrough(long pixels) throws IOException, InterruptedException {
        ProcessBuilder builder = ChildJava.asPeopleRunIt(SmallServer.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:MaxDirectMemorySize=48m");
        Process server = builder.start();
        try (BufferedReader out = server.inputReader(StandardCharsets.US_ASCII);
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + out.readLine() + StoreSite.STUDIES);
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + StoreSite.TECHNOLOGIST).header("Content-Type", Multipart.TYPE)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body(pixels))).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("1.2.3.1.1", "1.2.3.1.2");
            assertThat(largest()).isEqualTo(pixels + TestFile.headOfLarge("1.2.3.1.1", pixels).length);
        } finally {
            server.getOutputStream().close();
            assertThat(server.waitFor()).isZero();
        }
    }

    private long largest() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }
}
