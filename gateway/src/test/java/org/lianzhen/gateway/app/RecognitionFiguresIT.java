package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.TestPostgres;

/** The worked month of the domain rules, counted. */
class RecognitionFiguresIT {
    private static final String OFFICE = "board OFFICE CH1";

    private TestPostgres database;
    private RecognitionStand stand;
    private UUID result = new UUID(0, 0);

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        stand = new RecognitionStand(database);
        result = stand.result(stand.patient("TS1", "P1", ""), "TS1", "LAB-K", 1);
    }

    @AfterEach
    void close() {
        stand.close();
        database.close();
    }

    /**
     * Prompts of a unit with one answer each.
     *
     * @param kind of the answer; empty for none
     * @param price of what is saved
     */
    private void prompts(int count, String raised, String kind, String decided, int price) {
        database.rows(
                """
                        with raised as (
                            insert into recognition_prompt (id, unit, request_key, item, laterality, flags, doctor, department,
                                raised_at, outcome, code, form, result, source_unit, matches, eligible, trace, catalogue, state)
                            select gen_random_uuid(), 'CH1', gen_random_uuid()::text, 'CT-' || $6::int, '', '{}', 'li', '内科',
                                $2::text::timestamptz, 'SHOULD_RECOGNIZE', 'S01', 'HARD', $5, 'TS1', array[$5::uuid],
                                array[$5::uuid], '[]', 0, 'RAISED' from generate_series(1, $1::int) returning id),
                        decided as (
                            insert into recognition_decision (id, prompt, number, unit, kind, result, source_unit, reason,
                                counted_reason, reason_text, explained, account, request_key, catalogue, decided_at)
                            select gen_random_uuid(), id, 1, 'CH1', $3, $5, 'TS1', 'R1', case $3 when 'DECLINED' then 'R1' end, '',
                                true, 'li', '', 0, $4::text::timestamptz from raised where $3 <> '' returning id)
                        insert into recognition_saving (id, decision, unit, item, amount, catalogue, at)
                        select gen_random_uuid(), id, 'CH1', 'CT', $6::int, 0, $4::text::timestamptz from decided where $6::int > 0""",
                count, raised, kind, decided, result, price);
        database.rows("update recognition_prompt p set decisions = 1 where exists "
                + "(select from recognition_decision d where d.prompt = p.id)");
    }

    private void views(int count) {
        database.rows("""
                insert into recognition_view (id, prompt, unit, result, account, viewed_at)
                select gen_random_uuid(), (select id from recognition_prompt limit 1), 'CH1', $2, 'li',
                    '2026-06-10T10:00:00+08:00' from generate_series(1, $1::int)""", count, result);
    }

    private List<JsonObject> figures(String token, String query) {
        HttpResponse<String> answer = stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/figures?month=2026-06" + query, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private static String share(JsonObject row, String name) {
        JsonObject share = row.getJsonObject(name);
        return share.getLong("numerator") + "/" + share.getLong("denominator") + " " + share.getString("percent");
    }

    /** Items adopted in the month: 12 at 200, 6 at 400 and 10 at 60, three of them of prompts of the month before. */
    private void workedMonth() {
        prompts(12, "2026-06-01T00:00:00+08:00", "ADOPTED", "2026-06-02T10:00:00+08:00", 200);
        prompts(6, "2026-06-30T23:59:59+08:00", "ADOPTED", "2026-06-30T23:59:59+08:00", 400);
        prompts(7, "2026-06-15T10:00:00+08:00", "ADOPTED", "2026-06-15T10:00:00+08:00", 60);
        prompts(3, "2026-05-31T23:59:59+08:00", "ADOPTED", "2026-06-01T00:00:00+08:00", 60);
        prompts(9, "2026-06-15T10:00:00+08:00", "DECLINED", "2026-07-03T23:59:59+08:00", 0);
        prompts(6, "2026-06-15T10:00:00+08:00", "", "", 0);
        views(112);
    }

    @Test
    void theWorkedMonthComesOutToTheLastDigit() {
        workedMonth();
        JsonObject row = figures(OFFICE, "").getFirst();
        assertThat(share(row, "cohort")).isEqualTo("25/40 62.5");
        assertThat(share(row, "samePeriod")).isEqualTo("28/40 70.0");
        assertThat(share(row, "decided")).isEqualTo("25/34 73.5");
        assertThat(share(row, "feedback")).isEqualTo("34/40 85.0");
        assertThat(share(row, "viewBased")).isEqualTo("28/112 25.0");
        assertThat(share(row, "eligible")).isEqualTo("40/40 100.0");
        assertThat(share(row, "repeat")).isEqualTo("0/40 0.0");
        assertThat(share(row.getJsonObject("reasons"), "R1")).isEqualTo("9/9 100.0");
        assertThat(row.getString("savings")).isEqualTo("5400.00");
    }

    @Test
    void anAnswerThatComesTooLateDoesNotCountForTheMonth() {
        prompts(1, "2026-06-15T10:00:00+08:00", "ADOPTED", "2026-07-03T23:59:59+08:00", 0);
        prompts(1, "2026-06-15T10:00:00+08:00", "ADOPTED", "2026-07-04T00:00:00+08:00", 0);
        JsonObject row = figures("x CENTRE_DIRECTOR CH1", "").getFirst();
        assertThat(share(row, "cohort")).isEqualTo("1/2 50.0");
        assertThat(share(row, "samePeriod")).isEqualTo("0/2 0.0");
        assertThat(share(row, "viewBased")).isEqualTo("0/0 null");
    }

    @Test
    void rowsAddUpAndFewOfAnotherUnitAreNotTold() {
        workedMonth();
        prompts(4, "2026-06-15T10:00:00+08:00", "DECLINED", "2026-06-15T10:00:00+08:00", 0);
        List<JsonObject> items = figures(OFFICE, "&by=ITEM");
        assertThat(items.stream().filter(row -> !row.getBoolean("suppressed")).mapToLong(row -> row.getLong("prompts"))
                .sum()).isEqualTo(44);
        assertThat(figures(OFFICE, "&by=UNIT")).singleElement()
                .satisfies(row -> assertThat(row.getString("key")).isEqualTo("CH1"));
        assertThat(figures(OFFICE, "&by=SOURCE")).singleElement()
                .satisfies(row -> assertThat(row.getString("key")).isEqualTo("TS1"));
        assertThat(figures(OFFICE, "&by=DEPARTMENT").getFirst().getString("key")).isEqualTo("内科");
        assertThat(figures("x OFFICE TS2", "&by=DOCTOR&unit=TS2")).isEmpty();
        assertThat(figures("x CENTRE_DIRECTOR TS1", "&unit=CH1")).isEmpty();
    }

    @Test
    void fourPromptsOfAnotherUnitAreSuppressed() {
        prompts(4, "2026-06-15T10:00:00+08:00", "ADOPTED", "2026-06-15T10:00:00+08:00", 60);
        JsonObject others = figures("x SUPERVISOR TS1", "&by=DOCTOR").getFirst();
        assertThat(others.getBoolean("suppressed")).isTrue();
        assertThat(others.getValue("prompts")).isNull();
        assertThat(figures(OFFICE, "&by=DOCTOR&unit=CH1").getFirst().getLong("prompts")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?month=2026", "?month=2026-13", "?month=2026-06&by=PATIENT", "?month=12026-06" })
    void whatIsNoMonthIsRefused(String query) {
        assertThat(stand.site.text(stand.site.request(RecognitionStand.ROOT + "/figures" + query, OFFICE)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void doctorsDoNotSeeThem() {
        assertThat(stand.site.text(stand.site.request(RecognitionStand.ROOT + "/figures?month=2026-06",
                RecognitionStand.DOCTOR)).statusCode()).isEqualTo(403);
    }
}
