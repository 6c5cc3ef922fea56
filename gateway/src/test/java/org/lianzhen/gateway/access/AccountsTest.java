package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Account.State;
import org.lianzhen.gateway.access.AccountResult.Reason;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** Accounts made, changed and given new passwords, by administrators and by their owners. */
class AccountsTest {
    private static final String GOOD = "a long enough pass";
    private static final Caller ADMIN = new Caller("admin", "CH1", Set.of(Role.SECURITY_ADMIN), "10.0.0.1");
    private static final Account DOCTOR = new Account("doctor", "王医生", "TS1", Set.of(Role.TOWNSHIP_DOCTOR),
            State.ACTIVE,
            false, Account.Kind.PERSON, "");

    private final MemoryAccounts store = new MemoryAccounts();
    private final MemorySessions sessions = new MemorySessions();
    private final PasswordHasher hasher = new PasswordHasher();
    private final LoggedIn loggedIn = new LoggedIn(sessions);
    private final LogIn.Base base = new LogIn.Base(store, sessions, hasher,
            new SecondFactors(new MemoryFactors(), store, MemoryFactors.box(), InstantSource.system()),
            event -> CompletableFuture.completedStage(null));
    private final Accounts accounts = new Accounts(base, loggedIn, Set.of("TS1", "CH1")::contains);
    private final LogIn logIn = new LogIn(base);
    private final OwnPassword own = new OwnPassword(store, hasher, logIn, loggedIn);

    @BeforeEach
    void putAccounts() {
        store.put(DOCTOR, "demo");
    }

    @AfterEach
    void close() {
        hasher.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static void isRefused(CompletionStage<AccountResult> stage, Reason reason) {
        assertThat(get(stage)).isInstanceOfSatisfying(AccountResult.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).endsWith(".");
        });
    }

    private static Account called(String name) {
        return new Account(name, "X", "TS1", Set.of(Role.TECHNOLOGIST, Role.CLINICIAN), State.ACTIVE, false,
                Account.Kind.PERSON, "");
    }

    @Test
    void makesAccountsWhosePasswordsMustBeChanged() {
        AccountResult made = get(accounts.create(ADMIN, called("li.si"), GOOD));
        assertThat(made).isInstanceOfSatisfying(AccountResult.Done.class,
                done -> assertThat(done.account().mustChange()).isTrue());
        assertThat(store.events).containsExactly(AuditEvent
                .success(new AuditEvent.Actor("admin", "SECURITY_ADMIN", "CH1", "10.0.0.1"), AuditAction.ACCOUNT_CHANGE,
                        "li.si")
                .with(Map.of("change", "create", "state", "ACTIVE", "unit", "TS1", "roles",
                        "CLINICIAN,TECHNOLOGIST")));
        assertThat(PasswordHash.matches(GOOD, store.accounts.get("li.si").passwordHash())).isTrue();
        isRefused(accounts.create(ADMIN, called("li.si"), GOOD), Reason.TAKEN);
    }

    @Test
    void refusesAccountsThatBreakARule() {
        isRefused(accounts.create(ADMIN, called("Li Si"), GOOD), Reason.INVALID);
        isRefused(accounts.create(ADMIN, called("li.si"), "short"), Reason.INVALID);
        isRefused(accounts.create(ADMIN, called("li.si"), "li.si and more"), Reason.INVALID);
        isRefused(
                accounts.create(ADMIN,
                        new Account("a", " ", "TS1", Set.of(Role.HIS), State.ACTIVE, false, Account.Kind.PERSON, ""),
                        GOOD),
                Reason.INVALID);
        isRefused(accounts.create(ADMIN,
                new Account("a", "A", "NOWHERE", Set.of(Role.HIS), State.ACTIVE, false, Account.Kind.PERSON, ""), GOOD),
                Reason.INVALID);
        isRefused(
                accounts.create(ADMIN,
                        new Account("a", "A", "TS1", Set.of(), State.ACTIVE, false, Account.Kind.PERSON, ""),
                        GOOD),
                Reason.INVALID);
        assertThat(store.accounts).containsOnlyKeys("doctor");
        assertThat(store.events).isEmpty();
    }

    private static Account numbered(String name, String unit, String number) {
        return new Account(name, "X", unit, Set.of(Role.CLINICIAN), State.ACTIVE, false, Account.Kind.PERSON, number);
    }

    @Test
    void aStaffNumberIsOnePersonsOfAUnit() {
        assertThat(get(accounts.create(ADMIN, numbered("a", "TS1", "0117"), GOOD)))
                .isInstanceOf(AccountResult.Done.class);
        assertThat(store.events.getLast().details()).containsEntry("staffNumber", "0117");
        isRefused(accounts.create(ADMIN, numbered("b", "TS1", "0117"), GOOD), Reason.NUMBER_TAKEN);
        isRefused(accounts.change(ADMIN, DOCTOR, numbered("doctor", "TS1", "0117")), Reason.NUMBER_TAKEN);
        assertThat(get(accounts.create(ADMIN, numbered("b", "CH1", "0117"), GOOD))).as("of another unit")
                .isInstanceOf(AccountResult.Done.class);
        Account own = get(accounts.find("a")).orElseThrow();
        Account disabled = new Account("a", "Y", "TS1", own.roles(), State.ACTIVE, own.mustChange(), own.kind(),
                "0117");
        assertThat(get(accounts.change(ADMIN, own, disabled))).as("its own")
                .isEqualTo(new AccountResult.Done(disabled));
        isRefused(accounts.create(ADMIN, numbered("c", "TS1", "1\\2"), GOOD), Reason.INVALID);
        isRefused(accounts.create(ADMIN, numbered("c", "TS1", "x".repeat(65)), GOOD), Reason.INVALID);
    }

    @Test
    void changesTakeEffectOnSessionsAtOnce() {
        String token = "token";
        get(sessions.open(new SessionStore.Opening(new UUID(0, 1), DOCTOR, "", Tokens.hash(token), "", false),
                AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.LOGIN, "")));
        assertThat(get(loggedIn.find(token, new From("", ""), true))).isPresent();
        sessions.open.clear();
        assertThat(get(loggedIn.find(token, new From("", ""), true))).as("still remembered").isPresent();
        var disabled = new Account("doctor", "王医生", "TS1", DOCTOR.roles(), State.DISABLED, false, Account.Kind.PERSON,
                "");
        assertThat(get(accounts.change(ADMIN, DOCTOR, disabled))).isEqualTo(new AccountResult.Done(disabled));
        assertThat(get(loggedIn.find(token, new From("", ""), true))).isEmpty();
        assertThat(get(accounts.find("doctor"))).contains(disabled);
    }

    @Test
    void ofTwoChangesOfTheSameThingOnlyOneIsDone() {
        var disabled = new Account("doctor", "王医生", "TS1", DOCTOR.roles(), State.DISABLED, false, Account.Kind.PERSON,
                "");
        var moved = new Account("doctor", "王医生", "CH1", DOCTOR.roles(), State.ACTIVE, false, Account.Kind.PERSON, "");
        assertThat(get(accounts.change(ADMIN, DOCTOR, disabled))).isInstanceOf(AccountResult.Done.class);
        isRefused(accounts.change(ADMIN, DOCTOR, moved), Reason.STALE);
        assertThat(get(accounts.find("doctor"))).as("the first is not lost").contains(disabled);
        assertThat(store.events).hasSize(1);
    }

    @Test
    void nobodyChangesTheRightsOfAnAccountOfTheirOwn() {
        isRefused(accounts.change(ADMIN, called("admin"), called("admin")), Reason.OWN_ACCOUNT);
        isRefused(accounts.reset(ADMIN, "admin", GOOD), Reason.OWN_ACCOUNT);
        isRefused(accounts.change(ADMIN, called("nobody"), called("nobody")), Reason.MISSING);
        isRefused(accounts.reset(ADMIN, "nobody", GOOD), Reason.MISSING);
        isRefused(accounts.reset(ADMIN, "doctor", "short"), Reason.INVALID);
    }

    @Test
    void setsAForgottenPassword() {
        assertThat(get(accounts.reset(ADMIN, "doctor", GOOD))).isInstanceOf(AccountResult.Done.class);
        assertThat(store.lastPassword).isNotNull().satisfies(password -> {
            assertThat(password.mustChange()).isTrue();
            assertThat(password.kept()).as("all sessions end").isNull();
            assertThat(PasswordHash.matches(GOOD, password.hash())).isTrue();
        });
        assertThat(store.events).singleElement().satisfies(event -> {
            assertThat(event.details()).containsEntry("change", "password");
            assertThat(event.toString()).doesNotContain(GOOD);
        });
    }

    @Test
    void listsPageByPage() {
        store.put(called("a"), "demo");
        assertThat(get(accounts.list("", 1))).extracting(Account::name).containsExactly("a");
        assertThat(get(accounts.list("a", 10))).extracting(Account::name).containsExactly("doctor");
    }

    @Test
    void ownersChangeTheirPasswordsAndKeepTheSessionAtHand() {
        UUID id = new UUID(0, 7);
        var session = new Sessions.Session(new Caller("doctor", "TS1", Set.of(), "10.0.0.5"), "csrf", id,
                new Sessions.Standing("王医生", true, false, false, 15, false));
        isRefused(own.change(session, "wrong", GOOD), Reason.WRONG_PASSWORD);
        isRefused(own.change(session, "demo", "short"), Reason.INVALID);
        isRefused(own.change(session, GOOD, GOOD), Reason.INVALID);
        assertThat(store.lastPassword).isNull();

        assertThat(get(own.change(session, "demo", GOOD))).isInstanceOf(AccountResult.Done.class);
        assertThat(store.lastPassword).isNotNull().satisfies(password -> {
            assertThat(password.kept()).isEqualTo(id);
            assertThat(password.mustChange()).isFalse();
        });
        assertThat(store.events).last().satisfies(event -> assertThat(event.actor().source()).isEqualTo("10.0.0.5"));
        store.lock("doctor", Duration.ofMinutes(1));
        isRefused(own.change(session, GOOD, GOOD + "!"), Reason.LOCKED);
    }

    @Test
    void theFirstAdministratorIsAloneAndMustChangeThePassword() {
        var first = new FirstAccounts(store, hasher);
        assertThat(get(first.administrator())).as("there is an account").isEmpty();
        store.accounts.clear();
        assertThat(get(first.administrator())).hasValueSatisfying(password -> assertThat(
                PasswordHash.matches(password, store.accounts.get("admin").passwordHash())).isTrue());
        assertThat(store.accounts.get("admin").account().mustChange()).isTrue();
        assertThat(store.accounts.get("admin").account().roles()).containsExactly(Role.SECURITY_ADMIN);
        assertThat(get(first.administrator())).isEmpty();
    }

    @Test
    void demonstrationAccountsThatAreThereStayAsTheyAre() {
        var first = new FirstAccounts(store, hasher);
        String before = store.accounts.get("doctor").passwordHash();
        get(first.demonstration(List.of(DOCTOR, called("other")), "demo"));
        assertThat(store.accounts.get("doctor").passwordHash()).isEqualTo(before);
        assertThat(PasswordHash.matches("demo", store.accounts.get("other").passwordHash())).isTrue();
        assertThat(store.events).hasSize(1);
    }
}
