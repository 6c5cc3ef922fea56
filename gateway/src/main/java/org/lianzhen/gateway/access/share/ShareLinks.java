package org.lianzhen.gateway.access.share;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.lianzhen.gateway.access.Attempts;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.access.SharedCase;
import org.lianzhen.gateway.access.Tokens;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * Gives links to patients, and lets in whoever shows one and knows the patient's date of birth or the end of the identity card. Whoever
 * came in so has the role {@link Role#PATIENT} and this one study.
 */
public final class ShareLinks implements Sessions {
    private static final String MARK = "share.";
    private static final Attempts.Limit FROM_ONE_ADDRESS = new Attempts.Limit(30, Duration.ofMinutes(10),
            Duration.ofMinutes(10));

    private final Sessions accounts;
    private final ShareLinkStore store;
    private final Attempts attempts;

    /** @param accounts the sessions of everybody else */
    public ShareLinks(Sessions accounts, ShareLinkStore store) {
        this(accounts, store, System::nanoTime);
    }

    ShareLinks(Sessions accounts, ShareLinkStore store, LongSupplier nanos) {
        this.accounts = accounts;
        this.store = store;
        this.attempts = new Attempts(nanos);
    }

    /**
     * What somebody gives a patient.
     *
     * @param study Study Instance UID
     */
    public record Wish(String study, String reason, Duration valid) {}

    /**
     * A link as it was made, with the token that only its first reader is told.
     *
     * @param token empty when none was made
     */
    public record Given(ShareLinkStore.Issued issued, String token) {}

    /** @param units codes of units whose studies the caller may give */
    public CompletionStage<Given> issue(Caller caller, Wish wish, Set<String> units) {
        String token = Tokens.next();
        var issue = new ShareLinkStore.Issue(UUID.randomUUID(), caller, wish.study(), Tokens.hash(token), wish.reason(),
                wish.valid());
        return store.issue(issue, units,
                link -> AuditEvent
                        .success(caller.actor(Operation.SHARE_STUDIES), AuditAction.SHARE_ISSUE, wish.study())
                        .with(Map.of("link", link.id().toString(), "until", link.times().expiresAt().toString())))
                .thenApply(issued -> new Given(issued, issued instanceof ShareLinkStore.Issued.Made ? token : ""));
    }

    public CompletionStage<List<ShareLink>> list(String study, Set<String> units) {
        return store.list(study, units);
    }

    public CompletionStage<Optional<ShareLink>> revoke(UUID id, Caller caller, Set<String> units) {
        return store.revoke(id, caller, units);
    }

    /** How an attempt to open a link ended. */
    public sealed interface Result {
        /** @param token of the session */
        record In(String token, ShareLink link) implements Result {}

        record Refused(ShareLinkStore.Opened why) implements Result {}

        /** @param pause how long to wait */
        record TooMany(Duration pause) implements Result {}
    }

    public CompletionStage<Result> open(String token, SecondFact fact, From from) {
        Duration pause = attempts.left(from.source(), FROM_ONE_ADDRESS);
        if (!pause.isZero()) {
            return CompletableFuture.completedStage(new Result.TooMany(pause));
        }
        if (!Tokens.isPlausible(token)) {
            return CompletableFuture.completedStage(new Result.Refused(new ShareLinkStore.Opened.Unknown()));
        }
        String session = MARK + Tokens.next();
        return store.open(new ShareLinkStore.Opening(Tokens.hash(token), fact, UUID.randomUUID(), Tokens.hash(session),
                from)).thenApply(opened -> {
                    if (opened instanceof ShareLinkStore.Opened.Yes(ShareLink link)) {
                        return new Result.In(session, link);
                    }
                    attempts.add(from.source(), FROM_ONE_ADDRESS);
                    return new Result.Refused(opened);
                });
    }

    @Override
    public CompletionStage<Optional<Session>> find(String token, From from, boolean active) {
        if (!token.startsWith(MARK) || !Tokens.isPlausible(token)) {
            return accounts.find(token, from, active);
        }
        return store.session(Tokens.hash(token)).thenApply(found -> found.map(open -> session(open, token, from)));
    }

    private static Session session(ShareLinkStore.Session open, String token, From from) {
        ShareLink.Place place = open.place();
        var shared = new SharedCase(place.study(), place.unit(), open.until());
        var caller = new Caller("share:" + open.link(), place.unit(), Set.of(Role.PATIENT), from.source(),
                from.request(), Set.of(shared));
        return new Session(caller, Tokens.csrf(token), open.id(), Standing.ready(""));
    }

    /** Whether a session was opened by a link, and not by an account. */
    public static boolean isByLink(Caller caller) {
        return caller.roles().contains(Role.PATIENT);
    }

    /** Whether a session that a link opened is still in force. */
    public CompletionStage<Boolean> isOpen(Session session) {
        return store.isOpen(session.id());
    }

    /** Ends a session that a link opened. */
    public CompletionStage<Boolean> leave(Session session) {
        return store.end(session.id(),
                AuditEvent.success(session.caller().actor(), AuditAction.LOGOUT, session.id().toString()));
    }
}
