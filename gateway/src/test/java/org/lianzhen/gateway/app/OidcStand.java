package org.lianzhen.gateway.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A small provider of identities that conforms to OpenID Connect as far as the code flow with PKCE needs: discovery, keys, the
 * authorization of one person, and a token endpoint that takes each code once. Its tokens can be made wrong.
 */
final class OidcStand implements AutoCloseable {
    static final String CLIENT = "lianzhen";
    static final String SECRET = "shared with the provider";

    /** Who logs in there. */
    volatile String person = "reader";
    /** Changes the claims of the next tokens. */
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;
    /** Makes the token of its claims. */
    volatile TokenMaker maker;
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile RSAKey key = newKey();

    @FunctionalInterface
    interface TokenMaker {
        String token(JWTClaimsSet claims) throws JOSEException;
    }

    OidcStand() throws IOException, JOSEException {
        maker = this::signed;
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, new JsonObject()
                .put("issuer", issuer()).put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token").put("jwks_uri", issuer() + "/keys").encode()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void rotateKeys() throws JOSEException {
        key = newKey();
    }

    String signed(JWTClaimsSet set) throws JOSEException {
        return signed(set, key);
    }

    static String signed(JWTClaimsSet set, RSAKey by) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), set);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    /** The person logs in at the address that a browser was sent to. @return the address that it comes back to */
    URI logIn(URI authorization) {
        Map<String, String> asked = form(authorization.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int at = field.indexOf('=');
            fields.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
        String client = "Basic " + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        if (asked == null || !client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !asked.get("redirect_uri").equals(given.get("redirect_uri"))
                || !asked.get("code_challenge").equals(challenge(given.get("code_verifier")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        JWTClaimsSet set = claims.apply(new JWTClaimsSet.Builder().issuer(issuer()).audience(CLIENT).subject("4711")
                .issueTime(Date.from(Instant.now())).expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("nonce", asked.get("nonce")).claim("preferred_username", person)
                .claim("amr", List.of("pwd", "otp"))).build();
        try {
            answer(exchange, 200, new JsonObject().put("access_token", "x").put("token_type", "Bearer")
                    .put("id_token", maker.token(set)).encode());
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
