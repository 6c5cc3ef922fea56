package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;

/** Orthanc's web service, which keeps one of each instance, and writes down each time that one comes. */
final class OrthancTarget implements KillTarget {
    private final String code;
    private final Path folder;
    private final PeerNetwork network;
    private final int port = PeerProcess.newPort();
    private PeerProcess process;

    OrthancTarget(String code, Path folder, PeerNetwork network) {
        this.code = code;
        this.folder = folder;
        this.network = network;
    }

    @Override
    public String code() {
        return code;
    }

    private URI uri(String path) {
        return URI.create("http://" + network.peerAddress() + ":" + port + path);
    }

    URI root() {
        return uri("/dicom-web");
    }

    private Path notes() {
        return folder.resolve("notes");
    }

    @Override
    public void start() throws IOException {
        Path script = Files.writeString(folder.resolve("note.lua"), """
                function ReceivedInstanceFilter(dicom, origin, info)
                  local notes = io.open('%s', 'a')
                  notes:write(dicom['SOPInstanceUID'] .. '\\n')
                  notes:close()
                  return true
                end
                """.formatted(notes()));
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "Plugins": ["%2$s"], "HttpPort": %3$d,
                  "LuaScripts": ["%4$s"], "SyncStorageArea": false, "RemoteAccessAllowed": true,
                  "AuthenticationEnabled": false, "DicomServerEnabled": false }
                """.formatted(folder, Orthanc.DICOM_WEB, port, script));
        process = PeerProcess.server(folder, port, List.of("Orthanc", config.toString()));
    }

    @Override
    public void killAndStart() throws IOException {
        process.kill();
        start();
    }

    @Override
    public long count() throws IOException {
        return taken().size();
    }

    @Override
    public List<String> taken() throws IOException {
        if (!Files.exists(notes())) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(notes())) {
            return lines.toList();
        }
    }

    @Override
    public Set<String> held() throws IOException {
        HttpRequest question = HttpRequest.newBuilder(uri("/instances?expand")).timeout(Duration.ofMinutes(1)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(question, HttpResponse.BodyHandlers.ofString()).body();
            Matcher uid = Pattern.compile("\"SOPInstanceUID\" *: *\"([^\"]+)\"").matcher(answer);
            Set<String> held = new HashSet<>();
            while (uid.find()) {
                assertThat(held.add(uid.group(1))).as("once").isTrue();
            }
            return held;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
