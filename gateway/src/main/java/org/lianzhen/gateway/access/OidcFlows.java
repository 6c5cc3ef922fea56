package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Log-ins under way at a provider of identities. What belongs to one stays with the browser that began it, sealed: state, nonce and
 * the verifier of PKCE (RFC 7636). Each is good once, and for ten minutes.
 */
final class OidcFlows {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String OWNER = "oidc flow";
    private static final int PARTS = 4;
    /** With a session to be unlocked. */
    private static final int MORE_PARTS = 6;

    private final SecretBox box;
    private final ProgramStore used;
    private final InstantSource clock;

    OidcFlows(SecretBox box, ProgramStore used, InstantSource clock) {
        this.box = box;
        this.used = used;
        this.clock = clock;
    }

    /** A locked session that shall be used again. */
    record Unlocking(UUID session, String account) {}

    /**
     * One log-in.
     *
     * @param unlocking null when it opens a session of its own
     */
    record Flow(String state, String nonce, String verifier, Instant until, @Nullable Unlocking unlocking) {
        Instant begun() {
            return until.minus(LONGEST);
        }

        /** What the provider is shown of the verifier. */
        String challenge() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.sha256(verifier));
        }

        @Override
        public String toString() {
            return "Flow";
        }
    }

    Flow begin(@Nullable Unlocking unlocking) {
        return new Flow(Tokens.next(), Tokens.next(), Tokens.next(), clock.instant().plus(LONGEST), unlocking);
    }

    /** What the browser keeps of it. */
    String sealed(Flow flow) {
        String text = String.join(" ", flow.state(), flow.nonce(), flow.verifier(),
                String.valueOf(flow.until().getEpochSecond()));
        Unlocking unlocking = flow.unlocking();
        if (unlocking != null) {
            text += " " + unlocking.session() + " " + unlocking.account();
        }
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

    private static Flow flow(String[] parts) {
        Unlocking unlocking = parts.length == PARTS ? null : new Unlocking(UUID.fromString(parts[4]), parts[5]);
        return new Flow(parts[0], parts[1], parts[2], Instant.ofEpochSecond(Long.parseLong(parts[3])), unlocking);
    }

    private Optional<Flow> opened(String sealed) {
        try {
            String[] parts = new String(box.open(sealed, OWNER), StandardCharsets.US_ASCII).split(" ", -1);
            return parts.length == PARTS || parts.length == MORE_PARTS ? Optional.of(flow(parts)) : Optional.empty();
        } catch (AccessUnavailableException | IllegalArgumentException e) {
            // whatever a browser shows that is none of ours is no flow
            return Optional.empty();
        }
    }
}
