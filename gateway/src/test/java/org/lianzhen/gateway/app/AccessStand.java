package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.lianzhen.gateway.access.BrokenGlass;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.HttpFront;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.dicomweb.search.SearchFeature;
import org.lianzhen.gateway.http.study.StudyFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;

/** Everything about access, served over HTTP with the accounts of the demonstration, searches for studies, and one thing to be protected. */
final class AccessStand implements AutoCloseable {
    static final String SESSION = "/api/v1/session";
    static final String PASSWORD = "a long enough pass";

    final TestPostgres database = TestPostgres.migrated();
    final List<BrokenGlass> notices = new CopyOnWriteArrayList<>();
    final TestSite site;
    private final AccessSide access;

    AccessStand(Path keys) throws Exception {
        AuditLog audit = new PostgresAuditLog(database.pool());
        var members = new MemberDirectory(new PostgresMemberStore(database.pool()), TestMembers::isCharset);
        members.replace("test", """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}]
                centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                """).toCompletableFuture().get();
        access = new AccessSide(database.pool(), audit, new AccessSide.Surroundings(members, keys, glass -> {
            notices.add(glass);
            return CompletableFuture.completedStage(null);
        }, new Links(null)));
        access.begin(true);
        var archive = new PostgresArchiveSearch(database.pool());
        site = TestSite.serving(new HttpFront.Site(
                Stream.concat(access.features().stream(),
                        Stream.of(new Things(new Reach(members)), new StudyFeature(archive, members),
                                new SearchFeature(new SearchFeature.Sources(archive, PostgresArchiveSearch::isKnown,
                                        members, audit), new Links(null))))
                        .toList(),
                access.sessions(), access.programs(), audit));
    }

    /** Tells whose studies one may do something with: {@code /reach/OPERATION}, and within a study. */
    private record Things(Reach reach) implements Feature {
        @Override
        public void mount(Router router) {
            for (Operation operation : Operation.values()) {
                router.get("/reach/" + operation).handler(Guard.of(operation)).handler(request -> Answers.json(request,
                        sorted(reach.units(Requests.caller(request), operation))));
                router.get("/reach/" + operation + "/:study").handler(Guard.of(operation))
                        .handler(request -> Answers.json(request, sorted(reach.units(Requests.caller(request),
                                operation, String.valueOf(request.pathParam("study"))))));
            }
            router.post("/things").handler(Guard.of(Operation.VIEW_STUDIES)).handler(Answers::empty);
        }

        private static JsonArray sorted(Set<String> units) {
            return new JsonArray(units.stream().sorted().toList());
        }

        @Override
        public String contract() {
            return "access-stand.yaml";
        }
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return site.text(site.request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    HttpResponse<String> logIn(String name, String password) {
        return post(SESSION, new JsonObject().put("username", name).put("password", password));
    }

    HttpResponse<String> logIn(String name, String password, String code) {
        return post(SESSION, new JsonObject().put("username", name).put("password", password).put("code", code));
    }

    /** The session of an account of the demonstration. */
    JsonObject session(String name) {
        return body(logIn(name, "demo"));
    }

    String token(String name) {
        return session(name).getString("token");
    }

    /** The session of a person with a password of their own, who has yet to enrol a second factor. */
    JsonObject person(String name, String role) {
        JsonObject account = new JsonObject().put("name", name).put("displayName", "某人").put("unit", "CH1")
                .put("roles", new JsonArray().add(role)).put("password", "the first pass");
        assertThat(send("POST", "/api/v1/accounts", token("admin"), account).statusCode()).isEqualTo(201);
        String token = body(logIn(name, "the first pass")).getString("token");
        assertThat(send("POST", SESSION + "/password", token,
                new JsonObject().put("current", "the first pass").put("new", PASSWORD)).statusCode()).isEqualTo(204);
        return body(logIn(name, PASSWORD));
    }

    HttpResponse<String> send(String method, String path, String token, JsonObject body) {
        return site.send(method, path, token, body.encode());
    }

    HttpResponse<String> get(String path, String token) {
        return site.text(site.request(path, token));
    }

    /** Asks from another address of this machine. */
    HttpResponse<String> from(String address, HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    static JsonObject body(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return new JsonObject(answer.body());
    }

    static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }

    /** The cookie that an answer gave, as a browser shows it. */
    static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    long events(String actor, String action, String outcome) {
        return (Long) database.value(
                "select count(*) from audit_event where actor = $1 and action = $2 and outcome = $3", actor, action,
                outcome);
    }

    @Override
    public void close() {
        site.close();
        access.close();
        database.close();
    }
}
