package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;

/** An archive that takes everything from everybody, and reports commitments to us. */
final class Orthanc implements AutoCloseable {
    static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

    private final PeerProcess process;
    private final String root;

    private Orthanc(PeerProcess process, String root) {
        this.process = process;
        this.root = root;
    }

    /** @param ourPort where we listen as LIANZHEN; 0 when it does not know us */
    static Orthanc start(Path folder, String title, int port, int ourPort) throws IOException {
        PeerNetwork network = PeerProcess.assume("Orthanc");
        int http = PeerProcess.newPort();
        String us = ourPort == 0 ? "" : """
                "us": { "AET": "LIANZHEN", "Host": "%s", "Port": %d, "AllowStorageCommitment": true }
                """.formatted(network.ourAddress(), ourPort);
        Path config = Files.writeString(folder.resolve(title + ".json"), """
                { "Name": "Test", "StorageDirectory": "%1$s/%2$s", "IndexDirectory": "%1$s/%2$s", "Plugins": [%6$s],
                  "DicomServerEnabled": true, "DicomAet": "%2$s", "DicomPort": %3$d, "DicomCheckCalledAet": true,
                  "DicomAlwaysAllowEcho": true, "DicomAlwaysAllowStore": true, "DicomAlwaysAllowFind": true,
                  "HttpServerEnabled": true, "HttpPort": %4$d, "RemoteAccessAllowed": true,
                  "AuthenticationEnabled": false, "DicomModalities": { %5$s } }
                """.formatted(folder, title, port, http, us,
                Files.exists(DICOM_WEB) ? "\"" + DICOM_WEB + "\"" : ""));
        return new Orthanc(PeerProcess.server(folder, port, List.of("Orthanc", config.toString())),
                "http://" + network.peerAddress() + ":" + http);
    }

    URI root() {
        return URI.create(root + "/dicom-web");
    }

    /** Loses an instance. */
    void lose(String sopInstanceUid) {
        Matcher id = Pattern.compile("\"ID\" *: *\"([^\"]+)\"").matcher(send(request("/tools/lookup")
                .POST(HttpRequest.BodyPublishers.ofString(sopInstanceUid))));
        assertThat(id.find()).as(sopInstanceUid + " is there").isTrue();
        send(request("/instances/" + id.group(1)).DELETE());
    }

    int count() {
        Matcher count = Pattern.compile("\"CountInstances\" *: *(\\d+)").matcher(send(request("/statistics").GET()));
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofMinutes(1));
    }

    private static String send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
