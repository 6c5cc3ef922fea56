package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/**
 * Lets programs in that sign their requests: with a key of theirs, just now, over all that decides what the request does, and each
 * request once.
 */
public final class Programs implements SignedSenders {
    /** How far clocks may differ. */
    private static final Duration APART = Duration.ofMinutes(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Base base;
    private final Attempts attempts = new Attempts(System::nanoTime);

    /** What it stands on. */
    public record Base(ProgramStore store, AccountStore accounts, SecretBox box, AuditLog audit, InstantSource clock) {}

    public Programs(Base base) {
        this.base = base;
    }

    @Override
    public CompletionStage<Optional<Sessions.Session>> find(SignedRequest request) {
        return base.accounts().rules().thenCompose(rules -> {
            var limit = new Attempts.Limit(rules.logIns().attempts(), MINUTE, MINUTE);
            return attempts.left(request.from().source(), limit).isZero() ? checked(request, limit)
                    : CompletableFuture.completedStage(Optional.empty());
        });
    }

    private CompletionStage<Optional<Sessions.Session>> checked(SignedRequest request, Attempts.Limit limit) {
        Optional<MessageSignature> said = MessageSignature.of(request.input(), request.signature());
        if (said.isEmpty()) {
            return refused(request, limit, new Refusal("", "", "form"));
        }
        return base.store().find(said.get().claims().keyId()).thenCompose(found -> {
            if (found.isEmpty()) {
                return refused(request, limit, new Refusal("", "", "key"));
            }
            Account account = found.get().account();
            String problem = problem(request, said.get(), found.get().key());
            return problem.isEmpty() ? once(request, limit, new Right(said.get(), account))
                    : refused(request, limit, new Refusal(account.name(), account.unit(), problem));
        });
    }

    private record Right(MessageSignature said, Account account) {}

    private record Refusal(String account, String unit, String reason) {}

    /** What is wrong, in a word for the audit log; empty when nothing is. */
    private String problem(SignedRequest request, MessageSignature said, ProgramKey key) {
        MessageSignature.Claims claims = said.claims();
        Instant now = base.clock().instant();
        Instant created = Instant.ofEpochSecond(claims.created());
        Long expires = claims.expires();
        if (Duration.between(created, now).abs().compareTo(APART) > 0
                || (expires != null && !now.isBefore(Instant.ofEpochSecond(expires)))) {
            return "time";
        }
        if (key.limits().hasExpired(now)) {
            return "expired key";
        }
        if (!key.limits().admits(request.from().source())) {
            return "address";
        }
        if (!request.covers(said.components()) || !request.hasItsBody()) {
            return "coverage";
        }
        String algorithm = claims.algorithm();
        return (algorithm == null || algorithm.equals(key.algorithm().registered()))
                && request.base(said).filter(signed -> isRight(signed, said, key)).isPresent() ? "" : "signature";
    }

    private boolean isRight(byte[] signed, MessageSignature said, ProgramKey key) {
        byte[] signature = Base64.getDecoder().decode(said.signature());
        return switch (key.algorithm()) {
            case ED25519 -> Signatures.isEd25519(signed, signature, key.material());
            case HMAC_SHA256 -> Signatures.isHmac(signed, signature, shared(key));
        };
    }

    private byte[] shared(ProgramKey key) {
        try {
            return base.box().open(key.material(), key.id());
        } catch (AccessUnavailableException e) {
            throw new CompletionException(e);
        }
    }

    private CompletionStage<Optional<Sessions.Session>> once(SignedRequest request, Attempts.Limit limit,
            Right right) {
        MessageSignature.Claims claims = right.said().claims();
        Account account = right.account();
        Instant until = Instant.ofEpochSecond(claims.created()).plus(APART).plus(MINUTE);
        return base.store().use(claims.keyId(), claims.nonce(), until).thenCompose(first -> first
                ? CompletableFuture.completedStage(Optional.of(session(request, claims.keyId(), account)))
                : refused(request, limit, new Refusal(account.name(), account.unit(), "replay")));
    }

    private static Sessions.Session session(SignedRequest request, String keyId, Account account) {
        return new Sessions.Session(
                new Caller(account.name(), account.unit(), account.roles(), request.from().source(),
                        request.from().request(), Set.of()),
                "",
                UUID.nameUUIDFromBytes(keyId.getBytes(StandardCharsets.UTF_8)),
                Sessions.Standing.ready(account.displayName()));
    }

    private CompletionStage<Optional<Sessions.Session>> refused(SignedRequest request, Attempts.Limit limit,
            Refusal refusal) {
        attempts.add(request.from().source(), limit);
        return base.audit().append(AuditEvent
                .refused(request.from().actor(refusal.account(), refusal.unit()), AuditAction.LOGIN, "")
                .with(Map.of("reason", "request signature: " + refusal.reason()))).thenApply(kept -> Optional.empty());
    }
}
