package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.reading.PostgresAcknowledgements;

/** What the order of a study says: who asked for it, and to whom it belongs. */
class OrderDoctorIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String TECH = "ts1-tech";
    private static final String DOCTOR = "ts1-doctor";
    private static final String MOVES = "/api/v1/study-moves";
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺上叶见磨玻璃结节。").put("impression", "右肺上叶磨玻璃结节。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");

    @TempDir
    static Path keys;

    private static ReadingStand stand;
    private static int studies;

    private JsonObject reading = new JsonObject();
    private String study = "";

    @BeforeAll
    static void open() throws Exception {
        stand = new ReadingStand(keys);
        stand.database.rows("""
                update account set display_name = '李 明', staff_number = 'D117' where name = 'ts1-village'""");
        stand.database.rows("update account set display_name = '王芳' where name in ('ts1-tech', 'ts1-doctor')");
        stand.database.rows("""
                insert into account select (jsonb_populate_record(a,
                    jsonb_build_object('name', 'ts1-gone', 'display_name', '张离', 'state', 'DISABLED'))).*
                from account a where a.name = 'ts1-doctor'""");
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    @BeforeEach
    void queue() {
        study = "1.7." + ++studies;
        reading = stand.queued(SampleInstance.of(study + ".1.1").study(study));
    }

    /** An order for a patient, whose number is also the patient's identity. */
    private String order(String unit, String patient, String doctor) {
        String number = "A" + study;
        stand.database.rows("""
                insert into imaging_order (id, unit, source, accession_number, placer_number, procedure_id, step_id,
                    study_uid, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex, identifiers,
                    visit, modality, item_code, item_name, body_part, laterality, urgency, clinical_info, diagnosis,
                    doctor, department, phone, station, state, version)
                values (gen_random_uuid(), '%s', 'TYPED', '%s', '', '', '', 'of %s', '%s', '%s', '%s', '张^三', '{}',
                    '{}', '19800229', 'F', '{}', 'EMERGENCY', 'CT', '', '胸部 CT 平扫', 'CHEST', '', 'ROUTINE', '', '',
                    '%s', '', '', '', 'PERFORMED', 1)"""
                .formatted(unit, number, study, patient, unit, patient, doctor));
        return number;
    }

    private void ordered(String doctor, String number) {
        order("TS1", "P1", doctor);
        stand.database.rows("""
                insert into order_match (study, unit, state, imaging_order)
                select s.id, s.unit, 'MATCHED', o.id from study s, imaging_order o
                where s.uid = '%s' and o.accession_number = 'A%s'
                on conflict (study) do update set state = 'MATCHED', imaging_order = excluded.imaging_order"""
                .formatted(study, study));
        stand.database.rows("update imaging_order set doctor_number = '%s' where accession_number = 'A%s'"
                .formatted(number, study));
    }

    private String path(String part) {
        return ReadingStand.path(reading, part);
    }

    /** A final report that is withdrawn. */
    private void withdraw() {
        // the order is for the patient of the images
        stand.database.rows("""
                update imaging_order set name = '王^小东', birth_date = '', sex = '' where accession_number = 'A%s'"""
                .formatted(study));
        stand.move(RADIOLOGIST, reading, "claim");
        stand.withTag("PUT", RADIOLOGIST, path("draft"), 0, new JsonObject().put("text", TEXT));
        stand.withTag("POST", RADIOLOGIST, path("reports"), 1, SIGNATURE);
        stand.move(SENIOR, reading, "review");
        stand.withTag("POST", SENIOR, path("reports"), 1, SIGNATURE);
        HttpResponse<String> answer = stand.post(SENIOR, path("withdrawal"),
                SIGNATURE.copy().put("reason", "左右写反").put("number", 2));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** As those who are told get it. */
    private List<Matter> matters() {
        var open = new PostgresAcknowledgements(stand.database.pool());
        return Await.result(new ReportMatters(open, () -> ChannelSettings.Rules.USUAL).changes().look().get()).stream()
                .filter(matter -> matter.subject().reference().equals(study)).toList();
    }

    @ParameterizedTest
    @CsvSource({ "ts1-doctor, '', ts1-doctor", "李 明, '', ts1-village", "李明, '', ts1-village", "'', '', TS1",
            "ts2-doctor, '', TS1", "张离, '', TS1", "ts1-gone, '', TS1", "李大夫, D117, ts1-village",
            "D117, D117, ts1-village", "李明, D118, TS1", "王芳, '', TS1", "王芳, ts1-tech, ts1-tech",
            "王芳, D117, ts1-village" })
    void isToldByNumberAccountOrNameOfTheUnitsOwnPeopleOrElseTheUnit(String named, String number, String told) {
        ordered(named, number);
        withdraw();
        assertThat(matters()).singleElement().satisfies(matter -> {
            assertThat(matter.kind()).isEqualTo("report-withdrawn");
            assertThat(matter.unit()).isEqualTo("TS1");
            assertThat(matter.subject().parameters()).isEqualTo(Map.of("doctor", told));
            assertThat(matter.toString()).doesNotContain("小东", "P1", "左右写反");
            assertThat(matter.ladder().steps().getFirst().account()).as("first")
                    .isEqualTo(told.equals("TS1") ? "" : told);
            assertThat(matter.ladder().steps().getLast().duty()).isEqualTo(Duty.MEDICAL_OFFICE);
        });
    }

    @Test
    void nobodyIsToldAnyMoreOfWhatSomebodyHasRead() {
        withdraw();
        assertThat(matters()).as("without an order").singleElement()
                .satisfies(matter -> assertThat(matter.subject().parameters()).isEqualTo(Map.of("doctor", "TS1")));
        assertThat(stand.post(DOCTOR, "/api/v1/studies/" + study + "/report-changes/3/acknowledgement",
                new JsonObject()).statusCode()).isEqualTo(200);
        assertThat(matters()).isEmpty();
    }

    private HttpResponse<String> propose(String number) {
        return stand.post(TECH, MOVES, new JsonObject().put("study", study).put("accessionNumber", number)
                .put("reason", "登记时选错患者"));
    }

    private JsonObject move() {
        return new JsonObject(stand.get(DOCTOR, MOVES).body()).getJsonArray("moves").stream()
                .map(JsonObject.class::cast).filter(one -> one.getString("studyInstanceUid").equals(study)).findFirst()
                .orElseThrow();
    }

    @Test
    void aStudyIsMovedToThePatientWhomOnlyTheOrderNames() {
        assertThat(propose(order("TS1", "P8", "")).statusCode()).isEqualTo(204);
        JsonObject proposed = move();
        assertThat(proposed.getJsonObject("to").getString("patientId")).isEqualTo("P8");
        assertThat(proposed.getJsonObject("to").getString("name")).isEqualTo("张三");
        assertThat(proposed.getJsonObject("from").getString("patientId")).isEqualTo("P1");
        assertThat(stand.post(DOCTOR, MOVES + "/" + proposed.getString("id") + "/confirm",
                new JsonObject().put("password", "demo")).statusCode()).isEqualTo(204);
        assertThat(stand.awaited(study, "QUEUED").getString("patientId")).isEqualTo("P8");
        assertThat(propose("A" + study).statusCode()).as("it is filed there").isEqualTo(409);
    }

    @Test
    void anOrderOfAnotherUnitTellsNothing() {
        HttpResponse<String> answer = propose(order("TS2", "P9", ""));
        assertThat(answer.statusCode() + " " + new JsonObject(answer.body()).getString("code"))
                .isEqualTo("409 move-state");
        assertThat(stand.database.value("select count(*) from patient where patient_id = 'P9'"))
                .as("nor makes it a patient").isEqualTo(0L);
    }
}
