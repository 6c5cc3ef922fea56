package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.gateway.mail.TestMailServer;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Behind a proxy every address that leaves the gateway must be the one that clients know: {@code --public-url}, or a path below it. */
@Timeout(180)
class PublicLinksIT {
    private static final String PUBLIC = "https://lianzhen.example:9443";
    private static final String STUDY = "1.2.840.56.1";
    private static final Pattern ADDRESS = Pattern.compile("(?:https?|wss?|ftp)://[^\\s\"'<>\\\\,]+");
    /** Headers whose value is an address. */
    private static final List<String> HEADERS = List.of("location", "content-location", "link", "refresh");

    @TempDir
    private Path folder;
    private TestPostgres database;
    private WholeGateway gateway;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.empty();
        gateway = WholeGateway.startAt(PUBLIC, database, folder);
        gateway.store("TS1PACS", image(1));
    }

    @AfterEach
    void close() {
        gateway.close();
        database.close();
    }

    private static DataSet image(int number) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, STUDY + ".1." + number).put(Tag.StudyInstanceUID, STUDY)
                .put(Tag.SeriesInstanceUID, STUDY + ".1").put(Tag.Modality, "CT").put(Tag.PatientID, "L1").build();
    }

    private static List<String> addresses(String text) {
        return ADDRESS.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Stream<String> headers(HttpResponse<String> answer) {
        return HEADERS.stream().flatMap(name -> answer.headers().allValues(name).stream());
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = gateway.get("ts1-tech", path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isLessThan(400);
        return answer;
    }

    private static void areOurs(List<String> links) {
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link).startsWith(PUBLIC + "/"));
    }

    @Test
    void answersOfDicomWeb() throws Exception {
        var file = new ByteArrayOutputStream();
        DataSet image = image(2);
        Part10Writer.write(FileMetaInformation.of(SopClass.CTImageStorage,
                String.valueOf(image.string(Tag.SOPInstanceUID)), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                new FileMetaInformation.Implementation("1.2.9", "TEST")), image, file, WriteOptions.DEFAULT);
        HttpResponse<String> stored = gateway.send("ts1-tech", "POST", "/dicom-web/studies", "application/dicom",
                file.toByteArray());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        areOurs(addresses(stored.body()));
        for (String path : List.of("/studies", "/studies/" + STUDY + "/series",
                "/studies/" + STUDY + "/series/" + STUDY + ".1/instances", "/series", "/instances")) {
            areOurs(addresses(get("/dicom-web" + path).body()));
        }
        List<String> rest = new ArrayList<>();
        for (String path : List.of("", "/metadata", "/series/" + STUDY + ".1/metadata")) {
            HttpResponse<String> answer = get("/dicom-web/studies/" + STUDY + path);
            rest.addAll(addresses(answer.body()));
            headers(answer).forEach(rest::add);
        }
        assertThat(rest).allSatisfy(PublicLinksIT::isOursOrAPath);
    }

    /** Below whatever address the client has asked. */
    private static void isOursOrAPath(String link) {
        assertThat(link).matches("/(?!/).*|" + Pattern.quote(PUBLIC) + "/.*");
    }

    @Test
    void theContractAndTheWaysThroughAProvider() throws Exception {
        JsonArray servers = new JsonObject(get("/api/v1/openapi.json").body()).getJsonArray("servers");
        assertThat(servers).isNotEmpty().allSatisfy(
                server -> isOursOrAPath(((JsonObject) server).getString("url")));
        try (OidcStand provider = new OidcStand()) {
            assertThat(gateway.send("admin", "PUT", "/api/v1/oidc-provider", new JsonObject()
                    .put("issuer", provider.issuer()).put("clientId", OidcStand.CLIENT)
                    .put("clientSecret", OidcStand.SECRET).put("accountClaim", "preferred_username").encode())
                    .statusCode()).isEqualTo(200);
            HttpResponse<String> sent = gateway.get("", "/api/v1/session/oidc");
            String away = sent.headers().firstValue("Location").orElseThrow();
            assertThat(away).as("the provider's").startsWith(provider.issuer() + "/authorize?");
            areOurs(addresses(URLDecoder.decode(URI.create(away).getRawQuery(), StandardCharsets.UTF_8)
                    .replace('&', '\n')));
            HttpResponse<String> back = gateway.get("", "/api/v1/session/oidc/callback?code=x&state=y");
            assertThat(headers(back)).isNotEmpty().allSatisfy(PublicLinksIT::isOursOrAPath);
        }
    }

    @Test
    void messagesToPeople() throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        hook.start();
        try (TestMailServer mail = new TestMailServer(null)) {
            setUp(hook.getAddress().getPort(), mail.port());
            for (String kind : List.of("webhook", "sms", "smtp")) {
                HttpResponse<String> told = gateway.send("sysadmin", "POST", "/api/v1/channels/" + kind + "/test",
                        "{\"phone\": \"13800138000\", \"mail\": \"duty@ch1.example\"}");
                assertThat(told.statusCode()).as(kind + " " + told.body()).isEqualTo(200);
            }
            taken.addAll(mail.texts());
            assertThat(taken).hasSize(3).allSatisfy(text -> assertThat(text).contains("测试通知"));
            assertThat(taken.stream().flatMap(text -> addresses(text).stream()))
                    .allSatisfy(link -> assertThat(link).startsWith(PUBLIC + "/"));
        } finally {
            hook.stop(0);
        }
    }

    private void setUp(int hook, int mail) throws Exception {
        Path files = Files.createDirectories(folder.resolve("data/channels"));
        Files.writeString(files.resolve("key.txt"), "key of test\n");
        String document = """
                webhook: {url: 'http://127.0.0.1:%d/hook', secret: key.txt}
                sms:
                  url: http://127.0.0.1:%d/send
                  headers: ["Content-Type: application/json"]
                  body: '{"to":"${phone}","text":"${text}"}'
                  success: ok
                smtp: {host: 127.0.0.1, port: %d, security: NONE, from: gateway@ch1.example}
                """.formatted(hook, hook, mail);
        HttpResponse<String> put = gateway.replace("sysadmin", "/api/v1/channels",
                new JsonObject().put("document", document).encode());
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }
}
