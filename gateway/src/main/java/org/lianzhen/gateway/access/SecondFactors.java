package org.lianzhen.gateway.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.SecondFactorStore.Factor;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** Second factors: codes of the time from a telephone, and recovery codes for the day that it is lost. */
public final class SecondFactors {
    static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecondFactorStore store;
    private final AccountStore accounts;
    private final SecretBox box;
    private final InstantSource clock;

    /** @param accounts where wrong codes are counted that are no log-ins */
    public SecondFactors(SecondFactorStore store, AccountStore accounts, SecretBox box, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.box = box;
        this.clock = clock;
    }

    /** What a code is worth. */
    enum Check {
        /** The account has no second factor. */
        NONE, RIGHT, MISSING, WRONG
    }

    /**
     * A secret to be told to an authenticator.
     *
     * @param secret in base 32
     * @param uri the same for a QR code
     */
    public record Begun(String secret, String uri) {
        @Override
        public String toString() {
            return "Begun";
        }
    }

    /** @param code of the time, or a recovery code; either works once */
    CompletionStage<Check> check(String account, @Nullable String code) {
        return store.find(account).thenCompose(found -> {
            String secret = found.map(Factor::secret).orElse(null);
            if (secret == null) {
                return CompletableFuture.completedStage(Check.NONE);
            }
            return code == null ? CompletableFuture.completedStage(Check.MISSING)
                    : use(account, secret, code.strip()).thenApply(used -> used ? Check.RIGHT : Check.WRONG);
        });
    }

    private CompletionStage<Boolean> use(String account, String sealed, String code) {
        return opened(sealed, account).thenCompose(secret -> {
            OptionalLong step = Totp.stepOf(secret, code, clock.instant());
            return step.isPresent() ? store.useStep(account, step.getAsLong())
                    : store.useRecoveryCode(account, recoveryHash(code));
        });
    }

    private CompletionStage<byte[]> opened(String sealed, String account) {
        try {
            return CompletableFuture.completedStage(box.open(sealed, account));
        } catch (AccessUnavailableException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /**
     * Makes a secret, which nothing depends on before it is confirmed.
     *
     * @param code of the factor that is to be replaced, if there is one
     * @return empty when that code is wrong or missing, or too many were wrong
     */
    public CompletionStage<Optional<Begun>> begin(Caller owner, @Nullable String code) {
        CompletionStage<Duration> counted = code == null ? CompletableFuture.completedStage(Duration.ZERO)
                : accounts.attempt(owner.account());
        return counted.thenCompose(lock -> lock.isZero() ? check(owner.account(), code)
                : CompletableFuture.completedStage(Check.WRONG)).thenCompose(checked -> switch (checked) {
                    case MISSING, WRONG -> CompletableFuture.completedStage(Optional.empty());
                    case NONE, RIGHT -> begin(owner).thenApply(Optional::of);
                });
    }

    private CompletionStage<Begun> begin(Caller owner) {
        byte[] secret = random(Totp.SECRET_BYTES);
        String text = Base32.of(secret);
        String label = URLEncoder.encode("联诊:" + owner.account(), StandardCharsets.UTF_8).replace("+", "%20");
        var begun = new Begun(text, "otpauth://totp/" + label + "?secret=" + text
                + "&issuer=" + URLEncoder.encode("联诊", StandardCharsets.UTF_8)
                + "&algorithm=SHA1&digits=6&period=30");
        return store.begin(owner, box.seal(secret, owner.account())).thenApply(kept -> begun);
    }

    /**
     * Puts the secret in force that was begun, when {@code code} shows that the authenticator has it.
     *
     * @return the recovery codes, told this once; empty when the code is wrong or nothing was begun
     */
    public CompletionStage<Optional<List<String>>> confirm(Sessions.Session session, String code) {
        String account = session.caller().account();
        return store.find(account).thenCompose(found -> {
            String pending = found.map(Factor::pending).orElse(null);
            if (pending == null) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            return opened(pending, account).thenCompose(secret -> {
                OptionalLong step = Totp.stepOf(secret, code.strip(), clock.instant());
                return step.isEmpty() ? CompletableFuture.completedStage(Optional.empty())
                        : confirm(session, new Confirmed(pending, step.getAsLong()));
            });
        });
    }

    private record Confirmed(String pending, long step) {}

    private CompletionStage<Optional<List<String>>> confirm(Sessions.Session session, Confirmed confirmed) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(Base32.of(random(RECOVERY_BYTES)).replaceAll("(.{4})(?!$)", "$1-"));
        }
        List<String> hashes = codes.stream().map(SecondFactors::recoveryHash).toList();
        Caller owner = session.caller();
        return store.confirm(
                new SecondFactorStore.Confirmation(owner, confirmed.pending(), confirmed.step(), hashes, session.id()),
                AuditEvent.success(owner.actor(), AuditAction.SECOND_FACTOR_CHANGE, owner.account())
                        .with(Map.of("change", "own")))
                .thenApply(done -> done ? Optional.of(codes) : Optional.empty());
    }

    /** Takes the second factor of somebody else away, who has lost the telephone and the recovery codes. */
    public CompletionStage<AccountResult> reset(Caller caller, Account account) {
        if (caller.account().equals(account.name())) {
            return CompletableFuture.completedStage(new AccountResult.Refused(AccountResult.Reason.OWN_ACCOUNT,
                    "Somebody else must take your second factor away; replace it if you still have it."));
        }
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_ACCOUNTS),
                AuditAction.SECOND_FACTOR_CHANGE, account.name()).with(Map.of("change", "reset"));
        return store.remove(account.name(), event).thenApply(done -> done ? new AccountResult.Done(account)
                : new AccountResult.Refused(AccountResult.Reason.MISSING, "The account has no second factor."));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** However it was typed. */
    private static String recoveryHash(String code) {
        return Tokens.hash("recovery\n" + code.replaceAll("[^A-Za-z2-7]", "").toUpperCase(Locale.ROOT));
    }
}
