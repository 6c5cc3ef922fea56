package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.lianzhen.gateway.audit.AuditEvent;

/** Sessions of a test. */
final class MemorySessions implements SessionStore {
    final List<Opening> open = new ArrayList<>();
    final List<AuditEvent> events = new ArrayList<>();
    /** What the account is when the password has been found right. */
    Predicate<Opening> mayOpen = opening -> opening.account().state() == Account.State.ACTIVE;

    @Override
    public CompletionStage<Boolean> open(Opening opening, AuditEvent event) {
        if (!mayOpen.test(opening)) {
            return CompletableFuture.completedStage(false);
        }
        open.add(opening);
        events.add(event);
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<Optional<Used>> use(String tokenHash, boolean active) {
        return CompletableFuture.completedStage(open.stream().filter(one -> one.tokenHash().equals(tokenHash))
                .findFirst().map(one -> used(one.id(), one.account())));
    }

    /** A session from no particular place that may do whatever the roles of its account allow. */
    static Used used(UUID id, Account account) {
        return new Used(id, account, new Facts("", AddressBinding.OFF, false, 15, false, false, Set.of()));
    }

    @Override
    public CompletionStage<Boolean> unlock(String account, UUID id, AuditEvent event) {
        throw new AssertionError("nothing locks these");
    }

    @Override
    public CompletionStage<List<Open>> list(String account) {
        return CompletableFuture.completedStage(open.stream().filter(one -> one.account().name().equals(account))
                .map(one -> new Open(one.id(), one.source(), Instant.EPOCH, Instant.EPOCH, Instant.MAX)).toList());
    }

    @Override
    public CompletionStage<Boolean> end(String account, UUID id, AuditEvent event) {
        events.add(event);
        return CompletableFuture.completedStage(
                open.removeIf(one -> one.id().equals(id) && one.account().name().equals(account)));
    }
}
