package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteMatch.Callers;
import org.lianzhen.gateway.route.RouteMatch.Contents;
import org.lianzhen.gateway.route.RouteMatch.Criterion;

class RoutingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Members MEMBERS = TestMembers.of("""
            units:
              - {code: TS1, name: x, kind: OTHER}
              - {code: CH1, name: x, kind: OTHER}
              - {code: CH2, name: x, kind: OTHER}
              - {code: CITY1, name: x, kind: OTHER, status: SUSPENDED}
            nodes:
              - {aeTitle: TS1PACS, unit: TS1}
              - {aeTitle: CH2PACS, unit: CH2}
            centres:
              - {code: CH1-IMG, name: x, service: IMAGING, owner: CH1}
              - {code: CITY-IMG, name: x, service: IMAGING, owner: CITY1}
              - {code: CH1-LAB, name: x, service: LAB, owner: CH1}
            agreements:
              - {owner: TS1, reader: CH1}
              - {owner: TS1, reader: CH2, services: [IMAGING], from: 2026-02-01, to: 2026-03-01}
              - {owner: TS1, reader: CITY1}
            """).members();
    private static final List<
            Destination> DESTINATIONS = List.of(new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 2),
                    new Destination("CH2", "CH2", new Address.Node("CH2PACS"), 2),
                    new Destination("CITY", "CITY1", new Address.Node("CITY1PACS"), 1));
    private static final RouteMatch ANY = match(Set.of(), Set.of());

    private static RouteMatch match(Set<String> modalities, Set<Urgency> urgencies) {
        return new RouteMatch(Set.of(), new Callers(Set.of(), Set.of()),
                new Contents(modalities, Set.of(), List.of(), ReportMatch.ANY), urgencies, List.of());
    }

    private static Route route(String code, RouteMatch match, @Nullable Urgency priority, String... destinations) {
        return new Route(code, code, match, List.of(destinations), priority, Period.ALWAYS, Route.State.ACTIVE);
    }

    private static Subject subject(String modality, Urgency urgency) {
        return new Subject("TS1", "TS1PACS", "LIANZHEN", new Subject.Content(modality, "CHEST", "胸部平扫 Chest plain"),
                urgency, DAY.atTime(LocalTime.of(9, 30)).atZone(ZoneId.of("Asia/Shanghai")));
    }

    private static Plan plan(Subject subject, Route... routes) {
        return new Routing(new Routes(7, Routes.USUAL_QUIET, List.of(routes), DESTINATIONS), MEMBERS).plan(subject);
    }

    private static List<String> destinations(Plan plan) {
        return plan.deliveries().stream().map(Plan.Delivery::destination).toList();
    }

    @Test
    void aRouteThatNamesNothingIsForEverything() {
        Plan plan = plan(subject("CT", Urgency.ROUTINE), route("all", ANY, null, "CH1"));
        assertThat(plan.deliveries()).containsExactly(new Plan.Delivery("CH1", Urgency.ROUTINE, "all",
                "PERIOD=2026-03-01 STATE=ACTIVE AGREEMENT=CH1"));
    }

    private static RouteMatch from(Set<String> units, String... sources) {
        return new RouteMatch(units, new Callers(Set.of(sources), Set.of()),
                new Contents(Set.of(), Set.of(), List.of(), ReportMatch.ANY), Set.of(), List.of());
    }

    private static List<String> concerning(String unit, LocalDate day, Route... all) {
        Routes told = new Routing(new Routes(7, Routes.USUAL_QUIET, List.of(all), DESTINATIONS), MEMBERS)
                .concerning(unit, day);
        assertThat(told.version()).isEqualTo(7);
        return Stream.concat(told.routes().stream().map(route -> route.code() + route.destinations()),
                told.destinations().stream().map(Destination::code).sorted()).toList();
    }

    @Test
    void aUnitIsConcernedByWhatMaySendFromItOrToIt() {
        Route all = route("all", ANY, null, "CH1", "CH2", "CITY");
        assertThat(concerning("TS1", DAY, all)).as("who may have it").containsExactly("all[CH1, CH2]", "CH1", "CH2");
        assertThat(concerning("TS1", DAY.plusDays(1), all)).as("its agreement has ended").containsExactly("all[CH1]",
                "CH1");
        assertThat(concerning("CH2", DAY, all)).as("the others are no matter of it").containsExactly("all[CH2]", "CH2");
        assertThat(concerning("CH2", DAY)).as("without a route").containsExactly("CH2");
        for (String none : List.of("CITY1", "NOBODY")) {
            assertThat(concerning(none, DAY, all)).as("takes no part").isEmpty();
        }
    }

    @Test
    void aUnitIsNotConcernedByWhatIsForOthersAlone() {
        Route others = route("others", from(Set.of("CH2")), null, "CH1");
        Route node = route("node", from(Set.of(), "CH2PACS"), null, "CH1");
        Route named = route("named", from(Set.of("TS1", "CH2"), "CH2PACS", "TS1PACS"), null, "CH1");
        Route account = route("account", from(Set.of(), "somebody"), null, "CH1");
        assertThat(concerning("TS1", DAY, others, node, named, account)).containsExactly("named[CH1]", "account[CH1]",
                "CH1");
        assertThat(concerning("CH1", DAY, others, node)).as("they may send to it").containsExactly("others[CH1]",
                "node[CH1]", "CH1");
    }

    @Test
    void theReasonTellsWhatTheRouteWentBy() {
        Plan plan = plan(subject("CT", Urgency.URGENT),
                route("ct", match(Set.of("CT", "DX"), Set.of(Urgency.URGENT)), null, "CH1"));
        assertThat(plan.deliveries().getFirst().reason()).startsWith("MODALITY=CT URGENCY=URGENT ");
    }

    @ParameterizedTest
    @CsvSource({ "TS1, TS2", "TS1PACS, TS2PACS", "LIANZHEN, EMERGENCY_AE", "CT, MR", "CHEST, HEAD", "chest, 头",
            "08:00-12:00, 12:00-08:00" })
    void everyCriterionHasASay(String fits, String other) {
        for (Criterion criterion : List.of(Criterion.UNIT, Criterion.SOURCE, Criterion.CALLED, Criterion.MODALITY,
                Criterion.BODY_PART, Criterion.PROCEDURE, Criterion.TIME)) {
            RouteMatch yes = only(criterion, fits);
            if (yes.examine(subject("CT", Urgency.ROUTINE)).stream().allMatch(RouteMatch.Finding::fits)) {
                assertThat(destinations(plan(subject("CT", Urgency.ROUTINE), route("r", yes, null, "CH1"))))
                        .containsExactly("CH1");
                Plan not = plan(subject("CT", Urgency.ROUTINE), route("r", only(criterion, other), null, "CH1"));
                assertThat(not.deliveries()).as(criterion.name()).isEmpty();
                assertThat(not.traces()).singleElement().satisfies(trace -> assertThat(trace.findings())
                        .filteredOn(finding -> !finding.fits()).extracting(RouteMatch.Finding::criterion)
                        .containsExactly(criterion));
                return;
            }
        }
        throw new AssertionError("no criterion is fit by " + fits);
    }

    private static RouteMatch only(Criterion criterion, String value) {
        Set<String> one = Set.of(value);
        return new RouteMatch(criterion == Criterion.UNIT ? one : Set.of(),
                new Callers(criterion == Criterion.SOURCE ? one : Set.of(),
                        criterion == Criterion.CALLED ? one : Set.of()),
                new Contents(criterion == Criterion.MODALITY ? one : Set.of(),
                        criterion == Criterion.BODY_PART ? one : Set.of(),
                        criterion == Criterion.PROCEDURE ? List.of(value) : List.of(), ReportMatch.ANY),
                Set.of(), criterion != Criterion.TIME ? List.of()
                        : Hours.parse(value) == null ? List.of(new Hours(LocalTime.of(1, 0), LocalTime.of(2, 0)))
                        : List.of(Objects.requireNonNull(Hours.parse(value))));
    }

    /** What a route takes, whether final reports alone, what comes, and whether it goes. */
    @ParameterizedTest
    @CsvSource({ "'', false, report/SR/PRELIMINARY, true", "'', true, report/SR/PRELIMINARY, false",
            "'', true, report/SR/FINAL, true", "'', true, LIANZHEN, true", "TEXT, false, report/SR/FINAL, true",
            "TEXT, false, report/PDF/FINAL, false", "TEXT, false, LIANZHEN, false",
            "PAGES, false, report/PDF/AMENDMENT, true", "PAGES, true, report/PDF/PRELIMINARY, false",
            "KEY_IMAGES, false, report/KOS/FINAL, true", "MEASUREMENTS, false, report/KOS/FINAL, false",
            "MEASUREMENTS, false, report/MEASUREMENTS/FINAL, true", "MEASUREMENTS, false, report/NOTE/AMENDMENT, true",
            "MEASUREMENTS, true, report/KOS/WITHDRAWAL, true", "NONE, false, report/KOS/WITHDRAWAL, false",
            "NONE, false, report/SR/FINAL, false", "NONE, false, LIANZHEN, true", "TEXT, false, report/SR, true" })
    void reportsGoWhereTheirPartsAreWanted(String kinds, boolean finalOnly, String called, boolean goes) {
        Set<ReportMatch.Kind> wanted = kinds.isEmpty() ? Set.of() : Set.of(ReportMatch.Kind.valueOf(kinds));
        var contents = new Contents(Set.of(), Set.of(), List.of(), new ReportMatch(wanted, finalOnly));
        var match = new RouteMatch(Set.of(), new Callers(Set.of(), Set.of()), contents, Set.of(), List.of());
        var subject = new Subject("TS1", "LIANZHEN", called, new Subject.Content("SR", "", ""), Urgency.ROUTINE,
                DAY.atTime(LocalTime.NOON).atZone(ZoneId.of("Asia/Shanghai")));
        assertThat(destinations(plan(subject, route("reports", match, null, "CH1"))))
                .isEqualTo(goes ? List.of("CH1") : List.of());
    }

    @Test
    void severalRoutesToOneDestinationSendOnceWithTheMostUrgentPriority() {
        Plan plan = plan(subject("CT", Urgency.ROUTINE), route("first", ANY, null, "CH1", "CH2"),
                route("soon", ANY, Urgency.URGENT, "CH1"), route("late", ANY, Urgency.BULK, "CH1"));
        assertThat(destinations(plan)).containsExactly("CH1", "CH2");
        assertThat(plan.deliveries().getFirst().priority()).isEqualTo(Urgency.URGENT);
        assertThat(plan.deliveries().getFirst().route()).isEqualTo("first");
        assertThat(plan.deliveries().getLast().priority()).isEqualTo(Urgency.ROUTINE);
        assertThat(plan.traces()).hasSize(4).allMatch(Plan.Trace::sends);
    }

    @Test
    void aRouteMakesNothingLessUrgent() {
        Plan plan = plan(subject("CT", Urgency.EMERGENCY), route("bulk", ANY, Urgency.BULK, "CH1"));
        assertThat(plan.deliveries().getFirst().priority()).isEqualTo(Urgency.EMERGENCY);
    }

    @Test
    void sendsNothingToWhoMayNotReadIt() {
        Plan plan = plan(subject("CT", Urgency.ROUTINE), route("all", ANY, null, "CH1", "CITY"));
        assertThat(destinations(plan)).containsExactly("CH1");
        assertThat(plan.traces().getLast()).satisfies(trace -> {
            assertThat(trace.destination()).isEqualTo("CITY");
            assertThat(trace.sends()).isFalse();
            assertThat(trace.findings().getLast())
                    .isEqualTo(new RouteMatch.Finding(Criterion.AGREEMENT, "CITY1", false));
        });
    }

    @ParameterizedTest
    @CsvSource({ "CH1-IMG, CH1, true", "CITY-IMG, CITY1, false", "CH1-LAB, '', false", "GONE, '', false" })
    void aCentreReadsForWhoeverRunsItNow(String centre, String owner, boolean sends) {
        var reading = new Destination("READ", "CH2", new Address.Centre(centre, null), 1);
        Plan plan = new Routing(
                new Routes(7, Routes.USUAL_QUIET, List.of(route("all", ANY, null, "READ")), List.of(reading)), MEMBERS)
                .plan(subject("CT", Urgency.ROUTINE));
        assertThat(plan.traces().getFirst().findings().getLast())
                .isEqualTo(new RouteMatch.Finding(Criterion.AGREEMENT, owner, sends));
        assertThat(plan.deliveries()).hasSize(sends ? 1 : 0);
    }

    @Test
    void priorsFollowToACentreWithARuleFromWhomItMayRead() {
        var rule = new Priors(3, 365, Set.of(), Urgency.BULK);
        var reading = new Destination("READ", "CH1", new Address.Centre("CH1-IMG", null, rule), 1);
        var routing = new Routing(new Routes(7, Routes.USUAL_QUIET, List.of(route("all", ANY, null, "READ", "CH1")),
                List.of(reading, DESTINATIONS.getFirst())), MEMBERS);
        assertThat(routing.plan(subject("CT", Urgency.ROUTINE)).deliveries()).extracting(Plan.Delivery::priors)
                .containsExactly(true, false);
        assertThat(routing.following("READ", DAY)).contains(new Routing.Following(rule, Set.of("TS1", "CH1")));
        assertThat(routing.following("CH1", DAY)).isEmpty();
        assertThat(routing.following("GONE", DAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-31, false", "2026-02-01, true", "2026-03-01, true", "2026-03-02, false" })
    void anAgreementThatHasEndedIsNone(LocalDate day, boolean sends) {
        Subject then = new Subject("TS1", "A", "B", new Subject.Content("CT", "", ""), Urgency.ROUTINE,
                day.atTime(23, 59).atZone(ZoneId.of("Asia/Shanghai")));
        assertThat(destinations(plan(then, route("all", ANY, null, "CH2")))).hasSize(sends ? 1 : 0);
    }

    @Test
    void whatIsProposedSendsNothingAndCanBeRehearsed() {
        var proposed = new Route("new", "new", ANY, List.of("CH1"), null, Period.ALWAYS, Route.State.PROPOSED);
        assertThat(plan(subject("CT", Urgency.ROUTINE), proposed).deliveries()).isEmpty();
        Plan rehearsed = new Routing(new Routes(7, Routes.USUAL_QUIET, List.of(proposed), DESTINATIONS), MEMBERS)
                .rehearse(subject("CT", Urgency.ROUTINE));
        assertThat(destinations(rehearsed)).containsExactly("CH1");
    }

    @ParameterizedTest
    @CsvSource({ "2026-02-28, 2026-02-28, false", "2026-03-01, 2026-03-01, true", "2026-03-02, 2026-04-01, false" })
    void aRouteIsInEffectInItsPeriod(LocalDate from, LocalDate to, boolean sends) {
        var route = new Route("r", "r", ANY, List.of("CH1"), null, new Period(from, to), Route.State.ACTIVE);
        assertThat(destinations(plan(subject("CT", Urgency.ROUTINE), route))).hasSize(sends ? 1 : 0);
    }

    @Test
    void aDestinationThatIsGoneIsSentNothing() {
        assertThat(plan(subject("CT", Urgency.ROUTINE), route("r", ANY, null, "GONE")).deliveries()).isEmpty();
    }

    @Test
    void tellsNothingOfThePatient() {
        Plan plan = plan(subject("CT", Urgency.ROUTINE), route("r", only(Criterion.PROCEDURE, "plain"), null, "CH1"));
        assertThat(plan.deliveries().getFirst().reason()).startsWith("PROCEDURE=plain ").doesNotContain("胸部");
    }

    @Test
    void aProcedureIsFoundInWhateverNamesIt() {
        var shown = new Subject.Content("CT", "CHEST", "\nThorax nativ\nRPCODE7");
        var unnamed = new Subject("TS1", "TS1PACS", "LIANZHEN", shown, Urgency.ROUTINE, TestRoutes.NOON);
        for (String piece : List.of("thorax", "rpcode7", "NATIV")) {
            assertThat(plan(unnamed, route("r", only(Criterion.PROCEDURE, piece), null, "CH1")).deliveries())
                    .as(piece).singleElement()
                    .satisfies(one -> assertThat(one.reason()).startsWith("PROCEDURE=" + piece + " "));
        }
        assertThat(plan(unnamed, route("r", only(Criterion.PROCEDURE, "胸部"), null, "CH1")).deliveries()).isEmpty();
    }
}
