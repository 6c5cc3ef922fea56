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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.terminal.TestConsole;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** From a terminal to the records of a whole gateway and back, and what its meters say of it. */
@Timeout(120)
class RemoteCommandsIT {
    private static final Pattern WEB = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    @TempDir
    private Path folder;
    private final TestPostgres database = TestPostgres.empty();
    private final TestConsole console = TestConsole.english();
    private final StopSignal signal = new StopSignal();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private String url = "";

    @BeforeEach
    void start() {
        DatabaseAddress at = database.address();
        String records = "postgresql://%s:%s@%s:%d/%s".formatted(at.user(), at.password(), at.host(), at.port(),
                at.database());
        List<String> arguments = List.of("run", "--demo", "--http-port", "0", "--https-port", "off", "--dicom-port",
                "0",
                "--dicom-tls-port", "off", "--database",
                records, "--data", folder.resolve("data").toString());
        var program = new Program(console.console(), Map.of(), NodeStarter.STANDARD);
        Thread.ofVirtual().start(() -> exit.complete(program.execute(arguments, signal)));
        Await.until("it is ready or has given up",
                () -> exit.isDone() || console.out().contains("Lianzhen is ready"));
        Matcher web = WEB.matcher(console.out());
        assertThat(web.find()).as(console.err()).isTrue();
        url = web.group();
    }

    @AfterEach
    void stop() {
        signal.stop();
        Await.result(exit);
        database.close();
    }

    private CommandRun run(String account, Object... arguments) {
        return CommandRun.lianzhen(TestConsole.english(), Map.of("LIANZHEN_URL", url, "LIANZHEN_USER", account,
                "LIANZHEN_PASSWORD", "demo"), arguments);
    }

    private String metrics() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Instances that wait for CH1, which nobody serves. */
    private int waiting() {
        JsonObject all = new JsonObject(
                String.join("\n", run("ts1-tech", "deliveries", "destinations", "--json").out()));
        return all.getJsonArray("items").stream().map(JsonObject.class::cast)
                .mapToInt(one -> one.getInteger("queued") + one.getInteger("retryAt")).sum();
    }

    @Test
    void whatIsOrderedAtATerminalIsDoneAndMeasured() throws IOException {
        CommandRun check = run("sysadmin", "nodes", "check", "CH1PACS");
        assertThat(check.exit()).as("nobody listens there").isEqualTo(1);
        assertThat(check.out()).anyMatch(line -> line.startsWith("FAILED") && line.contains("nothing listens on port"));

        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                destinations:
                  - {code: CH1, unit: CH1, node: CH1PACS}
                routes:
                  - {code: all, name: 全部, units: [TS1], to: [CH1], state: ACTIVE}
                """);
        assertThat(run("sysadmin", "routes", "put", routes, "--base", "0").err()).singleElement().asString()
                .contains("must first be put in force in state PROPOSED");
        assertThat(run("sysadmin", "routes", "put", routes, "--base", "0", "--without-rehearsal").out())
                .containsExactly(
                        "Version 1 of the routes is in force.");
        Await.until("the studies of the demonstration wait", () -> waiting() > 0);

        CommandRun preview = run("ts1-tech", "deliveries", "hold", "--destination", "CH1");
        assertThat(preview.out()).singleElement().asString().startsWith("That would be ");
        CommandRun held = run("ts1-tech", "deliveries", "hold", "--destination", "CH1", "--yes");
        assertThat(held.out()).singleElement().asString().startsWith("Done for ");
        assertThat(run("ts1-tech", "deliveries", "list", "--state", "held").out().get(2)).contains("CH1", "TS1",
                "held");
        assertThat(run("ts2-tech", "deliveries", "list").out()).as("of another unit").hasSize(2);
        assertThat(
                database.rows("select distinct action from audit_event").stream().map(row -> row.getFirst()))
                .contains("DELIVERY_CHANGE", "ROUTE_CHANGE", "LINK_EXAMINE", "LOGOUT");
        Await.until("the meters show what is held", () -> metrics().lines().anyMatch(
                line -> line.matches("lianzhen_delivery_open\\{destination=\"CH1\",state=\"HELD\"\\} [1-9].*")));
        assertThat(metrics()).contains("lianzhen_delivery_oldest_seconds{destination=\"CH1\"}");
    }
}
