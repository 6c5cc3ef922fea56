package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.slf4j.LoggerFactory;

/** A patient with a name and a number that nothing else has is read; nothing of either, and of what was written, is where it must not be. */
class ReadingPrivacyIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String[] SECRETS = { "鼒翀嶷", "鼒^翀嶷", "PXQ7391846", "结节秘语", "呼吸秘语" };
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT").put("technique", "平扫")
            .put("findings", "鼒翀嶷 结节秘语").put("impression", "结节秘语").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "鼒翀嶷")
            .put("patientId", "PXQ7391846");

    @TempDir
    Path keys;

    private static HttpResponse<String> sign(ReadingStand stand, JsonObject reading, int draft, JsonObject body) {
        return stand.withTag("POST", RADIOLOGIST, ReadingStand.path(reading, "reports"), draft, body);
    }

    /** Also what goes wrong, whose answers say nothing either. */
    private static List<String> readAll(ReadingStand stand) {
        JsonObject reading = stand.queued(
                SampleInstance.of("1.2.3.1.1").study("1.2.3").patient("PXQ7391846").named("鼒^翀嶷"));
        assertThat(reading.getString("patientName")).isEqualTo("鼒翀嶷");
        stand.move(RADIOLOGIST, reading, "claim");
        String draft = ReadingStand.path(reading, "draft");
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (JsonObject wrong : List.of(new JsonObject().put("鼒翀嶷", 1), new JsonObject().put("findings", "结节秘语\0"),
                new JsonObject().put("positive", "PXQ7391846"))) {
            refused.add(stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", wrong)));
        }
        stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", TEXT));
        refused.add(stand.withTag("PUT", RADIOLOGIST, draft, 0, new JsonObject().put("text", TEXT)));
        refused.add(sign(stand, reading, 1, SIGNATURE.copy().put("patientId", "鼒翀嶷")));
        refused.add(sign(stand, reading, 1, SIGNATURE.copy().put("password", "鼒翀嶷")));
        HttpResponse<String> signed = sign(stand, reading, 1, SIGNATURE.copy().put("notShown", "呼吸秘语"));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        assertThat(stand.get(RADIOLOGIST, ReadingStand.path(reading, "reports")).body()).contains("结节秘语");
        assertThat(refused).allSatisfy(answer -> assertThat(answer.statusCode()).isBetween(400, 499));
        return refused.stream().map(answer -> answer.uri() + "\n" + answer.body()).toList();
    }

    @Test
    void nothingOfAPatientOrAReportIsWhereItMustNotBe() throws Exception {
        var texts = new ArrayList<String>();
        try (WrittenLog log = WrittenLog.open()) {
            ((Logger) LoggerFactory.getLogger("org.lianzhen")).setLevel(Level.TRACE);
            try (var stand = new ReadingStand(keys)) {
                texts.addAll(readAll(stand));
                for (String table : List.of("audit_event", "reading_task", "log_in_failure")) {
                    stand.database.rows("select row_to_json(t)::text from " + table + " t")
                            .forEach(row -> texts.add(String.valueOf(row.getFirst())));
                }
            }
            texts.addAll(log.lines());
        }
        assertThat(texts).hasSizeGreaterThan(20)
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
    }
}
