package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.conflict.Alerts;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.TestCalendars;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Notice;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.notify.WithoutStore;
import org.lianzhen.gateway.postgres.access.PostgresProgramStore;
import org.lianzhen.gateway.postgres.notify.NoticeStand;

class OwnMattersIT {
    private static final ChannelSettings.Rules RULES = new ChannelSettings.Rules(Duration.ofMinutes(7),
            Duration.ofHours(2), 36, 10);

    private final NoticeStand stand = new NoticeStand();
    private final OwnMatters matters = new OwnMatters(TestMembers.of("""
            consortia: [{code: XX1, name: x, mode: COUNTY_RURAL_INTEGRATION, leadUnits: [CH1]}]
            units: [{code: TS1, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
            """), () -> RULES, stand.clock);

    @AfterEach
    void close() {
        stand.close();
    }

    private void round(Watch watch) {
        Await.result(watch.round(stand.notices, stand.store));
    }

    private List<Notice> notices(Notice.@Nullable State state) {
        return Await.result(stand.store.list(new NoticeStore.Selection(null, null,
                state == null ? NoticeStore.Filter.ALL : NoticeStore.Filter.of(state), null, 50)));
    }

    @Test
    void lowSpaceIsAMatterOfThoseWhoRunTheGatewayUntilThereIsRoom() {
        var low = new AtomicBoolean();
        Watch watch = matters.space("/data", low::get);
        round(watch);
        assertThat(notices(null)).isEmpty();
        low.set(true);
        round(watch);
        round(watch);
        assertThat(notices(Notice.State.OPEN)).singleElement().satisfies(notice -> {
            assertThat(notice.matter().kind()).isEqualTo("space-low");
            assertThat(notice.matter().unit()).isEqualTo("CH1");
            assertThat(notice.matter().ladder().steps().getFirst())
                    .isEqualTo(new Ladder.Step(Duty.SYSTEM, "CH1", Duration.ofMinutes(7)));
        });
        round(matters.space("/elsewhere", () -> false));
        assertThat(notices(Notice.State.OPEN)).as("another process has room").hasSize(1);
        low.set(false);
        round(watch);
        assertThat(notices(Notice.State.OPEN)).isEmpty();
        low.set(true);
        round(watch);
        assertThat(notices(Notice.State.OPEN)).hasSize(1);
    }

    @Test
    void missingHolidaysAreAMatterFromDecemberUntilTheyAreThere() {
        var calendar = new CalendarDirectory(new TestCalendars());
        Watch watch = matters.holidays(calendar::calendar);
        round(watch);
        assertThat(notices(null)).as("in June").isEmpty();
        stand.clock.pass(Duration.between(stand.clock.instant(), Instant.parse("2026-11-30T16:00:00Z")));
        round(watch);
        assertThat(notices(Notice.State.OPEN)).singleElement()
                .satisfies(notice -> assertThat(notice.matter().subject().parameters())
                        .isEqualTo(Map.of("year", "2027")));
        Await.result(calendar.replace(0, "office", """
                hours: ["08:00-12:00"]
                years: [{year: 2026, source: x}, {year: 2027, source: x}]
                """, AuditEvent.success(
                AuditEvent.Actor.GATEWAY,
                AuditAction.CALENDAR_CHANGE, "calendar/1")));
        round(watch);
        assertThat(notices(Notice.State.OPEN)).isEmpty();
    }

    private DestinationLoad load(String code, DestinationLoad.Open open, Duration waiting) {
        return new DestinationLoad(code, open, 0, stand.clock.instant().minus(waiting),
                new DestinationLoad.Lately(0, 0), new DestinationLoad.Proofs(0, 0, 0, 0));
    }

    private static LineState line(double trouble) {
        return new LineState(0, 1, 1, 1, trouble);
    }

    @Test
    void aDestinationThatHasTakenNothingForLongIsAMatter() {
        var waiting = new DestinationLoad.Open(1, 1, 0, 0);
        var held = new DestinationLoad.Open(0, 0, 5, 5);
        Duration longer = RULES.stuck().plusSeconds(1);
        Map<String, LineState> lines = Map.of("BUSY", line(0.2), "SILENT", line(1), "SOON", line(1), "HELD", line(1));
        Watch watch = matters.destinations(() -> CompletableFuture.completedStage(List.of(
                load("BUSY", waiting, longer), load("SILENT", waiting, longer.multipliedBy(3)),
                load("SOON", waiting, RULES.stuck().minusSeconds(1)), load("HELD", held, longer),
                load("UNTRIED", waiting, longer))), code -> Optional.ofNullable(lines.get(code)));
        round(watch);
        assertThat(notices(null)).extracting(notice -> notice.matter().key())
                .containsExactlyInAnyOrder("destination-stuck/SILENT", "destination-stuck/UNTRIED");
        assertThat(notices(null)).extracting(notice -> notice.matter().subject().parameters().get("hours"))
                .containsExactlyInAnyOrder("6", "2");
    }

    @Test
    void whoRunsTheGatewayIsToldWithoutADatabaseAndItIsWrittenDownAfterwards() {
        stand.onDuty(Duty.SYSTEM, "a");
        List<String> told = new ArrayList<>();
        var away = new DatabaseAway(stand.rosters, stand.notices, matters::technical, new WithoutStore(
                Map.of(ChannelKind.BROWSER, message -> {
                    told.add(message.person().account() + " of " + message.matter().kind());
                    return CompletableFuture.completedStage(new Channel.Outcome.Delivered(""));
                }), () -> Set.of(ChannelKind.BROWSER),
                new WithoutStore.Rules(stand.clock, Duration.ofSeconds(30))));
        Await.result(away.look(true));
        Await.result(away.look(false));
        stand.clock.pass(Duration.ofSeconds(30));
        Await.result(away.look(false));
        assertThat(told).containsExactly("a of database-away");
        assertThat(notices(null)).isEmpty();
        Await.result(away.look(true));
        Await.result(away.look(true));
        assertThat(notices(Notice.State.OPEN)).singleElement()
                .satisfies(notice -> assertThat(notice.matter().subject().parameters())
                        .isEqualTo(Map.of("since", "2026-06-01 12:00:00")));
    }

    /** Open alerts of some units. */
    private record Open(List<Alert> all) implements Alerts {
        @Override
        public CompletionStage<List<Alert>> open(Set<String> units, Search.Page page) {
            return CompletableFuture
                    .completedStage(all.stream().filter(alert -> units.contains(alert.unit())).toList());
        }

        @Override
        public CompletionStage<Decision.Result> settle(Decision decision) {
            throw new AssertionError("nobody decides here");
        }
    }

    @Test
    void contradictionsAreAMatterOfTheirUnit() {
        Alerts.Alert alert = new Alerts.Alert(UUID.randomUUID(), "TS1", "x", UUID.randomUUID(), Instant.EPOCH);
        round(matters.contradictions(new Open(List.of(alert, alert))));
        assertThat(notices(Notice.State.OPEN)).singleElement().satisfies(notice -> {
            assertThat(notice.matter().unit()).isEqualTo("TS1");
            assertThat(notice.matter().subject().parameters()).isEqualTo(Map.of("count", "2"));
        });
        round(matters.contradictions(new Open(List.of())));
        assertThat(notices(Notice.State.OPEN)).isEmpty();
    }

    private void program(String name, String state, Duration good) {
        stand.database.rows("insert into account (name, unit, display_name, roles, state, password_hash, must_change,"
                + " kind) values ($1, 'CH1', 'x', '{HIS}', $2, 'x', false, 'PROGRAM')", name, state);
        stand.database.rows("insert into program_key (key_id, account, unit, algorithm, material, author, expires_at,"
                + " addresses) values ($1 || '-1', $1, 'CH1', 'ED25519', 'x', 'admin', $2, '{}'),"
                + " ($1 || '-2', $1, 'CH1', 'ED25519', 'x', 'admin', null, '{}')",
                name, stand.clock.instant().plus(good).atOffset(ZoneOffset.UTC));
    }

    @Test
    void aKeyThatEndsSoonIsAMatterUntilItIsTakenAway() {
        program("his", "ACTIVE", Duration.ofDays(11));
        program("gone", "DISABLED", Duration.ofDays(1));
        Watch watch = matters.programKeys(new PostgresProgramStore(stand.database.pool()));
        round(watch);
        assertThat(notices(null)).as("good for longer, or nobody's").isEmpty();
        stand.clock.pass(Duration.ofDays(2));
        round(watch);
        round(watch);
        assertThat(notices(Notice.State.OPEN)).singleElement().satisfies(notice -> {
            assertThat(notice.matter().key()).isEqualTo("program-key-ends/his-1");
            assertThat(notice.matter().ladder().steps().getFirst().duty()).isEqualTo(Duty.SECURITY);
            assertThat(notice.matter().subject().parameters())
                    .isEqualTo(Map.of("account", "his", "key", "his-1", "end", "2026-06-12 12:00:00"));
        });
        stand.clock.pass(Duration.ofDays(20));
        round(watch);
        assertThat(notices(Notice.State.OPEN)).as("after its end all the more").hasSize(1);
        stand.database.rows("delete from program_key where key_id = 'his-1'");
        round(watch);
        assertThat(notices(Notice.State.OPEN)).isEmpty();
    }
}
