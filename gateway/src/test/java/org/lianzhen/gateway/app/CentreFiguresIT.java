package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/**
 * Five studies of one spring, by the clock of Asia/Shanghai; what is expected was computed by hand.
 *
 * <pre>
 *    received     due          preliminary      final              text       found
 * A  28 Feb 23:30 1 Mar 00:00  28 Feb 23:50 R   1 Mar 00:30 S 60'  same       yes
 * B  2 Mar 09:00  11:00        09:20 R          09:30 S 30'        other      no    MR
 * C  3 Mar 10:00  12:00        10:30 S          11:30 Z 90'        same       yes   emergency
 * D  4 Mar 08:00  10:00        08:20 R          -                  recalled before
 * E  31 Mar 23:50 1 Apr 01:50  1 Apr 00:00 R    1 Apr 00:20 S 30'  same       no
 * </pre>
 */
class CentreFiguresIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DIRECTOR = "ch1-director";

    @TempDir
    static Path keys;

    private static ReadingStand stand;

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
        for (String study : List.of("1.1", "1.2", "1.3", "1.4", "1.5")) {
            stand.queued(SampleInstance.of(study + ".1.1").study(study));
        }
        task("1.1", "2025-02-28 23:30", "2025-03-01 00:00", RADIOLOGIST);
        preliminary("1.1", "2025-02-28 23:50", RADIOLOGIST, "结节", true);
        report("1.1", "2025-03-01 00:30", SENIOR, "结节", true);
        task("1.2", "2025-03-02 09:00", "2025-03-02 11:00", RADIOLOGIST);
        preliminary("1.2", "2025-03-02 09:20", RADIOLOGIST, "结节", true);
        report("1.2", "2025-03-02 09:30", SENIOR, "未见异常", false);
        task("1.3", "2025-03-03 10:00", "2025-03-03 12:00", SENIOR);
        preliminary("1.3", "2025-03-03 10:30", SENIOR, "结节", true);
        report("1.3", "2025-03-03 11:30", "zhao", "结节", true);
        task("1.4", "2025-03-04 08:00", "2025-03-04 10:00", RADIOLOGIST);
        preliminary("1.4", "2025-03-04 08:20", RADIOLOGIST, "结节", true);
        task("1.5", "2025-03-31 23:50", "2025-04-01 01:50", RADIOLOGIST);
        preliminary("1.5", "2025-04-01 00:00", RADIOLOGIST, "未见异常", false);
        report("1.5", "2025-04-01 00:20", SENIOR, "未见异常", false);
        stand.database.rows("update study set modalities = '{SR,MR}' where uid = '1.2'");
        stand.database.rows("update reading_task set urgency = 'EMERGENCY' where study = "
                + "(select id from study where uid = '1.3')");
        stand.database.rows("""
                insert into reading_event (task, number, unit, at, account, move, to_state, reason)
                select t.id, 90, t.unit, t.received_at, '%s', 'RECALL', 'RECALL_FOR_REPEAT', '伪影' from reading_task t
                join study s on s.id = t.study where s.uid = '1.4'""".formatted(RADIOLOGIST));
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    private static void task(String study, String received, String due, String writer) {
        stand.database.rows("""
                update reading_task set received_at = '%s+08', due_at = '%s+08', writer = '%s', state = 'PRELIM_WRITTEN'
                where study = (select id from study where uid = '%s')""".formatted(received, due, writer, study));
    }

    private static void preliminary(String study, String at, String signer, String impression, boolean positive) {
        sign(study, new Signed(1, "PRELIMINARY", at, signer), impression, positive);
    }

    private static void report(String study, String at, String signer, String impression, boolean positive) {
        sign(study, new Signed(2, "FINAL", at, signer), impression, positive);
        stand.database.rows("update reading_task set state = 'APPROVED', approver = '%s' where study = "
                .formatted(signer) + "(select id from study where uid = '" + study + "')");
    }

    private record Signed(int number, String kind, String at, String signer) {}

    private static void sign(String study, Signed signed, String impression, boolean positive) {
        String content = new JsonObject()
                .put("text", new JsonObject().put("findings", "见下").put("impression", impression)
                        .put("recommendations", "").put("positive", positive))
                .encode();
        stand.database.rows("""
                insert into report_version (task, number, unit, kind, content, signer, signed_at, algorithm, public_key,
                    signature)
                select t.id, %d, t.unit, '%s', '%s', '%s', '%s+08', 'ECDSA', 'k', 's' from reading_task t
                join study s on s.id = t.study where s.uid = '%s'""".formatted(signed.number(), signed.kind(), content,
                signed.signer(), signed.at(), study));
    }

    private static HttpResponse<String> ask(String account, String by, String from, String to) {
        return stand.get(account, "/api/v1/centre/figures?by=" + by + "&from=" + from + "&to=" + to);
    }

    /** One line a row: key, reports, median, P90, P95, shares as on time, positive, disagreement, recall, double signed, backlog, late. */
    private static String figures(String by, String from, String to) {
        HttpResponse<String> answer = ask(DIRECTOR, by, from, to);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("rows").stream().map(JsonObject.class::cast)
                .map(CentreFiguresIT::line).collect(Collectors.joining("\n"));
    }

    private static String line(JsonObject row) {
        return "%s: %s, %s %s %s, %s %s %s %s %s, %s/%s".formatted(row.getString("key"), row.getValue("reports"),
                row.getValue("median"), row.getValue("p90"), row.getValue("p95"), share(row, "onTime"),
                share(row, "positive"), share(row, "disagreement"), share(row, "recall"), share(row, "doubleSigned"),
                row.getValue("backlog"), row.getValue("late"));
    }

    private static String share(JsonObject row, String name) {
        JsonObject share = row.getJsonObject(name);
        int of = share.getInteger("denominator");
        assertThat(share.getDouble("share"))
                .isEqualTo(of == 0 ? null : Double.valueOf(share.getInteger("numerator") / (double) of));
        return share.getInteger("numerator") + "/" + of;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    ALL      | : 3, 60.0 84.0 87.0, 2/3 2/3 1/3 1/4 2/3, 2/1
                    UNIT     | TS1: 3, 60.0 84.0 87.0, 2/3 2/3 1/3 1/4 2/3, 2/1
                    MODALITY | CT: 2, 75.0 87.0 88.5, 1/2 2/2 0/2 1/3 1/2, 2/1;MR: 1, 30.0 30.0 30.0, 1/1 0/1 1/1 0/1 1/1, 0/0
                    URGENCY  | EMERGENCY: 1, 90.0 90.0 90.0, 1/1 1/1 0/1 0/1 1/1, 0/0;URGENT: 2, 45.0 57.0 58.5, 1/2 1/2 1/2 1/3 1/2, 2/1
                    DOCTOR   | ch1-radiologist: 2, 45.0 57.0 58.5, 1/2 1/2 1/2 1/3 1/2, 2/1;ch1-senior: 1, 90.0 90.0 90.0, 1/1 1/1 0/1 0/1 1/1, 0/0
                    """)
    void areWhatOneComputesByHand(String by, String expected) {
        assertThat(figures(by, "2025-03-01", "2025-03-31")).isEqualTo(expected.replace(';', '\n'));
    }

    @Test
    void monthsAreThoseOfTheCalendarOnTheWallAndEachEndsWithItsOwnBacklog() {
        assertThat(figures("MONTH", "2025-02-01", "2025-04-30")).isEqualTo("""
                2025-02: 0, null null null, 0/0 0/0 0/0 0/1 1/1, 1/0
                2025-03: 3, 60.0 84.0 87.0, 2/3 2/3 1/3 1/4 2/3, 2/1
                2025-04: 1, 30.0 30.0 30.0, 1/1 0/1 0/1 0/0 1/1, 1/1""");
    }

    @Test
    void aTimeInWhichNothingWasHasNoShares() {
        assertThat(figures("ALL", "2024-01-01", "2024-01-31")).isEmpty();
        assertThat(figures("MONTH", "2025-02-01", "2025-02-27")).isEmpty();
    }

    @Test
    void doctorsAndUnitsAreNamed() {
        assertThat(ask(DIRECTOR, "UNIT", "2025-03-01", "2025-03-31").body()).contains("\"name\":\"一院\"");
        assertThat(ask(DIRECTOR, "DOCTOR", "2025-03-01", "2025-03-31").body()).contains("县医院");
    }

    @Test
    void areSeenByThoseWhoAnswerForTheCentreAndByNobodyOfAnother() {
        String march = "2025-03-01";
        assertThat(ask(SENIOR, "ALL", march, "2025-03-31").statusCode()).isEqualTo(200);
        assertThat(ask(RADIOLOGIST, "ALL", march, "2025-03-31").statusCode()).isEqualTo(403);
        assertThat(ask("ts1-doctor", "ALL", march, "2025-03-31").statusCode()).isEqualTo(403);
        stand.database.rows("update account set roles = '{SENIOR_RADIOLOGIST}' where name = 'ch2-radiologist'");
        HttpResponse<String> other = ask("ch2-radiologist", "ALL", march, "2025-03-31");
        assertThat(new JsonObject(other.body()).getJsonArray("rows")).as(other.body()).isEmpty();
        assertThat(stand.database.rows("select distinct actor, object, details->>'by' from audit_event "
                + "where action = 'FIGURE_VIEW' and actor = 'ch1-senior'"))
                .containsExactly(List.of(SENIOR, "CH1", "ALL"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "by=WEEK&from=2025-03-01&to=2025-03-31", "by=ALL&from=2025-03-01", "by=ALL&from=x&to=y",
            "by=ALL&from=2025-03-02&to=2025-03-01", "by=ALL&from=2020-01-01&to=2025-03-01" })
    void aTimeThatIsNoneIsRefused(String query) {
        assertThat(stand.get(DIRECTOR, "/api/v1/centre/figures?" + query).statusCode()).isEqualTo(422);
    }
}
