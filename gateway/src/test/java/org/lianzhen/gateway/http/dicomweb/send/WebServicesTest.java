package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

/** Who we are to a web service, and whom we trust. */
@Timeout(60)
class WebServicesTest {
    private final Vertx vertx = Vertx.vertx();
    private final StowPeer peer = new StowPeer();
    private final Map<UUID, Reply> results = new ConcurrentHashMap<>();
    private Address.Web address = new Address.Web(URI.create("http://127.0.0.1:" + peer.port() + "/dicom-web"), null,
            null);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        peer.close();
        Await.result(vertx.close().toCompletionStage());
    }

    private Reply send() {
        if (courier == null) {
            courier = new StowCourier(vertx, folder, new KeptInstances(folder::resolve, folder, () -> false),
                    StowPace.STANDARD);
        }
        results.clear();
        Await.result(courier.send(new Destination("WEB", "CITY1", address, 1), new StowFiles(folder).tasks(1, 10),
                Throttle.NONE, (task, reply) -> results.put(task.id(), reply)).done());
        return results.get(new UUID(0, 1));
    }

    private StowCourier courier;

    private String origin() {
        return "http://127.0.0.1:" + peer.port() + "\n";
    }

    @ParameterizedTest
    @CsvSource({ "Bearer abc.def, Bearer abc.def", "用户:pass word, Basic 55So5oi3OnBhc3Mgd29yZA==" })
    void showsTheCredentialsOfTheFile(String content, String header) throws IOException {
        Files.writeString(folder.resolve("city"), origin() + content + "\n");
        address = new Address.Web(address.root(), "city", null);
        send();
        assertThat(peer.authorizations).containsExactly(header);
        Files.writeString(folder.resolve("city"), origin() + "Bearer new");
        send();
        assertThat(peer.authorizations).as("the file is read anew").endsWith("Bearer new");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense-secret", ":x", "Bearer nonsense-secret\nX-Other: y" })
    void credentialsThatAreNoneAreNotShownToAnybody(String content) throws IOException {
        Files.writeString(folder.resolve("city"), origin() + content);
        address = new Address.Web(address.root(), "city", null);
        Reply reply = send();
        assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
        assertThat(reply.inWords()).contains("city holds neither").doesNotContain("nonsense");
        assertThat(peer.paths).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:%d", "http://localhost:%d",
            "http://127.0.0.1:%d.example", "http://127.0.0.1:%d@evil.example" })
    void credentialsOfAnotherOriginAreNotShown(String other) throws IOException {
        Files.writeString(folder.resolve("city"), other.formatted(peer.port()) + "\nBearer nonsense-secret\n");
        refused("city ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bearer nonsense-secret", "nonsense:secret", "127.0.0.1\nBearer nonsense-secret",
            "http://127.0.0.1:%d/\nBearer nonsense-secret" })
    void credentialsOfNoOriginAreNotShown(String content) throws IOException {
        Files.writeString(folder.resolve("city"), content.formatted(peer.port()));
        refused("city does not say whom it is for");
    }

    private void refused(String words) {
        address = new Address.Web(address.root(), "city", null);
        Reply reply = send();
        assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
        assertThat(reply.inWords()).contains(words).doesNotContain("nonsense", "evil");
        assertThat(peer.requests).isEmpty();
        assertThat(peer.authorizations).isEmpty();
    }

    @Test
    void anOriginIsComparedWithItsUsualPortAndInAnyCase() throws IOException {
        Path file = Files.writeString(folder.resolve("city"), "HTTPS://PACS.example\r\nBearer abc\r\n");
        var credentials = new CredentialsFile(file);
        assertThat(credentials.authorization(URI.create("https://pacs.example:443/dicom-web"))).isEqualTo("Bearer abc");
        assertThatThrownBy(() -> credentials.authorization(URI.create("https://pacs.example.evil/dicom-web")))
                .isInstanceOf(IOException.class)
                .hasMessage("city is not for https://pacs.example.evil:443: its first line names another origin");
        assertThatThrownBy(() -> credentials.authorization(URI.create("http://pacs.example:443/")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void trustsTheIssuersOfTheFileAndNobodyElse() throws Exception {
        KeyFiles theirs = KeyFiles.make(folder, "EC");
        KeyFiles other = KeyFiles.make(folder, "RSA");
        try (StowPeer secure = StowPeer.secure(theirs)) {
            URI root = URI.create("https://localhost:" + secure.port() + "/dicom-web");
            address = new Address.Web(root, null, null);
            assertThat(send()).as("an issuer that Java does not know").isInstanceOf(Reply.NoAnswer.class);
            address = new Address.Web(root, null, "city.pem");
            assertThat(send()).as("no file").isInstanceOf(Reply.NoAnswer.class);
            Files.copy(other.certificate(), folder.resolve("city.pem"));
            Files.setLastModifiedTime(folder.resolve("city.pem"), FileTime.fromMillis(0));
            assertThat(send()).as("another issuer").isInstanceOf(Reply.NoAnswer.class);
            Files.copy(theirs.certificate(), folder.resolve("city.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertThat(send()).isEqualTo(new Reply.Taken("0000", "stored"));
            address = new Address.Web(URI.create("https://127.0.0.1:" + secure.port()), null, "city.pem");
            assertThat(send()).as("another host").isInstanceOf(Reply.NoAnswer.class);
            assertThat(secure.paths).hasSize(1);
        }
    }

    @Test
    void credentialsThatAreNotThereAreToldByName() {
        address = new Address.Web(address.root(), "city", null);
        Reply reply = send();
        assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
        assertThat(reply.inWords()).contains("city");
    }
}
