package org.lianzhen.gateway.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.AccessRules;
import org.lianzhen.gateway.access.AccessUnavailableException;
import org.lianzhen.gateway.access.Account;
import org.lianzhen.gateway.access.AccountStore.Credential;
import org.lianzhen.gateway.access.AccountStore.NewPassword;
import org.lianzhen.gateway.access.AddressBinding;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.SessionStore.Facts;
import org.lianzhen.gateway.access.SessionStore.Open;
import org.lianzhen.gateway.access.SessionStore.Opening;
import org.lianzhen.gateway.access.SessionStore.Used;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Accounts and sessions as rows, each change together with its event. */
@Timeout(120)
class PostgresAccessIT {
    private static final AuditEvent EVENT = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ACCOUNT_CHANGE,
            "x");
    private static final Account DOCTOR = new Account("doctor", "王医生", "TS1",
            Set.of(Role.TOWNSHIP_DOCTOR, Role.EXPERT), Account.State.ACTIVE, true, Account.Kind.PERSON, "");

    private TestPostgres database;
    private PostgresAccountStore accounts;
    private PostgresSessionStore sessions;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        accounts = new PostgresAccountStore(database.pool());
        sessions = new PostgresSessionStore(database.pool());
        assertThat(get(accounts.create(DOCTOR, "hash", EVENT))).isTrue();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private long events() {
        return (Long) database.value("select count(*) from audit_event");
    }

    private Credential doctor() {
        return get(accounts.find("doctor")).orElseThrow();
    }

    @Test
    void keepsAllOfAnAccount() {
        assertThat(doctor()).isEqualTo(new Credential(DOCTOR, "hash"));
        assertThat(get(accounts.find("nobody"))).isEmpty();
        assertThat(get(accounts.list("", 10))).containsExactly(DOCTOR);
        assertThat(get(accounts.list("doctor", 10))).isEmpty();
        assertThat(get(accounts.rules())).isEqualTo(new AccessRules(
                new AccessRules.LogIns(5, Duration.ofMinutes(15), 60),
                new AccessRules.SessionTimes(Duration.ofMinutes(15), Duration.ofHours(12), AddressBinding.EXACT),
                Set.of(Role.RADIOLOGIST, Role.SENIOR_RADIOLOGIST, Role.EXPERT, Role.GUEST_EXPERT,
                        Role.SECURITY_ADMIN, Role.SYS_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR),
                new AccessRules.Emergencies(Set.of(Role.TOWNSHIP_DOCTOR, Role.CLINICIAN, Role.RADIOLOGIST,
                        Role.SENIOR_RADIOLOGIST), Duration.ofHours(4), Duration.ofHours(24))));
    }

    @Test
    void aStaffNumberBelongsToOnePersonOfAUnit() {
        var numbered = new Account("doctor", "王医生", "TS1", DOCTOR.roles(), Account.State.ACTIVE, true,
                Account.Kind.PERSON, "0117");
        assertThat(get(accounts.change(DOCTOR, numbered, EVENT))).isTrue();
        assertThat(get(accounts.change(DOCTOR, numbered, EVENT))).as("it is another by now").isFalse();
        assertThat(doctor().account()).isEqualTo(numbered);
        assertThat(get(accounts.numbered("TS1", "0117"))).contains("doctor");
        assertThat(get(accounts.numbered("TS2", "0117"))).isEmpty();
        var second = new Account("second", "王医生", "TS1", DOCTOR.roles(), Account.State.ACTIVE, true,
                Account.Kind.PERSON, "0117");
        assertThatThrownBy(() -> get(accounts.create(second, "hash", EVENT)))
                .hasCauseInstanceOf(AccessUnavailableException.class);
        assertThat(get(accounts.find("second"))).isEmpty();
    }

    @Test
    void keepsNoEventOfWhatWasNotDone() {
        assertThat(get(accounts.create(DOCTOR, "other", EVENT))).isFalse();
        assertThat(get(accounts.createFirst(DOCTOR, "other", EVENT))).isFalse();
        var nobody = new Account("nobody", "N", "TS1", Set.of(Role.HIS), Account.State.ACTIVE, false,
                Account.Kind.PERSON, "");
        assertThat(get(accounts.change(nobody, nobody, EVENT))).isFalse();
        assertThat(get(accounts.changePassword(new NewPassword("nobody", "h", false, null), EVENT))).isFalse();
        assertThat(get(sessions.end("doctor", new UUID(0, 1), EVENT))).isFalse();
        assertThat(events()).as("of the account that was made").isEqualTo(1);
        assertThat(doctor().passwordHash()).isEqualTo("hash");
    }

    @Test
    void locksAtTheFifthFailureAndCountsAnewAfterwards() {
        for (String name : List.of("doctor", "nobody", "#x")) {
            for (int i = 0; i < 5; i++) {
                assertThat(get(accounts.attempt(name))).as("%s, %d", name, i).isZero();
            }
            assertThat(get(accounts.attempt(name))).as("the sixth is not looked at")
                    .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        }
        database.rows("update log_in_failure set locked_until = now() - interval '1 second'");
        for (String name : List.of("doctor", "nobody")) {
            assertThat(get(accounts.attempt(name))).isZero();
        }
        assertThat(database.rows("select failures, locked_until is null from log_in_failure where failures > 0"))
                .containsExactly(List.of(1, true), List.of(1, true));
    }

    @Test
    void keepsNothingOfNamesThatNobodyHasButTheirGroup() {
        get(accounts.attempt("my secret password"));
        get(accounts.attempt("doctor"));
        List<List<Object>> names = database.rows("select name from log_in_failure order by name");
        assertThat(names).hasSize(2).last().isEqualTo(List.of("doctor"));
        assertThat(String.valueOf(names.getFirst().getFirst())).matches("#[0-9]{1,5}");
        database.rows("update access_rule set name_secret = gen_random_uuid()");
        get(accounts.attempt("my secret password"));
        assertThat(database.value("select count(*) from log_in_failure where name like '#%'"))
                .as("nobody can tell the groups beforehand").isEqualTo(2L);
    }

    @Test
    void oneFailureMayBeEnough() {
        database.rows("update access_rule set failures_until_lock = 1");
        for (String name : List.of("doctor", "nobody")) {
            assertThat(get(accounts.attempt(name))).isZero();
            assertThat(get(accounts.attempt(name))).isPositive();
        }
    }

    @Test
    void looksAtFiveOfManyThatAreTriedAtTheSameTime() {
        for (String name : List.of("doctor", "nobody")) {
            List<CompletionStage<Duration>> tries = IntStream.range(0, 30).mapToObj(i -> accounts.attempt(name))
                    .toList();
            assertThat(tries.stream().map(PostgresAccessIT::get).filter(Duration::isZero)).as(name).hasSize(5);
        }
    }

    @Test
    void opensNoSessionOfAnAccountThatIsAnotherByNow() {
        database.rows("update account set password_hash = 'new'");
        assertThat(get(open("old password"))).isFalse();
        database.rows("update account set password_hash = 'hash', state = 'DISABLED'");
        assertThat(get(open("disabled"))).isFalse();
        assertThat(database.value("select count(*) from login_session")).isEqualTo(0L);
        assertThat(events()).as("of the account that was made").isEqualTo(1);
        database.rows("update account set state = 'ACTIVE'");
        assertThat(get(open("right"))).isTrue();
    }

    @Test
    void aSessionWaitsForWhoeverChangesTheAccount() {
        var administrator = database.pool().getConnection().await();
        var change = administrator.begin().await();
        administrator.query("update account set state = 'DISABLED'").execute().await();
        CompletionStage<Boolean> opened = open("late");
        Await.until("it waits", () -> (Long) database.value("select count(*) from pg_stat_activity where "
                + "datname = current_database() and wait_event_type = 'Lock'") == 1);
        change.commit().await();
        administrator.close().await();
        assertThat(get(opened)).isFalse();
    }

    private CompletionStage<Boolean> open(String tokenHash) {
        return sessions.open(new Opening(UUID.randomUUID(), DOCTOR, "hash", tokenHash, "10.0.0.3", false), EVENT);
    }

    @Test
    void ofTwoChangesOfTheSameThingOnlyOneIsDone() {
        var disabled = new Account("doctor", "王医生", "TS1", DOCTOR.roles(), Account.State.DISABLED, true,
                Account.Kind.PERSON, "");
        var moved = new Account("doctor", "王医生", "CH1", DOCTOR.roles(), Account.State.ACTIVE, true,
                Account.Kind.PERSON, "");
        assertThat(get(accounts.change(DOCTOR, disabled, EVENT))).isTrue();
        assertThat(get(accounts.change(DOCTOR, moved, EVENT))).isFalse();
        assertThat(doctor().account()).isEqualTo(disabled);
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void aNewPasswordTakesTheLockOffAndEndsOtherSessions() {
        UUID here = openSession("here");
        openSession("there");
        for (int i = 0; i < 5; i++) {
            get(accounts.attempt("doctor"));
        }
        assertThat(get(accounts.attempt("doctor"))).isPositive();
        assertThat(get(accounts.changePassword(new NewPassword("doctor", "new", false, here), EVENT))).isTrue();
        assertThat(doctor().passwordHash()).isEqualTo("new");
        assertThat(get(accounts.attempt("doctor"))).isZero();
        assertThat(doctor().account().mustChange()).isFalse();
        assertThat(get(sessions.use("here", true))).isPresent();
        assertThat(get(sessions.use("there", true))).isEmpty();
    }

    private UUID openSession(String hash) {
        UUID id = UUID.randomUUID();
        assertThat(get(sessions.open(new Opening(id, DOCTOR, doctor().passwordHash(), hash, "10.0.0.3", false), EVENT)))
                .isTrue();
        return id;
    }

    @Test
    void opensUsesListsAndEndsSessions() {
        UUID first = openSession("first");
        UUID second = openSession("second");
        assertThat(get(sessions.use("first", true))).isEqualTo(Optional.of(new Used(first, DOCTOR,
                new Facts("10.0.0.3", AddressBinding.EXACT, false, 15, true, false, Set.of()))));
        assertThat(get(sessions.list("doctor"))).extracting(Open::id).containsExactly(second, first);
        Open open = get(sessions.list("doctor")).getFirst();
        assertThat(open.source()).isEqualTo("10.0.0.3");
        assertThat(Duration.between(open.openedAt(), open.endsAt())).isEqualTo(Duration.ofHours(12));
        assertThat(get(sessions.end("somebody", first, EVENT))).isFalse();
        assertThat(get(sessions.end("doctor", first, EVENT))).isTrue();
        assertThat(get(sessions.use("first", true))).isEmpty();
        assertThat(get(sessions.use("second", true))).isPresent();
    }

    @Test
    void sessionsOfADisabledAccountAreNotInForce() {
        openSession("one");
        database.rows("update account set state = 'DISABLED'");
        assertThat(get(sessions.use("one", true))).isEmpty();
    }

    @Test
    void lifetimesAreData() {
        openSession("one");
        database.rows("update login_session set last_used_at = now() - interval '20 minutes'");
        database.rows("update access_rule set idle_minutes = 30, session_hours = 1");
        assertThat(get(sessions.use("one", false)).orElseThrow().facts().locked()).isFalse();
        assertThat(database.value("select last_used_at < now() - interval '19 minutes' from login_session"))
                .as("a page that asks by itself is nobody").isEqualTo(true);
        database.rows("update access_rule set idle_minutes = 10");
        assertThat(get(sessions.use("one", true)).orElseThrow().facts().locked()).isTrue();
        assertThat(get(sessions.use("one", true)).orElseThrow().facts().locked()).as("showing it is no use").isTrue();
        openSession("two");
        Open open = get(sessions.list("doctor")).getFirst();
        assertThat(Duration.between(open.openedAt(), open.endsAt())).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> database.rows("update access_rule set failures_until_lock = 0"))
                .hasMessageContaining("check");
    }

    @Test
    void keepsABoundedNumberOfSessionsOfAnAccount() {
        for (int i = 0; i < 55; i++) {
            openSession("hash " + i);
        }
        assertThat(get(sessions.list("doctor"))).hasSize(50);
        assertThat(get(sessions.use("hash 54", true))).isPresent();
        assertThat(get(sessions.use("hash 0", true))).isEmpty();
    }

    @Test
    void saysWhenItCannotTell() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var store = new PostgresAccountStore(away.pool());
            var open = new PostgresSessionStore(away.pool());
            for (CompletionStage<?> stage : List.of(store.rules(), store.find("x"), store.change(DOCTOR, DOCTOR, EVENT),
                    open.use("x", true), open.list("x"), open.end("x", new UUID(0, 1), EVENT))) {
                assertThatThrownBy(() -> get(stage)).hasCauseInstanceOf(AccessUnavailableException.class);
            }
        }
    }
}
