package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.lianzhen.gateway.access.SessionStore.Used;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * The sessions in force, remembered for some seconds so that not every request asks the database. What ends here ends at once;
 * what ends on another node ends here when it is forgotten.
 */
public final class LoggedIn implements Sessions {
    static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 20_000;

    private final SessionStore store;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, Remembered> remembered = new ConcurrentHashMap<>();
    /** Grows with every end, so that an answer that is older than an end is not remembered. */
    private final AtomicLong ends = new AtomicLong();

    /** @param active whether the request that it was found by counts as use, so that others need not be written down again */
    private record Remembered(Used session, long until, boolean active) {}

    public LoggedIn(SessionStore store) {
        this(store, System::nanoTime);
    }

    LoggedIn(SessionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    @Override
    public CompletionStage<Optional<Session>> find(String token, From from, boolean active) {
        if (!Tokens.isPlausible(token)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String hash = Tokens.hash(token);
        Remembered known = remembered.get(hash);
        if (known != null && known.until() - nanos.getAsLong() > 0 && (known.active() || !active)) {
            return admitted(known.session(), token, from);
        }
        long before = ends.get();
        return store.use(hash, active).thenCompose(found -> {
            if (found.isEmpty()) {
                remembered.remove(hash);
                return CompletableFuture.completedStage(Optional.empty());
            }
            remember(hash, new Remembered(found.get(), nanos.getAsLong() + REMEMBERED.toNanos(), active), before);
            return admitted(found.get(), token, from);
        });
    }

    /** What may have been stolen is of no use any more, to nobody. */
    private CompletionStage<Optional<Session>> admitted(Used used, String token, From from) {
        SessionStore.Facts facts = used.facts();
        if (facts.binding().allows(facts.source(), from.source())) {
            return CompletableFuture.completedStage(Optional.of(session(used, token, from)));
        }
        Account account = used.account();
        return store.end(account.name(), used.id(),
                AuditEvent
                        .refused(from.actor(account.name(), account.unit()), AuditAction.SESSION_MISUSE,
                                used.id().toString())
                        .with(Map.of("openedFrom", facts.source())))
                .whenComplete((ended, fault) -> forget(account.name())).thenApply(ended -> Optional.empty());
    }

    /** A locked one is not remembered: it may be unlocked on another node. */
    private void remember(String hash, Remembered session, long before) {
        if (session.session().facts().locked()) {
            remembered.remove(hash);
            return;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, session);
        if (ends.get() != before) {
            remembered.remove(hash);
        }
    }

    private static Session session(Used used, String token, From from) {
        Account account = used.account();
        SessionStore.Facts facts = used.facts();
        // whoever came by a provider has shown no password of ours, whether it is good for something or not
        boolean mustChange = account.mustChange() && !facts.byProvider();
        Set<Role> roles = mustChange || facts.mustEnrol() ? Set.of() : account.roles();
        return new Session(
                new Caller(account.name(), account.unit(), roles, from.source(), from.request(), facts.cases()),
                Tokens.csrf(token), used.id(), new Standing(account.displayName(), mustChange,
                        facts.mustEnrol(), facts.locked(), facts.idleMinutes(), facts.byProvider()));
    }

    public CompletionStage<List<SessionStore.Open>> list(String account) {
        return store.list(account);
    }

    /** Ends the session that asks. */
    public CompletionStage<Boolean> logOut(Session session) {
        Caller caller = session.caller();
        return end(caller, caller.account(), session.id(), AuditAction.LOGOUT);
    }

    /** Ends the session of a token that is not to be used any more. @return false when it has ended already */
    public CompletionStage<Boolean> end(String token, From from) {
        return find(token, from, false).thenCompose(found -> found.isPresent() ? logOut(found.get())
                : CompletableFuture.completedStage(false));
    }

    /** Ends a session of an account, one's own or another's. @return false when there is no such session */
    public CompletionStage<Boolean> revoke(Caller caller, String account, UUID id) {
        return end(caller, account, id, AuditAction.SESSION_REVOKE);
    }

    private CompletionStage<Boolean> end(Caller caller, String account, UUID id, AuditAction action) {
        AuditEvent event = AuditEvent.success(caller.actor(), action, id.toString());
        return store.end(account, id, account.equals(caller.account()) ? event : event.with(Map.of("account", account)))
                .whenComplete((ended, fault) -> forget(account));
    }

    /** Lets a locked session be used again, whose owner has shown the password. */
    CompletionStage<Boolean> unlock(Session session) {
        Caller caller = session.caller();
        return store.unlock(caller.account(), session.id(),
                AuditEvent.success(caller.actor(), AuditAction.SESSION_UNLOCK, session.id().toString()))
                .whenComplete((done, fault) -> forget(caller.account()));
    }

    /** Asks the store again for what this account's sessions may do. */
    public void forget(String account) {
        ends.incrementAndGet();
        remembered.values().removeIf(one -> one.session().account().name().equals(account));
    }
}
