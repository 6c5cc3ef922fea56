package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class LogInTest {
    private static final String RIGHT = "correct horse";
    private static final String SOURCE = "10.0.0.7";

    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemorySessions sessions = new MemorySessions();
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong clock = new AtomicLong();
    private final PasswordHasher hasher = new PasswordHasher();
    private final LogIn logIn = new LogIn(new LogIn.Base(accounts, sessions, hasher, event -> {
        audit.add(event);
        return CompletableFuture.completedStage(null);
    }), clock::get);

    @BeforeEach
    void putAccounts() {
        accounts.put(account(Account.State.ACTIVE), RIGHT);
    }

    @AfterEach
    void close() {
        hasher.close();
    }

    private static Account account(Account.State state) {
        return new Account("doctor", "D", "TS1", Set.of(Role.TOWNSHIP_DOCTOR), state, false);
    }

    private LogInResult logIn(String name, String password) {
        return get(logIn.logIn(name, password, SOURCE));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Test
    void opensASessionUnderTheHashOfItsToken() {
        LogInResult result = logIn("doctor", RIGHT);
        assertThat(result).isInstanceOfSatisfying(LogInResult.Admitted.class, admitted -> {
            assertThat(admitted.account().name()).isEqualTo("doctor");
            assertThat(sessions.open).singleElement().satisfies(open -> {
                assertThat(open.tokenHash()).isEqualTo(Tokens.hash(admitted.token()));
                assertThat(open.source()).isEqualTo(SOURCE);
            });
            assertThat(admitted.toString()).as("for logs").doesNotContain(admitted.token());
        });
        assertThat(sessions.events).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.LOGIN);
            assertThat(event.actor()).isEqualTo(new AuditEvent.Actor("doctor", "", "TS1", SOURCE));
        });
    }

    @Test
    void takesNamesInAnyCase() {
        assertThat(logIn(" Doctor ", RIGHT)).isInstanceOf(LogInResult.Admitted.class);
    }

    @Test
    void countsWrongPasswords() {
        assertThat(logIn("doctor", "wrong")).isEqualTo(new LogInResult.Refused());
        assertThat(accounts.attempts("doctor")).isEqualTo(1);
        assertThat(audit).extracting(AuditEvent::outcome).containsExactly(AuditEvent.Outcome.FAILED);
        assertThat(sessions.open).isEmpty();
    }

    @Test
    void locksThoseWhoTryManyAtTheSameTimeAsItLocksOthers() {
        for (String name : List.of("doctor", "nobody")) {
            List<CompletionStage<LogInResult>> tries = IntStream.range(0, 12)
                    .mapToObj(i -> logIn.logIn(name, "wrong " + i, SOURCE)).toList();
            List<LogInResult> results = tries.stream().map(LogInTest::get).toList();
            assertThat(results).as(name).filteredOn(LogInResult.Refused.class::isInstance).hasSize(5);
            assertThat(results).filteredOn(LogInResult.Locked.class::isInstance).hasSize(7)
                    .containsOnly(new LogInResult.Locked(Duration.ofMinutes(15)));
        }
        assertThat(logIn("doctor", RIGHT)).isInstanceOf(LogInResult.Locked.class);
    }

    @Test
    void opensNothingForAnAccountThatHasChangedWhileThePasswordWasLookedAt() {
        String hash = accounts.accounts.get("doctor").passwordHash();
        sessions.mayOpen = opening -> !opening.passwordHash().equals(hash);
        assertThat(logIn("doctor", RIGHT)).isEqualTo(new LogInResult.Refused());
        assertThat(audit).extracting(AuditEvent::outcome).containsExactly(AuditEvent.Outcome.REFUSED);
        assertThat(sessions.open).isEmpty();
    }

    @Test
    void refusesAccountsThatAreNotActiveLikeWrongPasswords() {
        accounts.put(account(Account.State.DISABLED), RIGHT);
        assertThat(logIn("doctor", RIGHT)).isEqualTo(new LogInResult.Refused());
        assertThat(audit).extracting(AuditEvent::outcome).containsExactly(AuditEvent.Outcome.REFUSED);
        assertThat(sessions.open).isEmpty();
    }

    @Test
    void writesNothingOfANameThatNobodyHas() {
        for (String name : List.of("nobody", "My Secret Pass!", "x".repeat(500))) {
            assertThat(logIn(name, "wrong")).isEqualTo(new LogInResult.Refused());
        }
        assertThat(audit).hasSize(3).allSatisfy(event -> {
            assertThat(event.toString()).doesNotContain("nobody", "Secret", "xxx");
            assertThat(event.actor().source()).isEqualTo(SOURCE);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILED);
        });
    }

    @Test
    void locksNamesThatNobodyHasAsItLocksOthers() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("nobody", "wrong")).isEqualTo(new LogInResult.Refused());
        }
        assertThat(logIn("nobody", "wrong")).isEqualTo(new LogInResult.Locked(Duration.ofMinutes(15)));
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("No name!\0", "wrong")).isEqualTo(new LogInResult.Refused());
        }
        assertThat(logIn("No name!\0", "wrong")).isEqualTo(new LogInResult.Locked(Duration.ofMinutes(15)));
        assertThat(accounts.attempts("no name!\0")).as("what may be a password is not told as it is").isZero();
    }

    @Test
    void aLockHoldsAgainstTheRightPassword() {
        accounts.lock("doctor", Duration.ofMinutes(3));
        assertThat(logIn("doctor", RIGHT)).isEqualTo(new LogInResult.Locked(Duration.ofMinutes(3)));
        assertThat(sessions.open).isEmpty();
    }

    @Test
    void limitsWhatOneAddressTries() {
        accounts.lock("doctor", Duration.ofMinutes(3));
        for (int i = 0; i < 60; i++) {
            assertThat(logIn("doctor", RIGHT)).isInstanceOf(LogInResult.Locked.class);
        }
        assertThat(logIn("doctor", RIGHT)).isEqualTo(new LogInResult.TooMany(Duration.ofMinutes(1)));
        assertThat(get(logIn.logIn("doctor", RIGHT, "10.0.0.8"))).as("from elsewhere")
                .isInstanceOf(LogInResult.Locked.class);
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(logIn("doctor", RIGHT)).isInstanceOf(LogInResult.Locked.class);
    }

    @Test
    void letsNobodyInWhileTheAccountsAreAway() {
        accounts.away = true;
        assertThatThrownBy(() -> logIn("doctor", RIGHT)).hasCauseInstanceOf(AccessUnavailableException.class);
        assertThat(sessions.open).isEmpty();
    }

    @Test
    void checksThePasswordOfSomebodyWhoIsIn() {
        var caller = new Caller("doctor", "TS1", Set.of(), SOURCE);
        assertThat(get(logIn.check(caller, RIGHT))).isInstanceOf(LogInResult.Admitted.class);
        assertThat(get(logIn.check(caller, "wrong"))).isEqualTo(new LogInResult.Refused());
        assertThat(accounts.attempts("doctor")).as("the right one counts until it is replaced").isEqualTo(2);
        accounts.lock("doctor", Duration.ofMinutes(3));
        assertThat(get(logIn.check(caller, RIGHT))).isEqualTo(new LogInResult.Locked(Duration.ofMinutes(3)));
        assertThat(get(logIn.check(new Caller("gone", "TS1", Set.of(), SOURCE), RIGHT)))
                .isEqualTo(new LogInResult.Refused());
        assertThat(sessions.open).isEmpty();
    }
}
