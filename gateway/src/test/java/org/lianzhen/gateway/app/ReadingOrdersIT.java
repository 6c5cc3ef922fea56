package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class ReadingOrdersIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT").put("technique", "平扫")
            .put("findings", "右肺结节").put("impression", "右肺结节").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");

    @TempDir
    Path keys;

    private ReadingStand stand;
    private JsonObject reading;

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys);
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3"));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    /** The study came of an order for that patient. */
    private void ordered(String name, String urgency) {
        stand.database
                .rows("""
                        insert into imaging_order (id, unit, source, accession_number, placer_number, procedure_id, step_id,
                            study_uid, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex, identifiers,
                            visit, modality, item_code, item_name, body_part, laterality, urgency, clinical_info, diagnosis,
                            doctor, department, phone, station, state, version)
                        values (gen_random_uuid(), 'TS1', 'TYPED', 'A1', '', '', '', '1.2.3', 'x', 'TS1', 'P1', '%s', '{}', '{}',
                            '', '', '{}', 'EMERGENCY', 'CT', '', '胸部 CT 平扫', 'CHEST', '', '%s', '外伤后胸痛', '肋骨骨折?', '李明',
                            '急诊科', '0557-1', '', 'PERFORMED', 1)"""
                        .formatted(name, urgency));
        stand.database.rows("""
                insert into order_match (study, unit, state, imaging_order)
                select s.id, s.unit, 'MATCHED', o.id from study s, imaging_order o where s.uid = '1.2.3'
                on conflict (study) do update set state = 'MATCHED', imaging_order = excluded.imaging_order""");
    }

    private JsonObject one() {
        return new JsonObject(stand.get(RADIOLOGIST, ReadingStand.path(reading, "")).body());
    }

    private HttpResponse<String> sign() {
        return stand.withTag("POST", RADIOLOGIST, ReadingStand.path(reading, "reports"), 1, SIGNATURE);
    }

    private void write() {
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
        assertThat(stand.withTag("PUT", RADIOLOGIST, ReadingStand.path(reading, "draft"), 0,
                new JsonObject().put("text", TEXT)).statusCode()).isEqualTo(200);
    }

    @Test
    void theOrderSaysHowUrgentItIsAndByWhenItIsDue() {
        assertThat(Duration.between(reading.getInstant("receivedAt"), reading.getInstant("dueAt")))
                .isEqualTo(Duration.ofHours(2));
        ordered("王小东", "EMERGENCY");
        Await.until("the study is an emergency", () -> one().getString("urgency").equals("EMERGENCY"));
        Instant received = one().getInstant("receivedAt");
        assertThat(Duration.between(received, one().getInstant("dueAt"))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whoeverReadsSeesWhatWasAskedAndNobodyElseDoes() {
        String path = ReadingStand.path(reading, "orders");
        assertThat(new JsonObject(stand.get(RADIOLOGIST, path).body()).getJsonArray("orders")).isEmpty();
        ordered("王小东", "URGENT");
        JsonObject order = new JsonObject(stand.get(RADIOLOGIST, path).body()).getJsonArray("orders").getJsonObject(0);
        assertThat(List.of(order.getString("clinicalInfo"), order.getString("doctor"), order.getString("itemName"),
                order.getString("visit"), order.getBoolean("samePatient")))
                .containsExactly("外伤后胸痛", "李明", "胸部 CT 平扫", "EMERGENCY", true);
        assertThat(stand.get("ch2-radiologist", path).statusCode()).isEqualTo(404);
        assertThat(stand.get("ts1-doctor", path).statusCode()).isEqualTo(403);
        assertThat(stand.database.rows("select distinct actor, object from audit_event where action = 'ORDER_VIEW'"))
                .containsExactly(List.of(RADIOLOGIST, "1.2.3"));
    }

    @Test
    void nothingIsSignedOfAnOrderForAnotherPatient() {
        write();
        ordered("李小东", "URGENT");
        HttpResponse<String> refused = sign();
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("other-patient-ordered").doesNotContain("李小东", "王小东");
        stand.database.rows("update imaging_order set name = 'Wang^XiaoDong'");
        HttpResponse<String> signed = sign();
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    @Test
    void anotherPartThanOrderedIsDoubtful() {
        write();
        ordered("王小东", "URGENT");
        stand.database.rows("update imaging_order set body_part = 'HEAD'");
        String draft = stand.get(RADIOLOGIST, ReadingStand.path(reading, "draft")).body();
        assertThat(new JsonObject(draft).getJsonArray("cautions")).contains("ORDER_BODY_PART");
        assertThat(new JsonObject(sign().body()).getString("code")).isEqualTo("report-doubtful");
    }
}
