package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The way to a provider of identities. */
public interface IdentityProvider {
    /** Asks a provider what it is; exceptionally with {@link AccessUnavailableException}, whose cause tells what is wrong. */
    CompletionStage<Void> look(OidcProvider provider);

    /** Address that a browser is sent to; exceptionally with {@link AccessUnavailableException} when the provider does not answer. */
    CompletionStage<String> authorization(OidcProvider provider, Asked asked);

    /**
     * Redeems a code, and believes what it brings only when it is signed by the provider with an algorithm that we take, for us, for
     * this log-in, and now.
     *
     * @return exceptionally with {@link IdentityRefusedException} when it is not
     */
    CompletionStage<Identity> redeem(OidcProvider provider, Answered answered);

    /**
     * What we ask for.
     *
     * @param challenge of PKCE, by SHA-256
     * @param redirect address that the browser comes back to
     * @param anew whether the person must show who they are although the provider knows them already
     */
    record Asked(String state, String nonce, String challenge, String redirect, boolean anew) {}

    /** What came back. */
    record Answered(String code, String nonce, String verifier, String redirect) {
        @Override
        public String toString() {
            return "Answered";
        }
    }

    /**
     * Who the provider says it is.
     *
     * @param name text of the claim that names the account
     * @param strong whether the provider saw a second factor (RFC 8176)
     * @param shownAt when the person has shown it there; null when the provider does not tell
     */
    record Identity(String name, boolean strong, @Nullable Instant shownAt) {}
}
