package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.http.live.TestBrowser;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What one person changes is told to the pages of others who may see it, and to nobody else. */
@Timeout(300)
class ChangesIT {
    /** Short, because every line of the table waits for two news. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String STUDY = "1.2.840.77.1";

    /** May see nothing but the calendar. */
    private static final String WATCHER = "board";
    private static final String ALL_TOLD = "";

    @TempDir
    private Path folder;
    private TestPostgres database;
    private WholeGateway gateway;
    /** Number of the last news before anything was done. */
    private long begun;
    private final Map<String, TestBrowser> browsers = new HashMap<>();
    private final Map<String, List<String>> heard = new HashMap<>();

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.empty();
        gateway = WholeGateway.start(database, folder, PAUSE);
        gateway.store("TS1PACS", image(1, "P1", "CT"));
        gateway.store("TS1PACS", image(2, "P2", "CT"));
        Await.until("there is something to deliver",
                () -> (Long) database.value("select count(*) from delivery_task") > 0);
    }

    @AfterEach
    void close() {
        browsers.values().forEach(TestBrowser::close);
        gateway.close();
        database.close();
    }

    private static DataSet image(int study, String patient, String description) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, STUDY + "." + study + ".1.1").put(Tag.StudyInstanceUID, STUDY + "." + study)
                .put(Tag.SeriesInstanceUID, STUDY + "." + study + ".1").put(Tag.Modality, "CT")
                .put(Tag.StudyDescription, description).put(Tag.PatientID, patient)
                .put(Tag.PatientName, "Wang^X").build();
    }

    /** Something that is done. */
    @FunctionalInterface
    private interface Act {
        void run() throws Exception;
    }

    /**
     * One line of the table.
     *
     * @param hears account that is told
     * @param deaf account that is not
     */
    private record Line(String topic, String hears, String deaf, Act act) {
        @Override
        public String toString() {
            return topic;
        }
    }

    private void send(String account, String path, String body) throws Exception {
        done(gateway.send(account, "POST", path, body));
    }

    private void replace(String account, String path, String body) throws Exception {
        done(gateway.replace(account, path, body));
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static String document(String text) {
        return new JsonObject().put("document", text).put("reason", "test").put("withoutRehearsal", true).encode();
    }

    private Stream<Line> table() {
        return Stream.of(
                new Line("member", "office", "ts1-doctor",
                        () -> done(gateway.send("sysadmin", "PUT", "/api/v1/members/nodes/TS2PACS",
                                "{\"unit\": \"TS2\"}"))),
                new Line("account", "admin", "sysadmin",
                        () -> done(gateway.send("admin", "PATCH", "/api/v1/accounts/qc",
                                "{\"displayName\": \"质控\"}"))),
                new Line("session", "admin", "sysadmin", () -> done(gateway.logIn("qc", DemoAccounts.PASSWORD))),
                new Line("session", "his", "sysadmin", () -> done(gateway.logIn("his", DemoAccounts.PASSWORD))),
                new Line("rule", "admin", "office", () -> replace("admin", "/api/v1/access-rules",
                        gateway.get("admin", "/api/v1/access-rules").body())),
                new Line("channel", "sysadmin", "office", () -> replace("sysadmin", "/api/v1/channels",
                        document("smtp: {host: mail.example, port: 25, from: a@b.example}"))),
                new Line("roster", "ts1-doctor", "auditor", () -> replace("ch1-director", "/api/v1/rosters/CH1/IMAGING",
                        "{\"shifts\": []}")),
                new Line("route", "sysadmin", "office", () -> replace("sysadmin", "/api/v1/routes", document("""
                        destinations: [{code: CH2, unit: CH2, node: CH2PACS}]
                        routes: [{code: all, name: 全都, to: [CH2], state: ACTIVE}]
                        """))),
                new Line("link", "sysadmin", "admin",
                        () -> send("sysadmin", "/api/v1/links/CH2PACS/examination", "{}")),
                new Line("delivery", "ts1-tech", "ts1-doctor",
                        () -> send("sysadmin", "/api/v1/deliveries/" + STUDY + ".1/CH2", "{\"action\": \"HOLD\"}")),
                new Line("study", "ts1-doctor", "sysadmin",
                        () -> gateway.store("TS1PACS", image(3, "P3", "CT"))),
                new Line("conflict", "ts1-tech", "ts1-doctor",
                        () -> gateway.store("TS1PACS", image(1, "P1", "another"))),
                new Line("charset", "ts1-tech", "ts1-doctor",
                        () -> send("ts1-tech", "/api/v1/charset-proposals/" + proposal() + "/dismiss", "{}")),
                new Line("patient", "ch1-coordinator", "sysadmin", this::link),
                new Line("break-glass", "admin", "ts1-tech", () -> send("ts1-doctor", "/api/v1/break-glass",
                        new JsonObject().put("studyInstanceUid", STUDY + ".1")
                                .put("reason", "unconscious, no relatives here").encode())),
                new Line("notice", "office", "auditor", () -> database.rows("""
                        insert into notice (id, unit, key, kind, urgency, reference, parameters, ladder, raised_at)
                        values (uuidv7(), 'CH1', 'k', 'space', 'ROUTINE', '', '{}', '[]', now())""")));
    }

    private UUID proposal() {
        return (UUID) database.value("""
                insert into charset_proposal (id, unit, study, source, proposed, confidence, reason, current_name,
                    proposed_name, state)
                select uuidv7(), unit, id, 'A', 'GB18030', 0.9, '', '', '', 'OPEN' from study limit 1 returning id""");
    }

    private void link() throws Exception {
        List<List<Object>> ids = database
                .rows("select id from patient where patient_id in ('P1', 'P2') order by patient_id");
        send("ts1-tech", "/api/v1/patients/" + ids.getFirst().getFirst() + "/link",
                new JsonObject().put("other", ids.getLast().getFirst().toString()).put("why", "same card").encode());
    }

    /** Whoever has heard the greeting misses nothing from then on. */
    private TestBrowser listen(String account) throws Exception {
        heard.putIfAbsent(account, new ArrayList<>());
        TestBrowser known = browsers.get(account);
        if (known != null) {
            return known;
        }
        TestBrowser browser = gateway.browser(account);
        assertThat(browser.next().getString("type")).isEqualTo("hello");
        browsers.put(account, browser);
        return browser;
    }

    /** Reads what an account hears until a topic is told after a number. @return the number of that news */
    private long until(String topic, String account, long after) throws Exception {
        TestBrowser browser = listen(account);
        while (true) {
            JsonObject message = browser.next();
            if (message.getString("type").equals("changed")) {
                long number = message.getLong("seq");
                if (number > begun) {
                    heard.get(account).add(message.getString("topic"));
                }
                if (message.getString("topic").equals(topic) && number > after) {
                    return number;
                }
            }
        }
    }

    /** Has everybody told of something, after all that was to be told before. @return its number */
    private long fence(long after) throws Exception {
        listen(WATCHER);
        database.rows("select pg_notify('lianzhen_change', 'CALENDAR')");
        return until("calendar", WATCHER, after);
    }

    @Test
    void ofTheCalendarAreToldToEverybody() throws Exception {
        listen(WATCHER);
        replace("office", "/api/v1/calendar",
                document("{hours: [\"09:00-17:00\"], years: [{year: 2026, source: x}]}"));
        assertThat(until("calendar", WATCHER, 0)).isPositive();
    }

    @Test
    void areToldToThoseWhoMaySeeThemOnly() throws Exception {
        List<Line> table = table().toList();
        for (Line line : table) {
            listen(line.hears());
            listen(line.deaf());
        }
        long before = fence(0);
        begun = before;
        for (Line line : table) {
            line.act().run();
            until(line.topic(), line.hears(), before);
            before = fence(before);
        }
        for (Line line : table) {
            assertThat(allOf(line.deaf(), before)).as(line.topic()).doesNotContain(line.topic());
        }
    }

    private List<String> allOf(String account, long last) throws Exception {
        List<String> all = heard.get(account);
        if (!all.contains(ALL_TOLD)) {
            until("calendar", account, last - 1);
            all.add(ALL_TOLD);
        }
        return all;
    }
}
