package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
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
    private final MemoryFactors factorStore = new MemoryFactors();
    private final AtomicLong seconds = new AtomicLong(1_700_000_000);
    private final SecondFactors factors = new SecondFactors(factorStore, accounts, MemoryFactors.box(),
            () -> Instant.ofEpochSecond(seconds.get()));
    private final LogIn logIn = new LogIn(new LogIn.Base(accounts, sessions, hasher,
            factors, event -> {
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
        return new Account("doctor", "D", "TS1", Set.of(Role.TOWNSHIP_DOCTOR), state, false, Account.Kind.PERSON, "");
    }

    private LogInResult logIn(String name, String password) {
        return get(logIn.logIn(new LogIn.Claim(name, password, null, new From(SOURCE, "request"))));
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
            assertThat(event.actor().request()).isEqualTo("request");
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
                    .mapToObj(i -> logIn.logIn(new LogIn.Claim(name, "wrong " + i, null, new From(SOURCE, "request"))))
                    .toList();
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
        assertThat(get(logIn.logIn(new LogIn.Claim("doctor", RIGHT, null, new From("10.0.0.8", "request")))))
                .as("from elsewhere")
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
        assertThat(get(logIn.check(caller, RIGHT, AuditAction.SESSION_UNLOCK)))
                .isInstanceOf(LogInResult.Admitted.class);
        assertThat(get(logIn.check(caller, "wrong", AuditAction.SESSION_UNLOCK))).isEqualTo(new LogInResult.Refused());
        assertThat(accounts.attempts("doctor")).as("the right one counts until it is replaced").isEqualTo(2);
        accounts.lock("doctor", Duration.ofMinutes(3));
        assertThat(get(logIn.check(caller, RIGHT, AuditAction.SESSION_UNLOCK)))
                .isEqualTo(new LogInResult.Locked(Duration.ofMinutes(3)));
        assertThat(get(logIn.check(new Caller("gone", "TS1", Set.of(), SOURCE), RIGHT,
                AuditAction.SESSION_UNLOCK)))
                .isEqualTo(new LogInResult.Refused());
        assertThat(sessions.open).isEmpty();
    }

    private Sessions.Session session() {
        return new Sessions.Session(new Caller("doctor", "TS1", Set.of(), SOURCE), "csrf", new UUID(0, 1),
                Sessions.Standing.ready("D"));
    }

    private LogInResult logInWith(String code) {
        return get(logIn.logIn(new LogIn.Claim("doctor", RIGHT, code, new From(SOURCE, "request"))));
    }

    private List<String> enrol() {
        byte[] secret = MemoryFactors.decoded(get(factors.begin(session().caller(), null)).orElseThrow().secret());
        code = step -> Totp.code(secret, Totp.step(Instant.ofEpochSecond(seconds.get())) + step);
        assertThat(get(factors.confirm(session(), code.apply(5)))).as("not the code of now").isEmpty();
        return get(factors.confirm(session(), code.apply(0))).orElseThrow();
    }

    private IntFunction<String> code = step -> "";

    @Test
    void wantsTheCodeOfThoseWhoHaveASecondFactor() {
        assertThat(logInWith("123456")).as("there is none yet").isInstanceOf(LogInResult.Admitted.class);
        enrol();
        assertThat(logIn("doctor", RIGHT)).isEqualTo(new LogInResult.SecondFactorNeeded());
        assertThat(logIn("doctor", "wrong")).as("is not told to others").isEqualTo(new LogInResult.Refused());
        assertThat(logInWith(code.apply(0))).as("it confirmed the factor").isEqualTo(new LogInResult.Refused());
        seconds.addAndGet(60);
        assertThat(logInWith(code.apply(0))).isInstanceOf(LogInResult.Admitted.class);
    }

    @Test
    void aCodeWorksOnceAndNoneThatIsOlder() {
        enrol();
        seconds.addAndGet(300);
        assertThat(logInWith(code.apply(0))).isInstanceOf(LogInResult.Admitted.class);
        assertThat(logInWith(code.apply(0))).isEqualTo(new LogInResult.Refused());
        assertThat(logInWith(code.apply(-1))).isEqualTo(new LogInResult.Refused());
        assertThat(logInWith(code.apply(1))).as("a clock may be ahead").isInstanceOf(LogInResult.Admitted.class);
    }

    @Test
    void aRecoveryCodeWorksOnceHoweverItIsTyped() {
        List<String> codes = enrol();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates()
                .allMatch(one -> one.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        assertThat(factorStore.codes).as("hashes").hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThat(logInWith(" " + codes.get(3).toLowerCase(Locale.ROOT).replace("-", " ")))
                .isInstanceOf(LogInResult.Admitted.class);
        assertThat(logInWith(codes.get(3))).isEqualTo(new LogInResult.Refused());
        assertThat(logInWith(codes.get(4))).isInstanceOf(LogInResult.Admitted.class);
    }

    @Test
    void aFactorIsReplacedByThoseWhoHaveItOnly() {
        List<String> codes = enrol();
        assertThat(get(factors.begin(session().caller(), null))).isEmpty();
        assertThat(get(factors.begin(session().caller(), "000000"))).isEmpty();
        assertThat(get(factors.begin(session().caller(), codes.get(0)))).isPresent();
        accounts.lock("doctor", Duration.ofMinutes(1));
        assertThat(get(factors.begin(session().caller(), codes.get(1)))).as("after too many wrong ones").isEmpty();
    }
}
