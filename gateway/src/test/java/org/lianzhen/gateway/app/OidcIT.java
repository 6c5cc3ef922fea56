package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.SESSION;
import static org.lianzhen.gateway.app.AccessStand.body;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Authenticator;

/** Log-in by a provider of identities, and tokens that are not its. */
@Timeout(180)
class OidcIT {
    private static final String OIDC = "/api/v1/session/oidc";

    @TempDir
    private Path keys;
    private AccessStand stand;
    private OidcStand provider;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
        provider = new OidcStand();
        stand.person("reader", "TECHNOLOGIST");
        assertThat(stand.site.text(stand.site.request(OIDC)).statusCode()).as("nobody is believed").isEqualTo(404);
        HttpResponse<String> set = stand.send("PUT", "/api/v1/oidc-provider", stand.token("admin"), new JsonObject()
                .put("issuer", provider.issuer()).put("clientId", OidcStand.CLIENT)
                .put("clientSecret", OidcStand.SECRET).put("accountClaim", "preferred_username"));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(set.body()).doesNotContain(OidcStand.SECRET);
    }

    @AfterEach
    void close() {
        provider.close();
        stand.close();
    }

    /** A browser that has been sent to the provider. */
    private record Departed(String cookie, URI address) {}

    private Departed depart() {
        HttpResponse<String> sent = stand.site.text(stand.site.request(OIDC));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Set-Cookie").orElseThrow()).contains("HTTPOnly", "SameSite=Lax");
        return new Departed(AccessStand.cookie(sent),
                URI.create(sent.headers().firstValue("Location").orElseThrow()));
    }

    private HttpResponse<String> arrive(String cookie, URI back) {
        return stand.site.text(stand.site.request(back.getPath() + "?" + back.getRawQuery()).header("Cookie", cookie));
    }

    private HttpResponse<String> logIn() {
        Departed departed = depart();
        return arrive(departed.cookie(), provider.logIn(departed.address()));
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream().filter(one -> one.startsWith("lianzhen-session="))
                .map(one -> one.substring(0, one.indexOf(';'))).findFirst().orElse("");
    }

    private void isRefused(HttpResponse<String> answer, String reason) {
        assertThat(answer.headers().firstValue("Location")).as(reason).contains("/?refused=oidc");
        assertThat(session(answer)).isEmpty();
        assertThat(stand.database.rows("select action, outcome, details->>'reason' from audit_event "
                + "order by id desc limit 1")).containsExactly(List.of("LOGIN", "REFUSED", reason));
    }

    @Test
    void opensASessionOfAnAccountThatThereIs() {
        HttpResponse<String> in = logIn();
        assertThat(in.headers().firstValue("Location")).contains("/");
        JsonObject session = body(stand.site.text(stand.site.request(SESSION).header("Cookie", session(in))));
        assertThat(session.getString("account")).isEqualTo("reader");
        assertThat(session.getJsonArray("roles")).as("those that it has here").containsExactly("TECHNOLOGIST");
        assertThat(stand.database.value("select details->>'by' from audit_event where action = 'LOGIN' "
                + "and outcome = 'SUCCESS' and object = $1", session.getString("id"))).isEqualTo("oidc");
    }

    private String offer() {
        return stand.site.text(stand.site.request("/api/v1/session/oidc/offer")).body();
    }

    @Test
    void isOfferedToStrangersAndOneThatDoesNotAnswerIsNotTaken() {
        assertThat(offer()).isEqualTo("{\"offered\":true}");
        JsonObject silent = new JsonObject().put("issuer", provider.issuer() + "/elsewhere").put("clientId", "x")
                .put("clientSecret", "y").put("accountClaim", "sub");
        HttpResponse<String> refused = stand.send("PUT", "/api/v1/oidc-provider", stand.token("admin"), silent);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(AccessStand.code(refused)).isEqualTo("provider");
        assertThat(refused.body()).contains("status 404");
        assertThat(session(logIn())).as("the one before stays").isNotEmpty();
        assertThat(stand.send("DELETE", "/api/v1/oidc-provider", stand.token("admin"), new JsonObject())
                .statusCode()).isEqualTo(204);
        assertThat(offer()).isEqualTo("{\"offered\":false}");
    }

    @Test
    void makesNoAccountAndNoRight() {
        provider.person = "stranger";
        isRefused(logIn(), "account");
        provider.person = "admin";
        isRefused(logIn(), "account");
        provider.claims = claims -> claims.claim("preferred_username", null);
        isRefused(logIn(), "token");
        stand.database.rows("update account set state = 'DISABLED' where name = 'reader'");
        provider.person = "reader";
        provider.claims = claims -> claims.claim("roles", List.of("SECURITY_ADMIN"));
        isRefused(logIn(), "state");
    }

    @Test
    void believesNoForgedToken() throws Exception {
        provider.maker = claims -> new PlainJWT(claims).serialize();
        isRefused(logIn(), "token");
        RSAKey other = OidcStand.newKey();
        provider.maker = claims -> OidcStand.signed(claims, other);
        isRefused(logIn(), "token");
        provider.maker = claims -> {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner("a secret that everybody knows by heart"));
            return token.serialize();
        };
        isRefused(logIn(), "token");
        provider.maker = provider::signed;
        provider.claims = claims -> claims.audience("another");
        isRefused(logIn(), "token");
        provider.claims = claims -> claims.audience(List.of(OidcStand.CLIENT, "another"));
        isRefused(logIn(), "token");
        provider.claims = claims -> claims.issuer("http://127.0.0.1:1");
        isRefused(logIn(), "token");
        provider.claims = claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300)));
        isRefused(logIn(), "token");
        provider.claims = claims -> claims.claim("nonce", "of another log-in");
        isRefused(logIn(), "token");
        provider.claims = claims -> claims;
        assertThat(session(logIn())).isNotEmpty();
    }

    @Test
    void eachAnswerBelongsToTheBrowserThatAskedAndIsTakenOnce() {
        Departed departed = depart();
        URI back = provider.logIn(departed.address());
        isRefused(arrive(depart().cookie(), back), "flow");
        isRefused(arrive("lianzhen-oidc=made-up", back), "flow");
        assertThat(session(arrive(departed.cookie(), back))).isNotEmpty();
        isRefused(arrive(departed.cookie(), back), "flow");
        isRefused(arrive(departed.cookie(), URI.create(back.toString().replace("code=", "code=x"))), "flow");
        Departed again = depart();
        isRefused(
                arrive(again.cookie(),
                        URI.create(provider.logIn(again.address()).toString().replace("code=", "code=x"))),
                "token");
    }

    @Test
    void followsTheKeysOfTheProvider() throws Exception {
        assertThat(session(logIn())).isNotEmpty();
        provider.rotateKeys();
        Await.until("the new key is found", () -> !session(logIn()).isEmpty());
    }

    @Test
    void whoHasASecondFactorMustHaveShownOneThere() {
        String token = body(stand.logIn("reader", AccessStand.PASSWORD)).getString("token");
        JsonObject begun = body(stand.send("POST", SESSION + "/second-factor", token, new JsonObject()));
        assertThat(stand.send("POST", SESSION + "/second-factor/confirmation", token, new JsonObject().put("code",
                new Authenticator(begun.getString("secret")).code(0))).statusCode())
                .isEqualTo(200);
        assertThat(session(logIn())).isNotEmpty();
        provider.claims = claims -> claims.claim("amr", List.of("pwd"));
        isRefused(logIn(), "second factor");
        provider.claims = claims -> claims.claim("amr", null);
        isRefused(logIn(), "second factor");
    }

    @Test
    void whoLogsInThereOnlyNeedsNoPasswordHere() {
        JsonObject account = new JsonObject().put("name", "newcomer").put("displayName", "某人").put("unit", "CH1")
                .put("roles", new JsonArray().add("TECHNOLOGIST")).put("password", "the first pass");
        assertThat(stand.send("POST", "/api/v1/accounts", stand.token("admin"), account).statusCode()).isEqualTo(201);
        provider.person = "newcomer";
        JsonObject there = body(stand.site.text(stand.site.request(SESSION).header("Cookie", session(logIn()))));
        assertThat(there.getBoolean("mustChangePassword")).isFalse();
        assertThat(there.getBoolean("byProvider")).isTrue();
        assertThat(there.getJsonArray("roles")).containsExactly("TECHNOLOGIST");
        JsonObject here = body(stand.logIn("newcomer", "the first pass"));
        assertThat(here.getBoolean("mustChangePassword")).as("it is still good for nothing else").isTrue();
        assertThat(here.getBoolean("byProvider")).isFalse();
        assertThat(here.getJsonArray("roles")).isEmpty();
    }

    private HttpResponse<String> unlock(String session) {
        HttpResponse<String> sent = stand.site.text(stand.site.request(OIDC + "/unlock").header("Cookie", session));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        String address = sent.headers().firstValue("Location").orElseThrow();
        assertThat(address).contains("&prompt=login", "&max_age=0");
        return arrive(AccessStand.cookie(sent), provider.logIn(URI.create(address)));
    }

    @Test
    void aLockedSessionGoesOnAfterAFreshLogInThereByTheSamePerson() {
        String cookie = session(logIn());
        String id = body(stand.site.text(stand.site.request(SESSION).header("Cookie", cookie))).getString("id");
        stand.database.rows("update login_session set last_used_at = now() - interval '16 minutes'");
        Await.until("it is locked", () -> stand.site.text(stand.site.request(SESSION).header("Cookie", cookie)
                .header("X-Background", "true")).statusCode() == 401);
        isRefused(unlock(cookie), "not shown anew");
        provider.claims = claims -> claims.claim("auth_time", Instant.now().minusSeconds(120).getEpochSecond());
        isRefused(unlock(cookie), "not shown anew");
        provider.claims = claims -> claims.claim("auth_time", Instant.now().getEpochSecond());
        provider.person = "ch1-radiologist";
        isRefused(unlock(cookie), "account");
        stand.person("another", "TECHNOLOGIST");
        provider.person = "another";
        isRefused(unlock(cookie), "session of somebody else");
        assertThat(stand.site.text(stand.site.request(SESSION).header("Cookie", cookie)).statusCode())
                .as("locked all the while").isEqualTo(401);
        provider.person = "reader";
        HttpResponse<String> back = unlock(cookie);
        assertThat(back.headers().firstValue("Location")).contains("/");
        assertThat(session(back)).as("no other session").isEmpty();
        assertThat(body(stand.site.text(stand.site.request(SESSION).header("Cookie", cookie))).getString("id"))
                .isEqualTo(id);
        assertThat(stand.database.value("select details->>'by' from audit_event where action = 'SESSION_UNLOCK' "
                + "and outcome = 'SUCCESS' and object = $1", id)).isEqualTo("oidc");
        assertThat(stand.site.text(stand.site.request(OIDC + "/unlock")).statusCode()).as("nobody's").isEqualTo(401);
    }
}
