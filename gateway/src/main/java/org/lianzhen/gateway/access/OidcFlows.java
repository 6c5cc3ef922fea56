package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Log-ins under way at a provider of identities. What belongs to one stays with the browser that began it, sealed: state, nonce and
 * the verifier of PKCE (RFC 7636). Each is good once, and for ten minutes.
 */
final class OidcFlows {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String OWNER = "oidc flow";
    private static final int PARTS = 4;

    private final SecretBox box;
    private final ProgramStore used;
    private final InstantSource clock;

    OidcFlows(SecretBox box, ProgramStore used, InstantSource clock) {
        this.box = box;
        this.used = used;
        this.clock = clock;
    }

    /** One log-in. */
    record Flow(String state, String nonce, String verifier, Instant until) {
        /** What the provider is shown of the verifier. */
        String challenge() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.sha256(verifier));
        }

        @Override
        public String toString() {
            return "Flow";
        }
    }

    Flow begin() {
        return new Flow(Tokens.next(), Tokens.next(), Tokens.next(), clock.instant().plus(LONGEST));
    }

    /** What the browser keeps of it. */
    String sealed(Flow flow) {
        String text = String.join(" ", flow.state(), flow.nonce(), flow.verifier(),
                String.valueOf(flow.until().getEpochSecond()));
        return box.seal(text.getBytes(StandardCharsets.US_ASCII), OWNER);
    }

    /** The flow that a browser has begun and that this answer belongs to; empty when there is none, or it was answered before. */
    CompletionStage<Optional<Flow>> take(String sealed, String state) {
        Optional<Flow> flow = opened(sealed).filter(one -> MessageDigest.isEqual(
                one.state().getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8)))
                .filter(one -> clock.instant().isBefore(one.until()));
        return flow.isEmpty() ? CompletableFuture.completedStage(Optional.empty())
                : used.use("oidc", Tokens.hash(state), flow.get().until())
                        .thenApply(first -> first ? flow : Optional.empty());
    }

    private Optional<Flow> opened(String sealed) {
        try {
            String[] parts = new String(box.open(sealed, OWNER), StandardCharsets.US_ASCII).split(" ", -1);
            return parts.length == PARTS
                    ? Optional
                            .of(new Flow(parts[0], parts[1], parts[2], Instant.ofEpochSecond(Long.parseLong(parts[3]))))
                    : Optional.empty();
        } catch (AccessUnavailableException | IllegalArgumentException e) {
            // whatever a browser shows that is none of ours is no flow
            return Optional.empty();
        }
    }
}
