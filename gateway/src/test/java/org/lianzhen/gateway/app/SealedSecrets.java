package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lianzhen.gateway.access.Authenticator;
import org.lianzhen.gateway.access.RequestSigner;

/** One secret of each kind that the gateway seals, and who needs it: a person with a telephone, a program, and a provider of identities. */
final class SealedSecrets implements AutoCloseable {
    private static final String SESSION = "/api/v1/session";
    private static final String PASSWORD = "a long enough pass";
    /** All of them in the database, as {@code where} and text. */
    static final String ALL = "(select 'factor' as place, secret as text from second_factor where secret is not null "
            + "union all select 'pending', pending from second_factor where pending is not null "
            + "union all select key_id, material from program_key "
            + "union all select 'provider', client_secret from oidc_provider_version) s";

    private final OidcStand provider = new OidcStand();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Authenticator telephone;
    private final byte[] shared;

    SealedSecrets(WholeGateway gateway) throws Exception {
        telephone = enrolled(gateway, "reader");
        JsonObject pending = new JsonObject();
        assertThat(bearing(gateway, person(gateway, "newcomer"), SESSION + "/second-factor", pending).statusCode())
                .isEqualTo(200);
        program(gateway, "emr");
        shared = Base64.getDecoder().decode(key(gateway, "emr"));
        assertThat(gateway.send("admin", "PUT", "/api/v1/oidc-provider", new JsonObject()
                .put("issuer", provider.issuer()).put("clientId", OidcStand.CLIENT)
                .put("clientSecret", OidcStand.SECRET).put("accountClaim", "preferred_username").encode())
                .statusCode()).isEqualTo(200);
    }

    private static String account(String name, String role) {
        return new JsonObject().put("name", name).put("displayName", "某人").put("unit", "CH1")
                .put("roles", new JsonArray().add(role)).encode();
    }

    private static JsonObject body(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> bearing(WholeGateway gateway, String token, String path, JsonObject body)
            throws Exception {
        return client.send(HttpRequest.newBuilder(gateway.uri(path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** @return the token of a session */
    private String person(WholeGateway gateway, String name) throws Exception {
        JsonObject account = new JsonObject(account(name, "TECHNOLOGIST")).put("password", "the first pass");
        body(gateway.send("admin", "POST", "/api/v1/accounts", account.encode()));
        String token = body(gateway.logIn(name, "the first pass")).getString("token");
        assertThat(bearing(gateway, token, SESSION + "/password",
                new JsonObject().put("current", "the first pass").put("new", PASSWORD)).statusCode()).isEqualTo(204);
        return body(gateway.logIn(name, PASSWORD)).getString("token");
    }

    private Authenticator enrolled(WholeGateway gateway, String name) throws Exception {
        String token = person(gateway, name);
        JsonObject begun = body(bearing(gateway, token, SESSION + "/second-factor", new JsonObject()));
        var shown = new Authenticator(begun.getString("secret"));
        assertThat(bearing(gateway, token, SESSION + "/second-factor/confirmation",
                new JsonObject().put("code", shown.code(-1))).statusCode()).isEqualTo(200);
        return shown;
    }

    static void program(WholeGateway gateway, String name) throws Exception {
        body(gateway.send("admin", "POST", "/api/v1/accounts",
                new JsonObject(account(name, "HIS")).put("kind", "PROGRAM").encode()));
    }

    /** Gives a program a shared key of its name. @return the secret in base64 */
    static String key(WholeGateway gateway, String name) throws Exception {
        return body(gateway.send("admin", "POST", "/api/v1/accounts/" + name + "/keys",
                new JsonObject().put("id", name).encode())).getString("secret");
    }

    /** Whoever needs one of them gets in with it. May be called twice: a code is good once. */
    void areGood(WholeGateway gateway, int code) throws Exception {
        JsonObject attempt = new JsonObject().put("username", "reader").put("password", PASSWORD).put("code",
                telephone.code(code));
        assertThat(gateway.send("", "POST", SESSION, attempt.encode()).statusCode()).as("second factor")
                .isEqualTo(200);
        var signer = new RequestSigner("emr", signed -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(shared, "HmacSHA256"));
            return mac.doFinal(signed);
        });
        assertThat(client.send(signer.sign("GET", gateway.uri(SESSION), "").build(),
                HttpResponse.BodyHandlers.ofString()).statusCode()).as("program").isEqualTo(200);
        HttpResponse<String> sent = gateway.get("", SESSION + "/oidc");
        URI back = provider.logIn(URI.create(sent.headers().firstValue("Location").orElseThrow()));
        HttpResponse<String> in = client.send(
                HttpRequest.newBuilder(gateway.uri(back.getPath() + "?" + back.getRawQuery()))
                        .header("Cookie", AccessStand.cookie(sent)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(in.headers().firstValue("Location")).as("provider").contains("/");
    }

    @Override
    public void close() {
        client.close();
        provider.close();
    }
}
