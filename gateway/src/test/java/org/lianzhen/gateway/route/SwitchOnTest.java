package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwitchOnTest {
    private static final String PROPOSED = """
            destinations: [{code: CH1, unit: CH1, node: CH1PACS}, {code: CH2, unit: CH2, web: 'https://ch2.example/'}]
            routes:
              - {code: ct, name: x, modalities: [CT, MR], bodyParts: [HEAD, CHEST], hours: ['08:00-18:00'],
                 to: [CH1, CH2], priority: URGENT, from: 2026-01-01, state: PROPOSED}
            """;
    private static final String ACTIVE = PROPOSED.replace("PROPOSED", "ACTIVE");

    private static Routes routes(String document) {
        try {
            return RoutesReader.read(new RouteVersion(1, "", TestRoutes.MADE_AT, document, ""));
        } catch (RoutesException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(String now, String next, String... rehearsed) {
        return new SwitchOn(routes(now), routes(next))
                .problems(Stream.of(rehearsed).map(SwitchOnTest::routes).toList());
    }

    @Test
    void whatWasProposedAndRehearsedMayBecomeActive() {
        assertThat(problems(PROPOSED, ACTIVE, "", PROPOSED)).isEmpty();
        assertThat(problems(PROPOSED, ACTIVE, ACTIVE)).as("whatever state it was rehearsed in").isEmpty();
    }

    @Test
    void whatNobodyHasProposedOrRehearsedMayNot() {
        assertThat(problems("", ACTIVE, ACTIVE))
                .containsExactly("route ct must first be put in force in state PROPOSED as it is now");
        assertThat(problems(PROPOSED, ACTIVE)).containsExactly("route ct must first be rehearsed as it is now");
    }

    @Test
    void whatIsActiveAlreadyStaysSo() {
        assertThat(problems(ACTIVE, ACTIVE)).isEmpty();
        assertThat(problems(ACTIVE, PROPOSED)).as("and may be switched off").isEmpty();
        assertThat(problems(ACTIVE, "")).isEmpty();
        assertThat(new SwitchOn(routes(ACTIVE), routes(ACTIVE)).fresh()).isEmpty();
    }

    @Test
    void onlyWhatBecomesActiveIsFresh() {
        assertThat(new SwitchOn(routes(""), routes(PROPOSED)).fresh()).isEmpty();
        assertThat(new SwitchOn(routes(PROPOSED), routes(ACTIVE)).fresh()).extracting(Route::code)
                .containsExactly("ct");
    }

    /** Each changes what is sent, or where, or when. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "[CT, MR] | [CT]", "HEAD, | ABDOMEN,", "08:00 | 07:00", "[CH1, CH2] | [CH1]",
            "priority: URGENT, | ", "2026-01-01 | 2026-01-02", "CH1PACS | OTHER", "ch2.example | ch3.example",
            "unit: CH2 | unit: CH1" })
    void anotherContentIsAnotherRoute(String part, String other) {
        String changed = ACTIVE.replace(part, other == null ? "" : other);
        assertThat(changed).isNotEqualTo(ACTIVE);
        assertThat(problems(ACTIVE, changed)).as("of an active one").hasSize(1);
        assertThat(problems(PROPOSED, changed, changed)).as("of a proposed one").hasSize(1);
        assertThat(problems(changed.replace("ACTIVE", "PROPOSED"), changed, ACTIVE)).as("rehearsed otherwise")
                .hasSize(1);
    }

    /** None of these changes what is sent. */
    @ParameterizedTest
    @ValueSource(strings = { "name: y", "name: x, modalities: [MR, CT], bodyParts: [CHEST, HEAD], called: []" })
    void theSameInOtherWordsIsTheSame(String words) {
        String other = ACTIVE.replace("name: x, modalities: [CT, MR], bodyParts: [HEAD, CHEST]",
                words.contains("modalities") ? words : words + ", modalities: [CT, MR], bodyParts: [HEAD, CHEST]");
        assertThat(problems(ACTIVE, other)).isEmpty();
        assertThat(problems(ACTIVE, other.replace("node: CH1PACS", "node: CH1PACS, associations: 4"))).isEmpty();
    }
}
