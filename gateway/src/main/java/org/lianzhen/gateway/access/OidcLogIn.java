package org.lianzhen.gateway.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Log-in by a provider of identities (OpenID Connect, authorization code flow with PKCE). It opens sessions of accounts that there are,
 * with the rights that they have here; whoever has a second factor here must have shown one there.
 */
public final class OidcLogIn {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LogIn.Base base;
    private final OidcProviderStore providers;
    private final IdentityProvider way;
    private final SecretBox box;
    private final OidcFlows flows;
    private final Attempts attempts = new Attempts(System::nanoTime);

    /** What it stands on besides. */
    public record Means(OidcProviderStore providers, IdentityProvider way, ProgramStore used, SecretBox box) {}

    public OidcLogIn(LogIn.Base base, Means means, InstantSource clock) {
        this.base = base;
        providers = means.providers();
        way = means.way();
        box = means.box();
        flows = new OidcFlows(means.box(), means.used(), clock);
    }

    /**
     * Where a browser is sent.
     *
     * @param kept what it must show when it comes back
     */
    public record Departure(String address, String kept) {
        @Override
        public String toString() {
            return "Departure";
        }
    }

    /**
     * A browser that has come back.
     *
     * @param kept what it shows of its departure
     * @param place where
     */
    public record Return(String kept, String state, String code, Place place) {
        @Override
        public String toString() {
            return "Return from " + place.from().source();
        }
    }

    /** @param redirect address that the browser was to come back to */
    public record Place(String redirect, From from) {}

    /** Empty when there is no provider. */
    public CompletionStage<Optional<Departure>> depart(String redirect) {
        return depart(redirect, (OidcFlows.Unlocking) null);
    }

    /** The same for somebody whose session is locked, and who shows the provider anew who they are. */
    public CompletionStage<Optional<Departure>> depart(String redirect, Sessions.Session locked) {
        return depart(redirect, new OidcFlows.Unlocking(locked.id(), locked.caller().account()));
    }

    private CompletionStage<Optional<Departure>> depart(String redirect, OidcFlows.@Nullable Unlocking unlocking) {
        return provider().thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            OidcFlows.Flow flow = flows.begin(unlocking);
            return way.authorization(found.get(),
                    new IdentityProvider.Asked(flow.state(), flow.nonce(), flow.challenge(), redirect,
                            unlocking != null))
                    .thenApply(address -> Optional.of(new Departure(address, flows.sealed(flow))));
        });
    }

    private CompletionStage<Optional<OidcProvider>> provider() {
        return providers.inForce().thenApply(found -> found.map(this::opened));
    }

    private OidcProvider opened(OidcProvider kept) {
        try {
            String secret = new String(box.open(kept.secret(), kept.issuer()), StandardCharsets.UTF_8);
            return new OidcProvider(kept.issuer(), kept.clientId(), secret, kept.claim());
        } catch (AccessUnavailableException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Opens a session, lets a locked one be used again (without a token), or says no without telling why; the audit log tells.
     */
    public CompletionStage<LogInResult> arrive(Return back) {
        return base.accounts().rules().thenCompose(rules -> {
            var limit = new Attempts.Limit(rules.logIns().attempts(), MINUTE, MINUTE);
            Duration wait = attempts.left(back.place().from().source(), limit);
            if (!wait.isZero()) {
                return CompletableFuture.completedStage(new LogInResult.TooMany(wait));
            }
            attempts.add(back.place().from().source(), limit);
            return taken(back);
        });
    }

    private CompletionStage<LogInResult> taken(Return back) {
        return provider().thenCompose(found -> flows.take(back.kept(), back.state()).thenCompose(flow -> {
            if (found.isEmpty() || flow.isEmpty()) {
                return refused(back, null, "flow");
            }
            var answered = new IdentityProvider.Answered(back.code(), flow.get().nonce(), flow.get().verifier(),
                    back.place().redirect());
            return way.redeem(found.get(), answered).thenCompose(identity -> known(back, flow.get(), identity))
                    .exceptionallyCompose(fault -> isRefusal(fault) ? refused(back, null, "token")
                            : CompletableFuture.failedStage(fault));
        }));
    }

    private static boolean isRefusal(Throwable fault) {
        return fault instanceof IdentityRefusedException || fault.getCause() instanceof IdentityRefusedException;
    }

    private CompletionStage<LogInResult> known(Return back, OidcFlows.Flow flow, IdentityProvider.Identity identity) {
        String name = identity.name().strip().toLowerCase(Locale.ROOT);
        return Account.isName(name) ? base.accounts().find(name).thenCompose(found -> {
            if (found.isEmpty() || found.get().account().kind() != Account.Kind.PERSON) {
                return refused(back, null, "account");
            }
            Account account = found.get().account();
            return base.factors().check(account.name(), null).thenCompose(
                    factor -> factor == SecondFactors.Check.NONE || identity.strong()
                            ? admit(back, found.get(), new Shown(flow, identity.shownAt()))
                            : refused(back, account, "second factor"));
        }) : refused(back, null, "account");
    }

    /** @param at when the person has shown the provider who they are, if that is known */
    private record Shown(OidcFlows.Flow flow, @Nullable Instant at) {
        /** Not so much as a minute before they were asked to. */
        boolean isFresh() {
            return at != null && !at.isBefore(flow.begun().minus(MINUTE));
        }
    }

    private CompletionStage<LogInResult> admit(Return back, AccountStore.Credential credential, Shown shown) {
        OidcFlows.Unlocking unlocking = shown.flow().unlocking();
        if (unlocking == null) {
            return open(back, credential);
        }
        Account account = credential.account();
        if (!unlocking.account().equals(account.name())) {
            return refused(back, account, "session of somebody else");
        }
        return shown.isFresh() ? unlock(back, account, unlocking.session()) : refused(back, account, "not shown anew");
    }

    private CompletionStage<LogInResult> unlock(Return back, Account account, UUID session) {
        AuditEvent event = AuditEvent.success(actor(back, account), AuditAction.SESSION_UNLOCK, session.toString())
                .with(Map.of("by", "oidc"));
        return base.sessions().unlock(account.name(), session, event).thenCompose(done -> done
                ? CompletableFuture.completedStage(new LogInResult.Admitted("", account))
                : refused(back, account, "state"));
    }

    private CompletionStage<LogInResult> open(Return back, AccountStore.Credential credential) {
        Account account = credential.account();
        String token = Tokens.next();
        UUID id = UUID.randomUUID();
        AuditEvent event = AuditEvent.success(actor(back, account), AuditAction.LOGIN, id.toString())
                .with(Map.of("by", "oidc"));
        return base.sessions()
                .open(new SessionStore.Opening(id, account, credential.passwordHash(), Tokens.hash(token),
                        back.place().from().source(), true), event)
                .thenCompose(opened -> opened
                        ? CompletableFuture.completedStage(new LogInResult.Admitted(token, account))
                        : refused(back, account, "state"));
    }

    private CompletionStage<LogInResult> refused(Return back, @Nullable Account account, String reason) {
        return base.audit().append(AuditEvent.refused(actor(back, account), AuditAction.LOGIN, "")
                .with(Map.of("by", "oidc", "reason", reason))).thenApply(kept -> new LogInResult.Refused());
    }

    private static AuditEvent.Actor actor(Return back, @Nullable Account account) {
        From from = back.place().from();
        return account == null ? from.actor("", "") : from.actor(account.name(), account.unit());
    }

    /** The provider in force as administrators see it; its secret is sealed. */
    public CompletionStage<Optional<OidcProvider>> inForce() {
        return providers.inForce();
    }

    /** Asks a provider what it is, before people are sent there; exceptionally with {@link AccessUnavailableException}. */
    public CompletionStage<Void> look(OidcProvider provider) {
        return way.look(provider);
    }

    /** Puts a provider in force, or none. */
    public CompletionStage<Void> replace(Caller caller, @Nullable OidcProvider provider) {
        AuditEvent event = AuditEvent.success(caller.actor(Operation.EDIT_ACCOUNTS), AuditAction.ACCESS_RULE_CHANGE,
                "oidc").with(Map.of("provider", String.valueOf(provider)));
        return providers.replace(provider == null ? null
                : new OidcProvider(provider.issuer(), provider.clientId(),
                        box.seal(provider.secret().getBytes(StandardCharsets.UTF_8),
                                provider.issuer()),
                        provider.claim()),
                event);
    }
}
