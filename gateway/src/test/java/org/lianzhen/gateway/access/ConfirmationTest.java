package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Confirmation.Outcome;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class ConfirmationTest {
    private static final String RIGHT = "correct horse";
    private static final Caller DOCTOR = new Caller("doctor", "CH1", Set.of(Role.RADIOLOGIST), "10.0.0.7");

    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemorySessions sessions = new MemorySessions();
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private final PasswordHasher hasher = new PasswordHasher();
    private final MemoryFactors factorStore = new MemoryFactors();
    private final AtomicLong seconds = new AtomicLong(1_700_000_000);
    private final SecondFactors factors = new SecondFactors(factorStore, accounts, MemoryFactors.box(),
            () -> Instant.ofEpochSecond(seconds.get()));
    private final LogIn logIn = new LogIn(new LogIn.Base(accounts, sessions, hasher, factors, event -> {
        audit.add(event);
        return CompletableFuture.completedStage(null);
    }));
    private final Confirmation confirmation = new Confirmation(logIn, factors);

    @BeforeEach
    void putAccount() {
        accounts.put(new Account("doctor", "D", "CH1", Set.of(Role.RADIOLOGIST), Account.State.ACTIVE, false,
                Account.Kind.PERSON, ""), RIGHT);
    }

    @AfterEach
    void close() {
        hasher.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private Outcome confirm(String password, @Nullable String code) {
        return get(confirmation.confirm(DOCTOR, new Confirmation.Proof(password, code), AuditAction.REPORT_SIGN));
    }

    /** Codes of an authenticator, by how many steps from now. */
    private IntFunction<String> enrol() {
        byte[] secret = MemoryFactors.decoded(get(factors.begin(DOCTOR, null)).orElseThrow().secret());
        IntFunction<String> codes = step -> Totp.code(secret,
                Totp.step(Instant.ofEpochSecond(seconds.get())) + step);
        var session = new Sessions.Session(DOCTOR, "csrf", new UUID(0, 1), Sessions.Standing.ready("D"));
        recovery = get(factors.confirm(session, codes.apply(0))).orElseThrow();
        seconds.addAndGet(300);
        return codes;
    }

    private List<String> recovery = List.of();

    @Test
    void takesTheRightPasswordAndOpensNothing() {
        assertThat(confirm(RIGHT, null)).isEqualTo(Outcome.RIGHT);
        assertThat(sessions.open).isEmpty();
        assertThat(audit).as("what it allows tells of itself").isEmpty();
    }

    @Test
    void aCodeThatNobodyAskedForDoesNoHarm() {
        assertThat(confirm(RIGHT, "123456")).isEqualTo(Outcome.RIGHT);
    }

    @ParameterizedTest
    @EnumSource(value = AuditAction.class, names = { "REPORT_SIGN", "SESSION_UNLOCK", "ACCOUNT_CHANGE" })
    void aWrongPasswordIsOnRecordUnderWhatItWasToAllow(AuditAction action) {
        assertThat(get(confirmation.confirm(DOCTOR, new Confirmation.Proof("wrong", null), action)))
                .isEqualTo(Outcome.WRONG);
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(action);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILED);
            assertThat(event.actor()).isEqualTo(DOCTOR.actor());
            assertThat(event.object()).isEqualTo("doctor");
            assertThat(event.toString()).doesNotContain("wrong");
        });
        assertThat(accounts.attempts("doctor")).isEqualTo(1);
    }

    @Test
    void whoSignsAllDayIsNotLocked() {
        assertThat(IntStream.range(0, 12).mapToObj(i -> confirm(RIGHT, null))).containsOnly(Outcome.RIGHT);
        assertThat(accounts.attempts("doctor")).isZero();
    }

    @Test
    void aRightOneForgivesTheWrongOnesBefore() {
        for (int i = 0; i < 3; i++) {
            assertThat(IntStream.range(0, 4).mapToObj(n -> confirm("wrong", null))).containsOnly(Outcome.WRONG);
            assertThat(confirm(RIGHT, null)).as("round %s", i).isEqualTo(Outcome.RIGHT);
        }
    }

    @Test
    void fiveWrongOnesLockTheAccountForLogInsToo() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> confirm("wrong " + i, null))).containsOnly(Outcome.WRONG);
        assertThat(confirm(RIGHT, null)).isEqualTo(Outcome.LOCKED);
        assertThat(audit.getLast()).isEqualTo(AuditEvent.refused(DOCTOR.actor(), AuditAction.REPORT_SIGN, "doctor")
                .with(Map.of("reason", "locked")));
        assertThat(get(logIn.logIn(new LogIn.Claim("doctor", RIGHT, null, new From("10.0.0.9", "request")))))
                .isEqualTo(new LogInResult.Locked(Duration.ofMinutes(15)));
        assertThat(audit).filteredOn(event -> event.action() == AuditAction.REPORT_SIGN).hasSize(6);
    }

    @Test
    void manyAtOnceAreNoWayAroundTheLock() {
        List<CompletionStage<Outcome>> tries = IntStream.range(0, 9).mapToObj(i -> confirmation.confirm(DOCTOR,
                new Confirmation.Proof("wrong " + i, null), AuditAction.REPORT_SIGN)).toList();
        List<Outcome> outcomes = tries.stream().map(ConfirmationTest::get).toList();
        assertThat(outcomes).filteredOn(Outcome.WRONG::equals).hasSize(5);
        assertThat(outcomes).filteredOn(Outcome.LOCKED::equals).hasSize(4);
    }

    @Test
    void wantsTheCodeOfThoseWhoHaveASecondFactor() {
        IntFunction<String> codes = enrol();
        assertThat(confirm(RIGHT, null)).isEqualTo(Outcome.CODE_NEEDED);
        assertThat(audit).as("it is no wrong proof").isEmpty();
        assertThat(confirm(RIGHT, codes.apply(0))).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void tellsNobodyWithoutThePasswordOfTheSecondFactor() {
        IntFunction<String> codes = enrol();
        assertThat(confirm("wrong", null)).isEqualTo(Outcome.WRONG);
        assertThat(confirm("wrong", codes.apply(0))).isEqualTo(Outcome.WRONG);
        assertThat(confirm(RIGHT, codes.apply(0))).as("it was not used up").isEqualTo(Outcome.RIGHT);
    }

    @Test
    void aWrongCodeIsOnRecordAndCounts() {
        enrol();
        assertThat(confirm(RIGHT, "not a code")).isEqualTo(Outcome.WRONG);
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.REPORT_SIGN);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILED);
            assertThat(event.details()).isEqualTo(Map.of("reason", "second factor"));
        });
        assertThat(accounts.attempts("doctor")).isEqualTo(1);
    }

    @Test
    void fiveWrongCodesLockHoweverRightThePassword() {
        IntFunction<String> codes = enrol();
        assertThat(IntStream.range(0, 5).mapToObj(i -> confirm(RIGHT, "no code " + i))).containsOnly(Outcome.WRONG);
        assertThat(confirm(RIGHT, codes.apply(0))).isEqualTo(Outcome.LOCKED);
    }

    @Test
    void aCodeWorksOnce() {
        IntFunction<String> codes = enrol();
        assertThat(confirm(RIGHT, codes.apply(0))).isEqualTo(Outcome.RIGHT);
        assertThat(confirm(RIGHT, codes.apply(0))).isEqualTo(Outcome.WRONG);
        seconds.addAndGet(30);
        assertThat(confirm(RIGHT, " " + codes.apply(0) + " ")).as("the next one").isEqualTo(Outcome.RIGHT);
    }

    @Test
    void aCodeThatOpenedASessionConfirmsNothing() {
        IntFunction<String> codes = enrol();
        assertThat(get(logIn.logIn(new LogIn.Claim("doctor", RIGHT, codes.apply(0), new From("10.0.0.7", "r")))))
                .isInstanceOf(LogInResult.Admitted.class);
        assertThat(confirm(RIGHT, codes.apply(0))).isEqualTo(Outcome.WRONG);
    }

    @Test
    void aRecoveryCodeWorksOnce() {
        enrol();
        assertThat(confirm(RIGHT, recovery.getFirst())).isEqualTo(Outcome.RIGHT);
        assertThat(confirm(RIGHT, recovery.getFirst())).isEqualTo(Outcome.WRONG);
        assertThat(confirm(RIGHT, recovery.getLast())).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void anAccountThatIsGoneConfirmsNothing() {
        accounts.accounts.clear();
        assertThat(confirm(RIGHT, null)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void nothingIsRightWhileTheAccountsAreAway() {
        accounts.away = true;
        assertThatThrownBy(() -> confirm(RIGHT, null)).hasCauseInstanceOf(AccessUnavailableException.class);
    }

    @Test
    void aProofTellsNothingToLogs() {
        assertThat(new Confirmation.Proof(RIGHT, "123456").toString()).doesNotContain(RIGHT, "123456");
    }
}
