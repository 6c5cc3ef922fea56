package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FreePort;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.config.BackupSettings;
import org.lianzhen.gateway.config.DatabaseSettings;
import org.lianzhen.gateway.config.DicomSettings;
import org.lianzhen.gateway.config.Hl7Settings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.WebSettings;
import org.lianzhen.gateway.http.live.TestBrowser;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.lianzhen.gateway.postgres.TestPostgres;

/**
 * Everything that {@code run --demo} serves, in this process: townships TS1 and TS2, hospital CH1 that may read TS1, and a node CH2PACS
 * to which everything is sent and that rejects it.
 */
final class WholeGateway implements AutoCloseable {
    private static final Pattern DICOM = Pattern.compile("DICOM LIANZHEN@127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern WEB = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final String FIRST_VERSION = "\"1\"";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final TestPostgres database;
    private final Path data;
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final RunningNode node;
    private boolean stopped;
    private String version = FIRST_VERSION;

    private WholeGateway(TestPostgres database, Path folder, RunningNode node) {
        this.database = database;
        this.data = folder.resolve("data");
        this.node = node;
    }

    static WholeGateway start(TestPostgres database, Path folder) throws Exception {
        return new WholeGateway(database, folder, GatewayNode.start(settings(database, folder, null)));
    }

    /** The same, which clients reach at {@code publicUrl}. */
    static WholeGateway startAt(String publicUrl, TestPostgres database, Path folder) throws Exception {
        return new WholeGateway(database, folder, GatewayNode.start(settings(database, folder, publicUrl)));
    }

    /** The same, whose pages are told of changes after another pause than usual. */
    static WholeGateway start(TestPostgres database, Path folder, Duration newsPause) throws Exception {
        return new WholeGateway(database, folder, GatewayNode.start(settings(database, folder, null), newsPause));
    }

    private static Settings settings(TestPostgres database, Path folder, @Nullable String publicUrl)
            throws IOException {
        int port = FreePort.find();
        DatabaseAddress address = database.address();
        Path members = Files.writeString(folder.resolve("members.yaml"), """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                  - {code: CITY1, name: 市医院, kind: OTHER}
                  - {code: PROV1, name: 省医院, kind: OTHER}
                agreements: [{owner: TS1, reader: CH1}, {owner: TS1, reader: CH2}]
                centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                nodes:
                  - {aeTitle: TS1PACS, unit: TS1}
                  - {aeTitle: CH2PACS, unit: CH2, host: 127.0.0.1, port: %d}
                """.formatted(port));
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                destinations: [{code: CH2, unit: CH2, node: CH2PACS}]
                routes: [{code: all, name: 全部, to: [CH2], state: ACTIVE}]
                """);
        return new Settings(true, folder.resolve("data"), new DatabaseSettings(address.host(), address.port(),
                address.database(), address.user(), address.password()), members, routes, 0,
                InetAddress.getLoopbackAddress(), new WebSettings(0, null, publicUrl), 0,
                new DicomSettings(port, List.of("LIANZHEN"), null), null, BackupSettings.NONE, Hl7Settings.OFF);
    }

    private int port(Pattern pattern) {
        Matcher port = pattern.matcher(node.addresses());
        assertThat(port.find()).as(node.addresses()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** Where it serves {@code path}. */
    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port(WEB) + path);
    }

    /** Where its files are. */
    Path data() {
        return data;
    }

    TestPostgres database() {
        return database;
    }

    ServiceClassUser user() {
        return user;
    }

    /** Itself, as a node sees it. */
    RemoteNode calledBy(String aeTitle) {
        return RemoteNode.at("127.0.0.1", port(DICOM), "LIANZHEN", aeTitle);
    }

    /** Blocks until the gateway has said something to it, whatever that is. */
    void store(String caller, DataSet dataSet) {
        var instance = new Instance(String.valueOf(dataSet.string(Tag.SOPClassUID)),
                String.valueOf(dataSet.string(Tag.SOPInstanceUID)), SYNTAX,
                new MemoryData(DataSets.encode(dataSet, SYNTAX)));
        store(caller, instance);
    }

    void store(String caller, Instance instance) {
        Await.result(user.store(calledBy(caller), List.of(instance), StoreOptions.STANDARD,
                result -> answers.add(result.inWords())).result());
    }

    static Instance garbage(byte[] bytes) {
        return new Instance(SopClass.CTImageStorage, "1.2.840.55.99", SYNTAX,
                new MemoryData(Bytes.wrap(bytes)));
    }

    /** Heads and, of problems only, bodies of everything that was answered, and what a sender was told. */
    List<String> answers() {
        return answers;
    }

    HttpResponse<String> send(String account, String method, String path, String body) throws Exception {
        return send(account, method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param account empty for nobody */
    HttpResponse<String> send(String account, String method, String path, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(LIMIT).header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body));
        if (!account.isEmpty()) {
            request.header("Authorization", "Bearer " + token(account));
        }
        if (method.equals("PUT")) {
            request.header("If-Match", version);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answers.add(answer.headers().map().toString());
        if (answer.statusCode() >= 400) {
            answers.add(answer.body());
        }
        return answer;
    }

    /** Puts something in the place of what is there. */
    HttpResponse<String> replace(String account, String path, String body) throws Exception {
        version = get(account, path).headers().firstValue("ETag").orElse("\"0\"");
        try {
            return send(account, "PUT", path, body);
        } finally {
            version = FIRST_VERSION;
        }
    }

    /** A page of an account. */
    TestBrowser browser(String account) throws Exception {
        return TestBrowser.open(port(WEB), token(account)).resumes("", 0);
    }

    HttpResponse<String> get(String account, String path) throws Exception {
        return send(account, "GET", path, "");
    }

    private String token(String account) throws Exception {
        String known = tokens.get(account);
        if (known != null) {
            return known;
        }
        HttpResponse<String> session = logIn(account, DemoAccounts.PASSWORD);
        assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
        String token = new JsonObject(session.body()).getString("token");
        tokens.put(account, token);
        return token;
    }

    HttpResponse<String> logIn(String name, String password) throws Exception {
        return send("", "POST", "/api/v1/session",
                new JsonObject().put("username", name).put("password", password).encode());
    }

    /** Ends the gateway, as {@code run} does. */
    void stop() {
        if (!stopped) {
            stopped = true;
            node.stop(Duration.ofSeconds(8));
        }
    }

    @Override
    public void close() {
        stop();
        user.close();
        loops.close();
        client.close();
    }
}
