package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;

class RoutesReaderTest {
    private static final Members MEMBERS = TestMembers.of("""
            units: [{code: TS1, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
            nodes:
              - {aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}
              - {aeTitle: CH1CT, unit: CH1}
            centres:
              - {code: CH1-IMG, name: x, service: IMAGING, owner: CH1}
              - {code: CH1-ECG, name: x, service: ECG, owner: CH1}
            """).members();
    private static final String EVERYTHING = """
            # where things go
            destinations:
              - {code: CH1, unit: CH1, node: CH1PACS, associations: 4, bandwidth: [08:00-18:00 4, 00:00-00:00 0.5],
                 retry: {first: 90s, longest: 2h, attempts: 5, giveUp: 30d}, overwrites: true}
              - {code: spare_1, unit: CH1, node: CH1PACS}
            routes:
              - code: night
                name: 夜间急诊
                units: [TS1]
                sources: [TS1CT]
                called: [LZEMERG]
                modalities: [ct, Mr]
                bodyParts: [Head]
                procedures: [头颅, plain]
                reports: [text, MEASUREMENTS]
                finalOnly: true
                urgencies: [emergency, URGENT]
                hours: [18:00-08:00, "12:00-13:30"]
                to: [spare_1, CH1]
                priority: green_channel
                from: 2026-01-01
                until: 2026-12-31
                state: active
              - {code: rest, name: 其余, to: [CH1]}
            """;

    private static List<String> problems(String document) {
        return catchThrowableOfType(RoutesException.class, () -> RoutesReader.read(document, MEMBERS)).problems();
    }

    private static String route(String fields) {
        return """
                destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
                routes: [{code: r, name: x, to: [CH1], %s}]
                """.formatted(fields);
    }

    private static String destination(String fields) {
        return "destinations: [{" + fields + "}]";
    }

    @Test
    void readsEveryField() throws RoutesException {
        Routes routes = RoutesReader.read(EVERYTHING, MEMBERS);
        assertThat(routes.destinations()).containsExactlyInAnyOrder(
                new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 4, List.of(
                        new BandwidthLimit(new Hours(LocalTime.of(8, 0), LocalTime.of(18, 0)), 4_000_000),
                        new BandwidthLimit(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT), 500_000)),
                        new Retry(new RetrySchedule(Duration.ofSeconds(90), Duration.ofHours(2), 5),
                                Duration.ofDays(30)),
                        true),
                new Destination("spare_1", "CH1", new Address.Node("CH1PACS"), 2));
        var match = new RouteMatch(Set.of("TS1"), new RouteMatch.Callers(Set.of("TS1CT"), Set.of("LZEMERG")),
                new RouteMatch.Contents(Set.of("CT", "MR"), Set.of("HEAD"), List.of("头颅", "plain"),
                        new ReportMatch(Set.of(ReportMatch.Kind.TEXT, ReportMatch.Kind.MEASUREMENTS), true)),
                Set.of(Urgency.EMERGENCY, Urgency.URGENT),
                List.of(new Hours(LocalTime.of(18, 0), LocalTime.of(8, 0)),
                        new Hours(LocalTime.of(12, 0), LocalTime.of(13, 30))));
        assertThat(routes.routes().getFirst()).isEqualTo(new Route("night", "夜间急诊", match, List.of("spare_1", "CH1"),
                Urgency.GREEN_CHANNEL, new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
                Route.State.ACTIVE));
    }

    @Test
    void whatIsNotSaidOfTriesIsAsUsual() throws RoutesException {
        assertThat(RoutesReader.read(destination("code: A, unit: CH1, node: CH1PACS, retry: {giveUp: 10m}"), MEMBERS)
                .destinations().getFirst().retry())
                .isEqualTo(new Retry(RetrySchedule.STANDARD, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {first: 0s} | first must be a time such as 30s, 10m, 1h or 7d, of at most 90d
            {longest: 91d} | longest must be a time such as 30s, 10m, 1h or 7d, of at most 90d
            {giveUp: 7} | giveUp must be a time such as 30s, 10m, 1h or 7d, of at most 90d
            {giveUp: 99999999d} | giveUp must be a time such as 30s, 10m, 1h or 7d, of at most 90d
            {first: 2m, longest: 1m} | longest is shorter than first
            {attempts: 0} | attempts must be 1 to 1000
            {attempts: 1001} | attempts must be 1 to 1000
            {tries: 3} | tries is not known here
            """)
    void triesHaveAnEnd(String retry, String problem) {
        assertThat(problems(destination("code: A, unit: CH1, node: CH1PACS, retry: " + retry)))
                .containsExactly("destinations[1]: retry: " + problem);
    }

    @Test
    void whatIsNotSaidIsForEverythingAndSendsNothingYet() throws RoutesException {
        var any = new RouteMatch(Set.of(), new RouteMatch.Callers(Set.of(), Set.of()),
                new RouteMatch.Contents(Set.of(), Set.of(), List.of(), ReportMatch.ANY), Set.of(), List.of());
        assertThat(RoutesReader.read(EVERYTHING, MEMBERS).routes().getLast()).isEqualTo(
                new Route("rest", "其余", any, List.of("CH1"), null, Period.ALWAYS, Route.State.PROPOSED));
    }

    @Test
    void readsJsonAndNothingAtAll() throws RoutesException {
        assertThat(RoutesReader.read("""
                {"destinations":[{"code":"CH1","unit":"CH1","node":"CH1PACS"}],
                 "routes":[{"code":"r","name":"x","to":["CH1"]}]}""", MEMBERS).routes()).hasSize(1);
        assertThat(RoutesReader.read("", MEMBERS).routes()).isEmpty();
        assertThat(RoutesReader.read(RouteVersion.NONE).version()).isZero();
    }

    @Test
    void whatIsKeptStandsWhateverHasBecomeOfItsMembers() throws RoutesException {
        String strangers = EVERYTHING.replace("CH1PACS", "GONE").replace("[TS1]", "[TS9]");
        assertThat(problems(strangers)).containsExactly(
                "destinations[1]: node names no node of CH1 that can be called: GONE",
                "destinations[2]: node names no node of CH1 that can be called: GONE",
                "routes[1]: units names no unit: TS9");
        Routes kept = RoutesReader.read(new RouteVersion(7, "x", Instant.EPOCH, strangers, ""));
        assertThat(kept.version()).isEqualTo(7);
        assertThat(kept.destination("CH1")).hasValueSatisfying(
                one -> assertThat(one.address()).isEqualTo(new Address.Node("GONE")));
        assertThat(kept.destination("CH9")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    unit: CH1, node: CH1PACS | code is missing
                    code: a b, unit: CH1, node: CH1PACS | code must be 1 to 32 letters, digits, _ or -
                    code: A, node: CH1PACS | unit is missing
                    code: A, unit: CH1 | node is missing, and so are web and centre
                    code: A, unit: CH1, node: CH1CT | node names no node of CH1 that can be called: CH1CT
                    code: A, unit: TS1, node: CH1PACS | node names no node of TS1 that can be called: CH1PACS
                    code: A, unit: CH1, node: CH1PACS, associations: 0 | associations must be 1 to 8
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["4"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "4"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 0"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00 0"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 0.05"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00 0.05"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 10001"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00 10001"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 1e3"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00 1e3"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["25:00-18:00 4"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "25:00-18:00 4"
                    code: A, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 -4"] | bandwidth has no limit such as 08:00-18:00 4 (Mbit/s, 0.1 to 10000) in "08:00-18:00 -4"
                    code: A, unit: CH1, node: CH1PACS, associations: 9 | associations must be 1 to 8
                    code: A, unit: CH1, node: CH1PACS, associations: 5000000000 | associations must be a number
                    code: A, unit: CH1, node: CH1PACS, port: 104 | port is not known here
                    code: A, unit: CH1, node: CH1PACS, credentials: a | credentials is not known here
                    code: A, unit: CH1, node: CH1PACS, priors: {studies: 1} | priors is not known here
                    code: A, unit: CH1, centre: CH1-ECG | centre names no centre of CH1 for IMAGING: CH1-ECG
                    code: A, unit: TS1, centre: CH1-IMG | centre names no centre of TS1 for IMAGING: CH1-IMG
                    code: A, unit: CH1, centre: NONE | centre names no centre of CH1 for IMAGING: NONE
                    code: A, unit: CH1, centre: CH1-IMG, node: CH1CT | node names no node of CH1 that can be called: CH1CT
                    code: A, unit: CH1, centre: CH1-IMG, web: "https://a" | web goes with no node and no centre
                    code: A, unit: CH1, node: CH1PACS, web: "https://a" | web goes with no node and no centre
                    code: A, unit: CH1, web: "http://10.0.0.1/a", credentials: pacs | credentials may go over https only
                    code: A, unit: CH1, web: "https://a", credentials: ../etc/passwd | credentials must be the name of a file
                    code: A, unit: CH1, web: "https://a", issuers: .ssh | issuers must be the name of a file
                    """)
    void saysWhatIsWrongWithADestination(String fields, String problem) {
        assertThat(problems(destination(fields))).startsWith("destinations[1]: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = { "pacs.example", "ftp://a/b", "https://", "https://user:pass@a/b", "https://a/b?c=d",
            "https://a/#b", "https:a", "http s://a", "file:///etc/passwd" })
    void aWebServiceHasAnAddress(String address) {
        assertThat(problems(destination("code: A, unit: CH1, web: '" + address + "'"))).containsExactly(
                "destinations[1]: web must be an address such as https://pacs.example/dicom-web, without credentials");
    }

    @Test
    void readsEveryKindOfAddress() throws RoutesException {
        Routes routes = RoutesReader.read(
                """
                        destinations:
                          - {code: node, unit: CH1, node: CH1PACS}
                          - {code: web, unit: CH1, web: 'HTTPS://pacs.example:8443/dicom-web', credentials: pacs, issuers: city.pem}
                          - {code: open, unit: CH1, web: 'http://10.0.0.1/dicom-web'}
                          - {code: near, unit: CH1, web: 'http://127.0.0.1:8080/dicom-web', credentials: near}
                          - {code: read, unit: CH1, centre: CH1-IMG}
                          - {code: both, unit: CH1, centre: CH1-IMG, node: CH1PACS}
                        """,
                MEMBERS);
        var node = new Address.Node("CH1PACS");
        assertThat(routes.destinations()).extracting(Destination::code, Destination::address).containsExactlyInAnyOrder(
                tuple("node", node),
                tuple("web", new Address.Web(URI.create("https://pacs.example:8443/dicom-web"), "pacs", "city.pem")),
                tuple("open", new Address.Web(URI.create("http://10.0.0.1/dicom-web"), null, null)),
                tuple("near", new Address.Web(URI.create("http://127.0.0.1:8080/dicom-web"), "near", null)),
                tuple("read", new Address.Centre("CH1-IMG", null)),
                tuple("both", new Address.Centre("CH1-IMG", node)));
    }

    @Test
    void readsWhichPriorsFollow() throws RoutesException {
        Routes routes = RoutesReader.read("""
                destinations:
                  - {code: A, unit: CH1, centre: CH1-IMG, priors: {studies: 3, days: 1095, same: [modality, body_part]}}
                  - {code: B, unit: CH1, centre: CH1-IMG, priors: {studies: 20, days: 1, priority: routine}}
                """, MEMBERS);
        assertThat(routes.destinations()).extracting(Destination::address).containsExactlyInAnyOrder(
                new Address.Centre("CH1-IMG", null, new Priors(3, 1095,
                        Set.of(Priors.Likeness.MODALITY, Priors.Likeness.BODY_PART), Urgency.BULK)),
                new Address.Centre("CH1-IMG", null, new Priors(20, 1, Set.of(), Urgency.ROUTINE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {} | studies must be 1 to 20
                    {studies: 21, days: 1} | studies must be 1 to 20
                    {studies: 1, days: 0} | days must be 1 to 36500
                    {studies: 1, days: 1, same: [AGE]} | same must be some of [MODALITY, BODY_PART]
                    {studies: 1, days: 1, priority: SOON} | priority must be one of [EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK]
                    {studies: 1, days: 1, years: 1} | years is not known here
                    5 | must be made of named values
                    """)
    void saysWhatIsWrongWithPriors(String rule, String problem) {
        assertThat(problems(destination("code: A, unit: CH1, centre: CH1-IMG, priors: " + rule)))
                .anySatisfy(told -> assertThat(told).startsWith("destinations[1]: priors").endsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            units: [TS9] | units names no unit: TS9
            units: TS1 | units must be a list of texts
            sources: {a: b} | sources must be a list of texts
            urgencies: [SOON] | urgencies must be some of [EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK]
            hours: [always] | hours has no time of day such as 18:00-08:00 in "always"
            priority: SOON | priority must be one of [EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK]
            state: ON | state must be one of [PROPOSED, ACTIVE]
            from: soon | from must be a day such as 2026-01-31
            from: 2026-02-01, until: 2026-01-01 | until is before from
            modality: [CT] | modality is not known here
            """)
    void saysWhatIsWrongWithARoute(String fields, String problem) {
        assertThat(problems(route(fields))).containsExactly("routes[1]: " + problem);
    }

    @Test
    void aRouteNeedsWhereTo() {
        assertThat(problems("routes: [{code: r, name: x}, {code: s, to: [CH9]}]")).containsExactly(
                "routes[1]: to must name a destination", "routes[2]: to names no destination: CH9",
                "routes[2]: name is missing");
    }

    @Test
    void codesAreUniqueAmongTheirKind() {
        assertThat(problems("""
                destinations: [{code: A, unit: CH1, node: CH1PACS}, {code: A, unit: CH1, node: CH1PACS}]
                routes: [{code: A, name: x, to: [A]}, {code: A, name: x, to: [A]}]
                """)).containsExactly("destinations[2]: code is there twice", "routes[2]: code is there twice");
    }

    @Test
    void readsHowLongNothingNewMustHaveCome() throws RoutesException {
        assertThat(RoutesReader.read("{}", MEMBERS).quiet()).isEqualTo(Duration.ofMinutes(1));
        assertThat(RoutesReader.read("quietSeconds: 90", MEMBERS).quiet()).isEqualTo(Duration.ofSeconds(90));
        for (String wrong : List.of("0", "-1", "86401")) {
            assertThat(problems("quietSeconds: " + wrong)).containsExactly("quietSeconds must be 1 to 86400");
        }
        assertThat(problems("quietSeconds: soon").getFirst()).isEqualTo("quietSeconds must be a number");
    }

    /** The least and the most of everything that has limits. */
    @Test
    void limitsAreIncluded() throws RoutesException {
        Routes least = RoutesReader.read("""
                quietSeconds: 1
                destinations: [{code: A, unit: CH1, node: CH1PACS, associations: 1, bandwidth: [08:00-18:00 0.1],
                  retry: {first: 1s, longest: 1s, attempts: 1, giveUp: 1s}}]
                """, MEMBERS);
        Routes most = RoutesReader.read("""
                quietSeconds: 86400
                destinations: [{code: A, unit: CH1, node: CH1PACS, associations: 8, bandwidth: [08:00-18:00 10000],
                  retry: {first: 90d, longest: 90d, attempts: 1000, giveUp: 90d}}]
                """, MEMBERS);
        assertThat(List.of(least.quiet(), most.quiet())).containsExactly(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(Stream.of(least, most).map(Routes::destinations).map(List::getFirst))
                .extracting(Destination::associations, one -> one.limits().getFirst().bitsPerSecond(),
                        one -> one.retry().schedule().attempts(), one -> one.retry().giveUp())
                .containsExactly(tuple(1, 100_000L, 1, Duration.ofSeconds(1)),
                        tuple(8, 10_000_000_000L, 1000, Duration.ofDays(90)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "08:00-18:00 0.099", "08:00-18:00 10000.001", "-18:00 4" })
    void aLineHasItsLimits(String limit) {
        assertThat(problems(destination("code: A, unit: CH1, node: CH1PACS, bandwidth: ['" + limit + "']")))
                .singleElement().asString().contains("limit such as 08:00-18:00 4");
    }

    @Test
    void saysEverythingAtOnce() {
        RoutesException wrong = catchThrowableOfType(RoutesException.class, () -> RoutesReader.read("""
                destinations: [{code: A, unit: CH1, node: NOBODY, associations: 99}]
                routes: [{code: '', name: x, to: [B], hours: [25]}]
                colours: []
                """, MEMBERS));
        assertThat(wrong.problems()).containsExactly("destinations[1]: associations must be 1 to 8",
                "destinations[1]: node names no node of CH1 that can be called: NOBODY", "routes[1]: code is missing",
                "routes[1]: to names no destination: B",
                "routes[1]: hours has no time of day such as 18:00-08:00 in \"25\"", "colours is not known here");
        assertThat(wrong).hasMessageContainingAll(wrong.problems().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = { "routes: {a", "routes: 5", "5", "destinations: x", "a: 1\na: 2", "routes: [5]" })
    void whatIsNoDocumentIsRefused(String document) {
        assertThat(problems(document)).isNotEmpty();
    }
}
