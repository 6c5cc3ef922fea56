package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;

class RouteDirectoryTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MEMBERS = """
            units: [{code: TS1, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}, {code: CH2, name: x, kind: OTHER}]
            nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}, {aeTitle: CH2PACS, unit: CH2, host: 10.0.0.2, port: 104}]
            centres: [{code: CH2-IMG, name: x, service: IMAGING, owner: CH2}]
            agreements: [{owner: TS1, reader: CH1}]
            """;
    private static final String ROUTES = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}, {code: CH2, unit: CH2, node: CH2PACS}]
            routes:
              - {code: ct, name: x, modalities: [CT], to: [CH1, CH2]}
              - {code: mr, name: x, modalities: [MR], to: [CH1], state: ACTIVE}
            """;

    private static final LocalDate DAY = TestRoutes.NOON.toLocalDate();

    private final TestRoutes store = new TestRoutes();
    private final MemberDirectory members = TestMembers.of(MEMBERS);
    private final RouteDirectory directory = new RouteDirectory(store, members);

    private int inForce() {
        return directory.routing().orElseThrow().routes().version();
    }

    private CompletionStage<Optional<RouteVersion>> put(int base, String author, String document) {
        return directory.replace(new RouteChange(base, author, document, true));
    }

    private static void refused(CompletionStage<?> stage, String... words) {
        assertThat(stage).failsWithin(LIMIT).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RoutesException.class).satisfies(fault -> assertThat(fault.getCause())
                        .hasMessageContainingAll(words));
    }

    private static Subject subject(String modality) {
        return subject(modality, DAY);
    }

    private static Subject subject(String modality, LocalDate day) {
        return new Subject("TS1", "TS1PACS", "LIANZHEN", new Subject.Content(modality, "", ""), Urgency.ROUTINE,
                TestRoutes.NOON.with(day));
    }

    @Test
    void doesNotKnowWhatIsInForceBeforeItHasLoaded() {
        assertThat(directory.routing()).isEmpty();
        store.away(true);
        assertThat(directory.load()).failsWithin(LIMIT);
        assertThat(directory.routing()).isEmpty();
        store.away(false);
        Await.result(directory.load());
        assertThat(inForce()).as("there never was one").isZero();
        assertThat(directory.routing().orElseThrow().plan(subject("CT")).deliveries()).isEmpty();
        assertThat(Await.result(directory.newest()).number()).isZero();
    }

    @Test
    void keepsAVersionAndPutsItInForce() {
        assertThat(Await.result(put(0, "admin", ROUTES)))
                .contains(new RouteVersion(1, "admin", TestRoutes.MADE_AT, ROUTES, ""));
        assertThat(inForce()).isEqualTo(1);
        assertThat(directory.routing().orElseThrow().plan(subject("MR")).deliveries()).singleElement()
                .satisfies(one -> assertThat(one.destination()).isEqualTo("CH1"));
        assertThat(Await.result(directory.versions(9))).isEqualTo(store.versions);
    }

    @Test
    void takesNoChangeOfAnOldVersion() {
        Await.result(put(0, "admin", ROUTES));
        assertThat(Await.result(put(0, "other", ""))).isEmpty();
        assertThat(Await.result(put(5, "other", ""))).isEmpty();
        assertThat(store.versions).hasSize(1);
        assertThat(inForce()).isEqualTo(1);
    }

    @Test
    void keepsNothingThatCannotBeReadOrNamesStrangers() {
        refused(put(0, "admin", "routes: 5"), "routes must be a list");
        refused(put(0, "admin", ROUTES.replace("CH2PACS", "CH1PACS").replace("modalities: [MR]",
                "units: [TS9]")), "no node of CH2 that can be called: CH1PACS", "no unit: TS9");
        assertThat(store.versions).isEmpty();
        assertThat(directory.routing()).isEmpty();
    }

    @Test
    void hearsOfWhatAnotherProcessHasKept() {
        Await.result(put(0, "admin", ROUTES));
        Await.result(store.add(Addition.of(1, "other", "")));
        assertThat(inForce()).as("before it asks").isEqualTo(1);
        Await.result(directory.load());
        assertThat(inForce()).isEqualTo(2);
    }

    @Test
    void neverGoesBack() {
        Await.result(put(0, "admin", ROUTES));
        Await.result(put(1, "admin", ""));
        store.versions.removeLast();
        Await.result(directory.load());
        assertThat(inForce()).as("an answer that was overtaken").isEqualTo(2);
    }

    @Test
    void aVersionThatCannotBeReadLeavesTheOneBeforeInForce() {
        Await.result(put(0, "admin", ROUTES));
        Await.result(store.add(Addition.of(1, "by hand", "routes: 5")));
        refused(directory.load(), "routes must be a list");
        assertThat(inForce()).isEqualTo(1);
    }

    @Test
    void aMemberThatIsGoneGetsNothingThoughTheRouteStands() {
        Await.result(put(0, "admin", ROUTES));
        Await.result(members.replace("admin", MEMBERS.replace("{owner: TS1, reader: CH1}", "")));
        Await.result(directory.load());
        assertThat(directory.routing().orElseThrow().plan(subject("MR")).deliveries()).isEmpty();
    }

    private Rehearsal rehearse(String document) {
        return Await.result(directory.rehearse("admin", document, Period.ALWAYS));
    }

    @Test
    void rehearsesWhatArrivedBeforeAndKeepsThatItDid() {
        store.studies.addAll(List.of(List.of(subject("CT"), subject("MR")), List.of(subject("CT"), subject("CT")),
                List.of(subject("US"))));
        Rehearsal rehearsal = rehearse(ROUTES);
        assertThat(rehearsal).isEqualTo(new Rehearsal(new Rehearsal.Extent(0, new Period(DAY, DAY), 3, false), 1,
                List.of(new Rehearsal.Line("ct", "CH1", 2, 0), new Rehearsal.Line("ct", "CH2", 0, 2),
                        new Rehearsal.Line("mr", "CH1", 1, 0))));
        assertThat(store.versions).isEmpty();
        assertThat(directory.routing()).isEmpty();
        assertThat(Await.result(directory.rehearsals(5)))
                .containsExactly(new KeptRehearsal("admin", TestRoutes.MADE_AT, null, rehearsal));
    }

    @Test
    void rehearsesTheStudiesOfChosenDays() {
        for (int i = 0; i < 5; i++) {
            store.studies.add(List.of(subject("CT", DAY.minusDays(i))));
        }
        var days = new Period(DAY.minusDays(3), DAY.minusDays(1));
        Rehearsal rehearsal = Await.result(directory.rehearse("admin", ROUTES, days));
        assertThat(rehearsal.extent()).isEqualTo(new Rehearsal.Extent(0, days, 3, false));
        assertThat(store.rehearsals).hasSize(1);
        assertThat(Await.result(directory.rehearse("admin", ROUTES, new Period(DAY.plusDays(1), null))).extent())
                .as("nothing arrived").isEqualTo(new Rehearsal.Extent(0, Period.ALWAYS, 0, false));
        assertThat(store.rehearsals).as("it showed nothing").hasSize(1);
    }

    @Test
    void saysThatThereWasMoreThanItLookedAt() {
        store.studies.addAll(Collections.nCopies(501, List.of(subject("CT"))));
        assertThat(rehearse(ROUTES).extent()).isEqualTo(new Rehearsal.Extent(0, new Period(DAY, DAY), 500, true));
        assertThat(Await.result(directory.rehearse("admin", ROUTES, new Period(DAY, null))).extent())
                .as("of chosen days it looks at ten times as much")
                .isEqualTo(new Rehearsal.Extent(0, new Period(DAY, DAY), 501, false));
        store.studies.removeLast();
        assertThat(rehearse(ROUTES).extent()).as("just so many")
                .isEqualTo(new Rehearsal.Extent(0, new Period(DAY, DAY), 500, false));
    }

    @Test
    void aStudyThatNobodyMayHaveGoesNowhere() {
        store.studies.add(List.of(subject("CT")));
        Rehearsal rehearsal = rehearse(ROUTES.replace("[CH1, CH2]", "[CH2]"));
        assertThat(rehearsal.nowhere()).isEqualTo(1);
        assertThat(rehearsal.lines().getFirst()).isEqualTo(new Rehearsal.Line("ct", "CH2", 0, 1));
    }

    @Test
    void rehearsesCentresAndWebServicesByTheSameRight() {
        store.studies.add(List.of(subject("CT"), subject("MR")));
        Rehearsal rehearsal = rehearse(ROUTES.replace("node: CH2PACS", "centre: CH2-IMG")
                .replace("node: CH1PACS", "web: 'https://ch1.example/dicom-web'"));
        assertThat(rehearsal.lines()).containsExactly(new Rehearsal.Line("ct", "CH1", 1, 0),
                new Rehearsal.Line("ct", "CH2", 0, 1), new Rehearsal.Line("mr", "CH1", 1, 0));
    }

    @Test
    void rehearsesNothingThatCannotBeRead() {
        refused(directory.rehearse("admin", "colours: []", Period.ALWAYS), "colours is not known here");
        assertThat(store.rehearsals).isEmpty();
    }

    @Test
    void aRehearsalThatShowedWhatBecomesActiveBacksThatVersion() {
        String proposed = ROUTES.replace(", state: ACTIVE", "");
        String active = ROUTES.replace("to: [CH1, CH2]}", "to: [CH1, CH2], state: ACTIVE}");
        Await.result(put(0, "admin", proposed));
        rehearse(proposed);
        rehearse(proposed);
        rehearse(ROUTES.replace("modalities: [CT]", "modalities: [PT]").replace("[MR]", "[OT]"));
        assertThat(Await.result(directory.replace(new RouteChange(1, "admin", active, false)))).isPresent();
        assertThat(Await.result(directory.rehearsals(9))).extracting(KeptRehearsal::backs).as("the last that showed it")
                .containsExactly(null, 2, null);
    }

    @Test
    void aVersionThatCannotBeReadIsNotTakenForTheOneThatIsWanted() {
        Await.result(store.add(Addition.of(0, "by hand", "routes: 5")));
        refused(directory.replace(new RouteChange(1, "admin", ROUTES, false)), "version 1", "cannot be read",
                "routes must be a list");
        refused(directory.replace(new RouteChange(1, "admin", "routes: 7", false)), "routes must be a list");
        assertThatThrownBy(() -> Await.result(directory.replace(new RouteChange(1, "admin", "routes: 7", false))))
                .as("its own faults are its own").hasMessageNotContaining("version 1");
        assertThat(Await.result(directory.replace(new RouteChange(1, "admin", ROUTES, true)))).isPresent();
    }

    private CompletionStage<Optional<RouteVersion>> offer(String document) {
        return directory.offer("routes.yaml", document,
                number -> AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROUTE_CHANGE, "routes/" + number));
    }

    @Test
    void putsTheDocumentOfAFileInForceOnceForEachTimeThatItChanges() {
        assertThat(Await.result(offer(ROUTES))).map(RouteVersion::author)
                .contains("routes.yaml");
        Await.result(put(1, "admin", ""));
        assertThat(Await.result(offer(ROUTES))).as("what was changed meanwhile stays")
                .isEmpty();
        assertThat(inForce()).isEqualTo(2);
        assertThat(Await.result(offer(ROUTES + "# new"))).map(RouteVersion::number)
                .contains(3);
        refused(offer("routes: 5"), "routes must be a list");
        assertThat(store.events).extracting(AuditEvent::object).as("each with its version")
                .containsExactly("routes/1", "routes/3");
        assertThat(inForce()).isEqualTo(3);
    }
}
