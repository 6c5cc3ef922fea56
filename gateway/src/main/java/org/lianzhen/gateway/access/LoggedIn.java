package org.lianzhen.gateway.access;

import java.time.Duration;
import java.util.List;
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

    private record Remembered(Used session, long until) {}

    public LoggedIn(SessionStore store) {
        this(store, System::nanoTime);
    }

    LoggedIn(SessionStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    @Override
    public CompletionStage<Optional<Session>> find(String token, String source) {
        if (!Tokens.isPlausible(token)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String hash = Tokens.hash(token);
        Remembered known = remembered.get(hash);
        if (known != null && known.until() - nanos.getAsLong() > 0) {
            return CompletableFuture.completedStage(Optional.of(session(known.session(), token, source)));
        }
        long before = ends.get();
        return store.use(hash).thenApply(found -> {
            found.ifPresentOrElse(used -> remember(hash, used, before), () -> remembered.remove(hash));
            return found.map(used -> session(used, token, source));
        });
    }

    private void remember(String hash, Used session, long before) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, new Remembered(session, nanos.getAsLong() + REMEMBERED.toNanos()));
        if (ends.get() != before) {
            remembered.remove(hash);
        }
    }

    private static Session session(Used used, String token, String source) {
        Account account = used.account();
        Set<Role> roles = account.mustChange() ? Set.of() : account.roles();
        return new Session(new Caller(account.name(), account.unit(), roles, source), Tokens.csrf(token), used.id(),
                account.mustChange());
    }

    public CompletionStage<List<SessionStore.Open>> list(Caller caller) {
        return store.list(caller.account());
    }

    /** Ends the session that asks. */
    public CompletionStage<Boolean> logOut(Session session) {
        return end(session.caller(), session.id(), AuditAction.LOGOUT);
    }

    /** Ends another session of the caller. @return false when there is no such session */
    public CompletionStage<Boolean> revoke(Caller caller, UUID id) {
        return end(caller, id, AuditAction.SESSION_REVOKE);
    }

    private CompletionStage<Boolean> end(Caller caller, UUID id, AuditAction action) {
        var actor = new AuditEvent.Actor(caller.account(), "", caller.unit(), caller.source(), caller.request());
        return store.end(caller.account(), id, AuditEvent.success(actor, action, id.toString()))
                .whenComplete((ended, fault) -> forget(caller.account()));
    }

    /** Asks the store again for what this account's sessions may do. */
    void forget(String account) {
        ends.incrementAndGet();
        remembered.values().removeIf(one -> one.session().account().name().equals(account));
    }
}
