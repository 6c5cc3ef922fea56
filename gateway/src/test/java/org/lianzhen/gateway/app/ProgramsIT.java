package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.SESSION;
import static org.lianzhen.gateway.app.AccessStand.body;
import static org.lianzhen.gateway.app.AccessStand.code;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.access.RequestSigner;

/** Programs that sign their requests, and those who would like to be taken for one. */
@Timeout(180)
class ProgramsIT {
    private static final String ACCOUNT = "/api/v1/accounts/ch1-his";

    @TempDir
    private Path keys;
    private AccessStand stand;
    private KeyPair pair;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        JsonObject account = new JsonObject().put("name", "ch1-his").put("displayName", "县医院 HIS").put("unit", "CH1")
                .put("kind", "PROGRAM").put("roles", new JsonArray().add("HIS"));
        assertThat(body(admin("POST", "/api/v1/accounts", account)).getString("kind")).isEqualTo("PROGRAM");
        byte[] x509 = pair.getPublic().getEncoded();
        assertThat(admin("POST", ACCOUNT + "/keys", new JsonObject().put("id", "his-1").put("publicKey",
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length))))
                .statusCode()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private HttpResponse<String> admin(String method, String path, JsonObject body) {
        return stand.send(method, path, stand.token("admin"), body);
    }

    private byte[] ed25519(byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(signed);
        return signature.sign();
    }

    private RequestSigner signer() {
        return new RequestSigner("his-1", this::ed25519);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return stand.site.text(request);
    }

    private HttpResponse<String> whoAmI(RequestSigner signer) throws GeneralSecurityException {
        return send(signer.sign("GET", stand.site.uri(SESSION), ""));
    }

    private void isRefused(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(reason).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("signature");
        assertThat(stand.database.value("select details->>'reason' from audit_event order by id desc limit 1"))
                .isEqualTo("request signature: " + reason);
    }

    @Test
    void aSignedRequestIsTheProgramsForItselfAlone() throws GeneralSecurityException {
        JsonObject session = body(whoAmI(signer()));
        assertThat(session.getString("account")).isEqualTo("ch1-his");
        assertThat(session.getJsonArray("roles")).isEqualTo(new JsonArray().add("HIS"));
        HttpResponse<String> denied = send(signer().sign("GET", stand.site.uri("/reach/VIEW_STUDIES"), ""));
        assertThat(denied.statusCode()).as("only what its role allows").isEqualTo(403);
        assertThat(stand.database
                .value("select request from audit_event where actor = 'ch1-his' order by id desc limit 1"))
                .as("on record by its name").isEqualTo(denied.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(send(signer().sign("GET", stand.site.uri(SESSION + "?x=%20y"), "")).statusCode()).isEqualTo(200);
        assertThat(stand.database.value("select count(*) from login_session where account = 'ch1-his'")).isEqualTo(0L);
    }

    @Test
    void noRequestIsTakenTwiceNotEvenByAnotherNode() throws Exception {
        HttpRequest.Builder request = signer().sign("GET", stand.site.uri(SESSION), "");
        assertThat(send(request).statusCode()).isEqualTo(200);
        isRefused(send(request), "replay");
        isRefused(whoAmI(signer().nonce("the same nonce every time")), "form");
        assertThat(whoAmI(signer().nonce("the-same-nonce-every-time")).statusCode()).isEqualTo(200);
        isRefused(whoAmI(signer().nonce("the-same-nonce-every-time")), "replay");
        assertThat(stand.database.value("select count(*) from program_nonce")).as("kept where a restart finds them")
                .isEqualTo(2L);
    }

    @Test
    void whatIsNotSignedJustNowAndAsAWholeIsRefused() throws Exception {
        isRefused(whoAmI(signer().at(Instant.now().minusSeconds(330))), "time");
        isRefused(whoAmI(signer().at(Instant.now().plusSeconds(330))), "time");
        assertThat(whoAmI(signer().at(Instant.now().minusSeconds(200))).statusCode()).isEqualTo(200);
        isRefused(whoAmI(signer().without("@method")), "coverage");
        isRefused(whoAmI(signer().without("@authority")), "coverage");
        isRefused(send(signer().without("@query").sign("GET", stand.site.uri(SESSION + "?x=1"), "")), "coverage");
        isRefused(whoAmI(new RequestSigner("nobody", this::ed25519)), "key");
        KeyPair other = pair;
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        isRefused(whoAmI(signer()), "signature");
        pair = other;
        isRefused(whoAmI(new RequestSigner("his-1", signed -> new byte[]{ 1, 2, 3 })), "signature");
        HttpRequest signed = signer().sign("GET", stand.site.uri("/reach/VIEW_STUDIES"), "").build();
        HttpRequest.Builder moved = stand.site.request(SESSION);
        signed.headers().map().forEach((name, values) -> moved.header(name, values.getFirst()));
        isRefused(send(moved), "signature");
        isRefused(send(stand.site.request(SESSION).header("Signature-Input", "sig1=()").header("Signature", "x")),
                "form");
    }

    @Test
    void theBodyBelongsToTheSignature() throws GeneralSecurityException {
        String asked = new JsonObject().put("current", "x").put("new", "another pass word").encode();
        HttpRequest.Builder request = signer().sign("POST", stand.site.uri(SESSION + "/password"), asked);
        assertThat(code(send(request))).as("heard, and it has no password").isEqualTo("wrong-password");
        isRefused(send(signer().sign("POST", stand.site.uri(SESSION + "/password"), asked)
                .POST(HttpRequest.BodyPublishers.ofString(asked.replace("another", "evil")))), "coverage");
        isRefused(send(signer().without("content-digest").sign("POST", stand.site.uri(SESSION + "/password"), asked)),
                "coverage");
    }

    @Test
    void programsHaveNoPasswordAndNoOtherRole() {
        assertThat(stand.logIn("ch1-his", "demo").statusCode()).isEqualTo(401);
        assertThat(admin("POST", ACCOUNT + "/password", new JsonObject().put("password", AccessStand.PASSWORD))
                .statusCode()).isEqualTo(404);
        assertThat(stand.logIn("ch1-his", AccessStand.PASSWORD).statusCode()).isEqualTo(401);
        JsonObject radiologist = new JsonObject().put("roles", new JsonArray().add("RADIOLOGIST"));
        assertThat(admin("PATCH", ACCOUNT, radiologist).statusCode()).isEqualTo(422);
    }

    @Test
    void oneKeyTakesThePlaceOfTheOther() throws GeneralSecurityException {
        JsonObject added = body(admin("POST", ACCOUNT + "/keys", new JsonObject().put("id", "his-2")));
        byte[] secret = Base64.getDecoder().decode(added.getString("secret"));
        RequestSigner.Key hmac = signed -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(signed);
        };
        assertThat(whoAmI(new RequestSigner("his-2", hmac)).statusCode()).isEqualTo(200);
        assertThat(whoAmI(signer()).statusCode()).as("both").isEqualTo(200);
        isRefused(whoAmI(new RequestSigner("his-1", hmac)), "signature");
        assertThat(admin("POST", ACCOUNT + "/keys", new JsonObject().put("id", "his-3")).statusCode())
                .as("two at a time").isEqualTo(422);
        assertThat(stand.site.text(stand.site.request(ACCOUNT + "/keys/his-1", stand.token("admin")).DELETE())
                .statusCode()).isEqualTo(204);
        isRefused(whoAmI(signer()), "key");
        JsonArray keys = body(stand.get(ACCOUNT + "/keys", stand.token("admin"))).getJsonArray("keys");
        assertThat(keys).hasSize(1);
        assertThat(keys.getJsonObject(0).getString("author")).isEqualTo("admin");
        assertThat(keys.getJsonObject(0).getInstant("addedAt")).isBeforeOrEqualTo(Instant.now());
        assertThat(stand.database.rows("select details->>'change' from audit_event where action = 'KEY_CHANGE' "
                + "and actor = 'admin' and object = 'ch1-his' order by id")).as("on record").extracting(List::getFirst)
                .containsExactly("add key his-1", "add key his-2", "remove key his-1");
        assertThat(stand.database.rows("select key_id from program_key where material like '%' || $1 || '%'",
                added.getString("secret"))).isEqualTo(List.of());
        assertThat(admin("PATCH", ACCOUNT, new JsonObject().put("state", "DISABLED")).statusCode()).isEqualTo(200);
        isRefused(whoAmI(new RequestSigner("his-2", hmac)), "key");
    }

    @Test
    void namesThatNobodyCanHaveAreUnknown() {
        for (String path : List.of("/api/v1/accounts/x%00/keys", "/api/v1/accounts/X%20y/keys")) {
            assertThat(code(stand.get(path, stand.token("admin")))).as(path).isEqualTo("no-such-account");
        }
        assertThat(code(admin("PATCH", "/api/v1/accounts/x%00", new JsonObject()))).isEqualTo("no-such-account");
        assertThat(code(stand.site.text(stand.site.request(ACCOUNT + "/keys/x%00", stand.token("admin")).DELETE())))
                .isEqualTo("no-such-key");
        assertThat(admin("POST", ACCOUNT + "/keys", new JsonObject().put("id", "k\u0000")).statusCode())
                .isEqualTo(422);
        assertThat(admin("POST", ACCOUNT + "/keys", new JsonObject().put("id", "k").put("publicKey", "\u0000"))
                .statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> addKey(JsonObject limits) {
        byte[] x509 = pair.getPublic().getEncoded();
        return admin("POST", ACCOUNT + "/keys", limits.copy().put("id", "his-2").put("publicKey",
                Base64.getEncoder().encodeToString(x509)));
    }

    @Test
    void aKeyIsTakenUntilItsEndAndFromItsAddressesOnly() throws GeneralSecurityException {
        String end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS).toString();
        JsonArray here = new JsonArray().add("10.1.0.0/16").add("127.0.0.1");
        assertThat(addKey(new JsonObject().put("expiresAt", end).put("addresses", here)).statusCode()).isEqualTo(201);
        JsonObject listed = body(stand.get(ACCOUNT + "/keys", stand.token("admin"))).getJsonArray("keys")
                .getJsonObject(1);
        assertThat(listed.getString("expiresAt")).isEqualTo(end);
        assertThat(listed.getJsonArray("addresses")).isEqualTo(here);
        assertThat(stand.database.value(
                "select details->>'expires' || ' ' || (details->>'addresses') from audit_event where action = 'KEY_CHANGE' order by id desc limit 1"))
                .as("on record").isEqualTo(end + " 10.1.0.0/16 127.0.0.1");
        Supplier<RequestSigner> second = () -> new RequestSigner("his-2", this::ed25519);
        assertThat(whoAmI(second.get()).statusCode()).isEqualTo(200);
        stand.database.rows("update program_key set addresses = '{10.1.0.0/16}' where key_id = 'his-2'");
        isRefused(whoAmI(second.get()), "address");
        stand.database.rows("update program_key set addresses = '{127.0.0.0/8}' where key_id = 'his-2'");
        assertThat(whoAmI(second.get()).statusCode()).isEqualTo(200);
        stand.database.rows("update program_key set expires_at = now() where key_id = 'his-2'");
        isRefused(whoAmI(second.get()), "expired key");
        assertThat(whoAmI(signer()).statusCode()).as("the other one").isEqualTo(200);
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        for (JsonObject limits : List.of(new JsonObject().put("expiresAt", "tomorrow"),
                new JsonObject().put("expiresAt", Instant.now().minusSeconds(1).toString()),
                new JsonObject().put("addresses", "127.0.0.1"),
                new JsonObject().put("addresses", new JsonArray().add("his.example")),
                new JsonObject().put("addresses", new JsonArray().add("10.0.0.0/33")),
                new JsonObject().put("addresses", new JsonArray(Collections.nCopies(21, "127.0.0.1"))))) {
            assertThat(addKey(limits).statusCode()).as(limits.encode()).isEqualTo(422);
        }
    }
}
