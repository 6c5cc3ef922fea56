package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What a township sends to one whole server arrives at another, by routes that were set over the web. */
@Timeout(180)
class TwoNodesIT {
    private static final String STUDY = "1.2.840.99.700";
    private static final int INSTANCES = 12;
    private static final Pattern WEB = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Pattern DICOM = Pattern.compile("DICOM \\w+@127\\.0\\.0\\.1:(\\d+)");
    private static final String ROUTES = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
            routes: [{code: ct, name: 乡镇 CT, units: [TS1], modalities: [CT], to: [CH1], state: ACTIVE}]
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final TestPostgres here = TestPostgres.empty();
    private final TestPostgres there = TestPostgres.empty();
    @TempDir
    private Path folder;
    private RunningNode township;
    private RunningNode county;

    @BeforeEach
    void start() throws Exception {
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units: [{code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}]
                nodes: [{aeTitle: LIANZHEN, unit: CH1, addresses: [127.0.0.0/8]}]
                """);
        county = GatewayNode.start(settings("county", there.address(), members));
        township = GatewayNode.start(settings("LIANZHEN", here.address(), null));
    }

    @AfterEach
    void stop() {
        user.close();
        loops.close();
        for (RunningNode node : new RunningNode[]{ township, county }) {
            if (node != null) {
                node.stop(Duration.ofSeconds(8));
            }
        }
        here.close();
        there.close();
        client.close();
    }

    private Settings settings(String name, DatabaseAddress at, @Nullable Path members) {
        return new Settings(members == null, folder.resolve(name),
                new DatabaseSettings(at.host(), at.port(), at.database(), at.user(), at.password()), members, null, 0,
                InetAddress.getLoopbackAddress(), new WebSettings(0, null, null), 0,
                new DicomSettings(0, List.of(members == null ? "LIANZHEN" : "CH1PACS"), null), null,
                BackupSettings.NONE, Hl7Settings.OFF);
    }

    private static String found(Pattern pattern, RunningNode node) {
        Matcher matcher = pattern.matcher(node.addresses());
        assertThat(matcher.find()).as(node.addresses()).isTrue();
        return matcher.group(matcher.groupCount());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String account, String path) throws Exception {
        HttpResponse<String> session = send(HttpRequest
                .newBuilder(URI.create(found(WEB, township) + "/api/v1/session"))
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", account).put("password", "demo").encode())));
        return HttpRequest.newBuilder(URI.create(found(WEB, township) + path)).header("Authorization",
                "Bearer " + new JsonObject(session.body()).getString("token"));
    }

    /** Changes what is kept as one document. */
    private void put(String document, String path, JsonObject body) throws Exception {
        String tag = send(request("sysadmin", document)).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> answer = send(request("sysadmin", path).header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofString(body.encode())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void store() {
        RemoteNode us = RemoteNode.at("127.0.0.1", Integer.parseInt(found(DICOM, township)), "LIANZHEN", "TS1PACS");
        var instances = IntStream.rangeClosed(1, INSTANCES).mapToObj(i -> TestImage.instance(STUDY, i)).toList();
        ServiceResult<StoreReport> stored = Await
                .result(user.store(us, instances, StoreOptions.STANDARD, StoreListener.NONE).result());
        assertThat(stored).isInstanceOfSatisfying(ServiceResult.Completed.class,
                done -> assertThat(done.value()).isEqualTo(new StoreReport(INSTANCES, List.of())));
    }

    private HttpResponse<String> deliveries(HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject only(HttpResponse<String> answer) {
        JsonArray items = answer.statusCode() == 200 ? new JsonObject(answer.body()).getJsonArray("items")
                : new JsonArray();
        return items.isEmpty() ? new JsonObject() : items.getJsonObject(0);
    }

    private List<Object> sha256(TestPostgres database) {
        return database.rows("""
                select i.sop_instance_uid, i.sha256 from instance i join series e on e.id = i.series
                join study s on s.id = e.study where s.uid = $1 order by 1""", STUDY).stream().<Object>map(row -> row)
                .toList();
    }

    @Test
    void whatArrivesHereIsDeliveredThereByteForByte() throws Exception {
        put("/api/v1/members", "/api/v1/members/nodes/CH1PACS", new JsonObject().put("unit", "CH1")
                .put("host", "127.0.0.1").put("port", Integer.parseInt(found(DICOM, county))));
        put("/api/v1/routes", "/api/v1/routes", new JsonObject().put("document", ROUTES)
                .put("withoutRehearsal", true));
        store();
        HttpRequest.Builder asking = request("ts1-tech", "/api/v1/deliveries/" + STUDY);
        Await.until("everything is delivered", Duration.ofSeconds(60),
                () -> "DELIVERED".equals(only(deliveries(asking.copy())).getString("state"))
                        && only(deliveries(asking.copy())).getJsonObject("instances").getInteger("delivered")
                                == INSTANCES);
        JsonObject delivered = only(deliveries(asking));
        assertThat(delivered.getString("destination")).isEqualTo("CH1");
        assertThat(delivered.getString("lastAnswer")).isEmpty();
        assertThat(sha256(there)).hasSize(INSTANCES).isEqualTo(sha256(here));
        assertThat(send(request("ts2-tech", "/api/v1/deliveries/" + STUDY)).statusCode()).as("another township")
                .isEqualTo(404);
    }
}
