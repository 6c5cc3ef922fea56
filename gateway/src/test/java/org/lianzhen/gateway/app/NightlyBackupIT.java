package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;

/** The gateway takes a backup by itself, and says how that went. */
@Timeout(600)
class NightlyBackupIT {
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    /** Longer than a gateway takes to start; on a busy machine that is tried again with twice as long. */
    private static final Duration START = Duration.ofSeconds(24);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    /** For looking at it before its backup begins. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    @TempDir
    private Path folder;
    private GatewayProcess gateway;

    /** Starts one that is ready before its time for a backup has come: one that starts later takes it the next night. */
    private void start(Path to) throws Exception {
        for (Duration time = START; time.compareTo(LONGEST_START) < 0; time = time.multipliedBy(2)) {
            LocalDateTime at = LocalDateTime.now(HERE).plus(time).truncatedTo(ChronoUnit.SECONDS);
            gateway = GatewayProcess.start(folder.resolve("data" + time.toSeconds()), "--members",
                    DemoMembersTest.file(folder).toString(), "--min-free-space", "0 MB", "--backup-to", to.toString(),
                    "--backup-at", at.toLocalTime().toString());
            if (LocalDateTime.now(HERE).plus(LOOK).isBefore(at)) {
                return;
            }
            gateway.end();
        }
        throw new AssertionError("no gateway was ready within " + LONGEST_START);
    }

    @AfterEach
    void end() throws Exception {
        gateway.end();
    }

    private String get(String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.webPort() + path))
                    .header("Accept-Language", "en").build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private JsonObject health() {
        var body = new JsonObject(get("/health/ready"));
        assertThat(body.getString("status")).as("it serves").isEqualTo("UP");
        return body.getJsonArray("checks").stream().map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("backup")).findFirst().orElseThrow();
    }

    @Test
    void takesOneAndTheWarningGoes() throws Exception {
        start(folder.resolve("backups"));
        assertThat(health().getString("status")).isEqualTo("WARNING");
        assertThat(health().getString("detail")).contains("no backup yet");
        Await.until("there is a backup", Duration.ofMinutes(4), () -> health().getString("status").equals("UP"));
        assertThat(Objects.requireNonNull(folder.resolve("backups/sets").toFile().list())).hasSize(1);
        assertThat(get("/metrics")).contains("lianzhen_backup_failed 0.0", "lianzhen_backup_running 0.0")
                .containsPattern("lianzhen_backup_complete_seconds 1\\.\\d+E9");
    }

    @Test
    void aFailureIsSeenAndStopsNothing() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("letter.txt"), "x");
        start(other);
        Await.until("it failed", Duration.ofMinutes(4),
                () -> health().getString("detail").contains("holds something else"));
        assertThat(get("/metrics")).contains("lianzhen_backup_failed 1.0");
    }
}
