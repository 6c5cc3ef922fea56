package org.lianzhen.gateway.access;

/**
 * Somebody else who may say who a person is (OpenID Connect Core 1.0). It never says what they may do here.
 *
 * @param issuer as its discovery document and its tokens name it
 * @param secret that we show it
 * @param claim of an ID token whose text is the name of an account here
 */
public record OidcProvider(String issuer, String clientId, String secret, String claim) {
    @Override
    public String toString() {
        return "OidcProvider[" + issuer + ", " + clientId + ", " + claim + "]";
    }
}
