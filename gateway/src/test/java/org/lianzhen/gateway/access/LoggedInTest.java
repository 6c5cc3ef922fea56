package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.SessionStore.Used;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class LoggedInTest {
    private static final UUID ID = new UUID(1, 1);

    private final AtomicLong clock = new AtomicLong();
    private final Store store = new Store();
    private final LoggedIn loggedIn = new LoggedIn(store, clock::get);

    /** One session, found under every token, whose answers a test can hold back. */
    private static final class Store implements SessionStore {
        private Optional<Used> session = Optional.of(MemorySessions.used(ID, account(Set.of(Role.RADIOLOGIST), false)));
        private final Deque<CompletableFuture<Optional<Used>>> heldBack = new ArrayDeque<>();
        private boolean holdBack;
        private int asked;
        private @Nullable AuditEvent event;

        static Account account(Set<Role> roles, boolean mustChange) {
            return new Account("doctor", "D", "CH1", roles, Account.State.ACTIVE, mustChange, Account.Kind.PERSON, "");
        }

        @Override
        public CompletionStage<Boolean> open(Opening opening, AuditEvent opened) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<Optional<Used>> use(String tokenHash, boolean active) {
            asked++;
            assertThat(tokenHash).as("never the token").hasSize(64);
            if (!holdBack) {
                return CompletableFuture.completedStage(session);
            }
            heldBack.add(new CompletableFuture<>());
            return heldBack.getLast();
        }

        @Override
        public CompletionStage<Boolean> unlock(String account, UUID id, AuditEvent unlocked) {
            event = unlocked;
            return CompletableFuture.completedStage(true);
        }

        @Override
        public CompletionStage<List<Open>> list(String account) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Boolean> end(String account, UUID id, AuditEvent ended) {
            event = ended;
            session = Optional.empty();
            return CompletableFuture.completedStage(true);
        }
    }

    private static Used with(SessionStore.Facts facts) {
        return new Used(ID, Store.account(Set.of(Role.RADIOLOGIST), false), facts);
    }

    @Test
    void aSessionThatIsShownFromElsewhereEnds() {
        store.session = Optional.of(with(new SessionStore.Facts("10.0.0.1", AddressBinding.EXACT, false, 15, false,
                false, Set.of())));
        assertThat(get(loggedIn.find("token", new From("10.0.0.1", ""), true))).isPresent();
        assertThat(get(loggedIn.find("token", new From("10.0.0.2", ""), true))).as("even while it is remembered")
                .isEmpty();
        assertThat(store.event).isEqualTo(AuditEvent.refused(new AuditEvent.Actor("doctor", "", "CH1", "10.0.0.2"),
                AuditAction.SESSION_MISUSE, ID.toString()).with(Map.of("openedFrom", "10.0.0.1")));
        assertThat(get(loggedIn.find("token", new From("10.0.0.1", ""), true))).as("for its owner too").isEmpty();
    }

    @Test
    void aPageThatAsksByItselfDoesNotHideThatSomebodyIsThere() {
        assertThat(get(loggedIn.find("token", new From("", ""), false))).isPresent();
        assertThat(get(loggedIn.find("token", new From("", ""), false))).isPresent();
        assertThat(store.asked).isEqualTo(1);
        assertThat(get(loggedIn.find("token", new From("", ""), true))).isPresent();
        assertThat(store.asked).as("the use is written down").isEqualTo(2);
        assertThat(get(loggedIn.find("token", new From("", ""), false))).isPresent();
        assertThat(get(loggedIn.find("token", new From("", ""), true))).isPresent();
        assertThat(store.asked).isEqualTo(2);
    }

    @Test
    void aLockedSessionIsLookedAtEveryTimeUntilItIsUnlocked() {
        store.session = Optional
                .of(with(new SessionStore.Facts("", AddressBinding.OFF, true, 15, false, false, Set.of())));
        Sessions.Session locked = find().orElseThrow();
        assertThat(locked.standing().locked()).isTrue();
        store.session = Optional
                .of(with(new SessionStore.Facts("", AddressBinding.OFF, false, 15, false, false, Set.of())));
        assertThat(get(loggedIn.unlock(locked))).isTrue();
        assertThat(find().orElseThrow().standing().locked()).isFalse();
        assertThat(find().orElseThrow().csrfToken()).as("as it was before").isEqualTo(locked.csrfToken());
    }

    @Test
    void rolesSleepUntilASecondFactorIsEnrolled() {
        store.session = Optional
                .of(with(new SessionStore.Facts("", AddressBinding.OFF, false, 15, true, false, Set.of())));
        assertThat(find().orElseThrow().caller().roles()).isEmpty();
        assertThat(find().orElseThrow().standing().mustEnrol()).isTrue();
    }

    @Test
    void whoCameByAProviderNeedsNoPasswordOfOurs() {
        Account account = Store.account(Set.of(Role.RADIOLOGIST), true);
        store.session = Optional.of(new Used(ID, account,
                new SessionStore.Facts("", AddressBinding.OFF, false, 15, false, false, Set.of())));
        assertThat(find().orElseThrow().caller().roles()).isEmpty();
        assertThat(find().orElseThrow().standing().mustChange()).isTrue();
        loggedIn.forget("doctor");
        store.session = Optional.of(new Used(ID, account,
                new SessionStore.Facts("", AddressBinding.OFF, false, 15, false, true, Set.of())));
        assertThat(find().orElseThrow().caller().roles()).containsExactly(Role.RADIOLOGIST);
        assertThat(find().orElseThrow().standing().mustChange()).isFalse();
    }

    private Optional<Sessions.Session> find() {
        return get(loggedIn.find("token", new From("10.0.0.9", ""), true));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void asksTheStoreOnceInSomeSeconds() {
        assertThat(find()).isPresent();
        assertThat(find().orElseThrow().caller()).isEqualTo(
                new Caller("doctor", "CH1", Set.of(Role.RADIOLOGIST), "10.0.0.9"));
        assertThat(store.asked).isEqualTo(1);
        assertThat(get(loggedIn.find("token", new From("10.0.0.10", ""), true)).orElseThrow().caller().source())
                .isEqualTo("10.0.0.10");
        clock.addAndGet(LoggedIn.REMEMBERED.toNanos());
        store.session = Optional.empty();
        assertThat(find()).as("ended elsewhere meanwhile").isEmpty();
        assertThat(store.asked).isEqualTo(2);
    }

    @Test
    void whatEndsHereEndsAtOnce() {
        Sessions.Session session = find().orElseThrow();
        assertThat(get(loggedIn.logOut(session))).isTrue();
        assertThat(find()).isEmpty();
        assertThat(store.event).isEqualTo(AuditEvent.success(
                new AuditEvent.Actor("doctor", "", "CH1", "10.0.0.9"), AuditAction.LOGOUT, ID.toString()));
    }

    @Test
    void anAnswerThatIsOlderThanAnEndIsNotRemembered() {
        store.holdBack = true;
        CompletionStage<Optional<Sessions.Session>> slow = loggedIn.find("token", new From("10.0.0.9", ""), true);
        get(loggedIn.revoke(new Caller("doctor", "CH1", Set.of(), ""), "doctor", ID));
        store.heldBack.remove()
                .complete(Optional.of(MemorySessions.used(ID, Store.account(Set.of(Role.EXPERT), false))));
        assertThat(get(slow)).isPresent();
        store.holdBack = false;
        assertThat(find()).isEmpty();
    }

    @Test
    void rolesSleepWhileThePasswordMustBeChanged() {
        store.session = Optional.of(MemorySessions.used(ID, Store.account(Set.of(Role.SECURITY_ADMIN), true)));
        assertThat(find()).hasValueSatisfying(session -> {
            assertThat(session.standing().mustChange()).isTrue();
            assertThat(session.caller().roles()).isEmpty();
        });
        store.session = Optional.of(MemorySessions.used(ID, Store.account(Set.of(Role.SECURITY_ADMIN), false)));
        loggedIn.forget("somebody else");
        assertThat(find().orElseThrow().standing().mustChange()).isTrue();
        loggedIn.forget("doctor");
        assertThat(find().orElseThrow().caller().roles()).containsExactly(Role.SECURITY_ADMIN);
    }

    @Test
    void asksNobodyAboutWhatIsNoToken() {
        assertThat(get(loggedIn.find("", new From("", ""), true))).isEmpty();
        assertThat(get(loggedIn.find("x".repeat(5000), new From("", ""), true))).isEmpty();
        assertThat(store.asked).isZero();
    }
}
