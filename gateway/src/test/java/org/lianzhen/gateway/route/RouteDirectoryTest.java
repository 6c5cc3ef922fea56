package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;

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

    private final TestRoutes store = new TestRoutes();
    private final MemberDirectory members = TestMembers.of(MEMBERS);
    private final RouteDirectory directory = new RouteDirectory(store, members);

    private int inForce() {
        return directory.routing().orElseThrow().routes().version();
    }

    private static void refused(CompletionStage<?> stage, String... words) {
        assertThat(stage).failsWithin(LIMIT).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RoutesException.class).satisfies(fault -> assertThat(fault.getCause())
                        .hasMessageContainingAll(words));
    }

    private static Subject subject(String modality) {
        return new Subject("TS1", "TS1PACS", "LIANZHEN", new Subject.Content(modality, "", ""), Urgency.ROUTINE,
                TestRoutes.NOON);
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
        assertThat(Await.result(directory.replace(0, "admin", ROUTES)))
                .contains(new RouteVersion(1, "admin", TestRoutes.MADE_AT, ROUTES));
        assertThat(inForce()).isEqualTo(1);
        assertThat(directory.routing().orElseThrow().plan(subject("MR")).deliveries()).singleElement()
                .satisfies(one -> assertThat(one.destination()).isEqualTo("CH1"));
        assertThat(Await.result(directory.versions(9))).isEqualTo(store.versions);
    }

    @Test
    void takesNoChangeOfAnOldVersion() {
        Await.result(directory.replace(0, "admin", ROUTES));
        assertThat(Await.result(directory.replace(0, "other", ""))).isEmpty();
        assertThat(Await.result(directory.replace(5, "other", ""))).isEmpty();
        assertThat(store.versions).hasSize(1);
        assertThat(inForce()).isEqualTo(1);
    }

    @Test
    void keepsNothingThatCannotBeReadOrNamesStrangers() {
        refused(directory.replace(0, "admin", "routes: 5"), "routes must be a list");
        refused(directory.replace(0, "admin", ROUTES.replace("CH2PACS", "CH1PACS").replace("modalities: [MR]",
                "units: [TS9]")), "no node of CH2 that can be called: CH1PACS", "no unit: TS9");
        assertThat(store.versions).isEmpty();
        assertThat(directory.routing()).isEmpty();
    }

    @Test
    void hearsOfWhatAnotherProcessHasKept() {
        Await.result(directory.replace(0, "admin", ROUTES));
        Await.result(store.add(1, "other", ""));
        assertThat(inForce()).as("before it asks").isEqualTo(1);
        Await.result(directory.load());
        assertThat(inForce()).isEqualTo(2);
    }

    @Test
    void neverGoesBack() {
        Await.result(directory.replace(0, "admin", ROUTES));
        Await.result(directory.replace(1, "admin", ""));
        store.versions.removeLast();
        Await.result(directory.load());
        assertThat(inForce()).as("an answer that was overtaken").isEqualTo(2);
    }

    @Test
    void aVersionThatCannotBeReadLeavesTheOneBeforeInForce() {
        Await.result(directory.replace(0, "admin", ROUTES));
        Await.result(store.add(1, "by hand", "routes: 5"));
        refused(directory.load(), "routes must be a list");
        assertThat(inForce()).isEqualTo(1);
    }

    @Test
    void aMemberThatIsGoneGetsNothingThoughTheRouteStands() {
        Await.result(directory.replace(0, "admin", ROUTES));
        Await.result(members.replace("admin", MEMBERS.replace("{owner: TS1, reader: CH1}", "")));
        Await.result(directory.load());
        assertThat(directory.routing().orElseThrow().plan(subject("MR")).deliveries()).isEmpty();
    }

    @Test
    void rehearsesWhatArrivedOfLate() {
        store.studies.addAll(List.of(List.of(subject("CT"), subject("MR")), List.of(subject("CT"), subject("CT")),
                List.of(subject("US"))));
        Rehearsal rehearsal = Await.result(directory.rehearse(ROUTES));
        assertThat(rehearsal).isEqualTo(new Rehearsal(3, 1, List.of(new Rehearsal.Line("ct", "CH1", 2, 0),
                new Rehearsal.Line("ct", "CH2", 0, 2), new Rehearsal.Line("mr", "CH1", 1, 0))));
        assertThat(store.versions).as("nothing is kept").isEmpty();
        assertThat(directory.routing()).isEmpty();
    }

    @Test
    void aStudyThatNobodyMayHaveGoesNowhere() {
        store.studies.add(List.of(subject("CT")));
        Rehearsal rehearsal = Await.result(directory.rehearse(ROUTES.replace("[CH1, CH2]", "[CH2]")));
        assertThat(rehearsal.nowhere()).isEqualTo(1);
        assertThat(rehearsal.lines().getFirst()).isEqualTo(new Rehearsal.Line("ct", "CH2", 0, 1));
    }

    @Test
    void rehearsesCentresAndWebServicesByTheSameRight() {
        store.studies.add(List.of(subject("CT"), subject("MR")));
        Rehearsal rehearsal = Await.result(directory.rehearse(ROUTES.replace("node: CH2PACS", "centre: CH2-IMG")
                .replace("node: CH1PACS", "web: 'https://ch1.example/dicom-web'")));
        assertThat(rehearsal.lines()).containsExactly(new Rehearsal.Line("ct", "CH1", 1, 0),
                new Rehearsal.Line("ct", "CH2", 0, 1), new Rehearsal.Line("mr", "CH1", 1, 0));
    }

    @Test
    void rehearsesNothingThatCannotBeRead() {
        refused(directory.rehearse("colours: []"), "colours is not known here");
        assertThat(Await.result(directory.rehearse(ROUTES)).studies()).as("nothing arrived").isZero();
    }
}
