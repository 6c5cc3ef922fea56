package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FindQuery;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.RetrieveQuery;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Drives every event of docs/audit-events.md through what the gateway offers, and looks at the row that is left of it. */
@Timeout(180)
class AuditEventsIT {
    private static final String STUDY = "1.2.840.66.1";

    @TempDir
    private Path folder;
    private TestPostgres database;

    @BeforeEach
    void open() {
        database = TestPostgres.empty();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static DataSet image(String study, int number, String patient) {
        return DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, study + ".1." + number).put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, study + ".1").put(Tag.Modality, "CT").put(Tag.PatientID, patient)
                .put(Tag.PatientName, "Wang^X").build();
    }

    /** The rows that match all of this; what is null is anything. */
    private long rows(String action, String outcome, String actor, String object) {
        return (Long) database
                .value("select count(*) from audit_event where action = $1 and outcome = $2 and actor = $3 "
                        + "and ($4::text is null or object = $4)", action, outcome, actor, object);
    }

    private void left(String action, String outcome, String actor, String object) {
        assertThat(rows(action, outcome, actor, object)).as("%s %s by %s on %s", action, outcome, actor, object)
                .isPositive();
    }

    @Test
    void everyEventLeavesARow() throws Exception {
        try (WholeGateway gateway = WholeGateway.start(database, folder)) {
            nodes(gateway);
            people(gateway);
            administrators(gateway);
            accounts(gateway);
            patients(gateway);
            gateway.stop();
        }
        left("GATEWAY_START", "SUCCESS", "LIANZHEN", "");
        left("GATEWAY_STOP", "SUCCESS", "LIANZHEN", "");
        assertThat(database.value("select count(*) from audit_event where role = 'DICOM_NODE' and "
                + "(source <> '127.0.0.1' or request !~ '^127.0.0.1:[0-9]+$')")).isEqualTo(0L);
        assertThat(database.value("select count(*) from audit_event where action in ('STUDY_STORE', 'STUDY_VIEW') and "
                + "outcome = 'SUCCESS' and patient !~ '^[0-9a-f]{32}$'")).isEqualTo(0L);
        assertThat(database.value("select count(distinct patient) from audit_event where object = $1 and patient <> ''",
                STUDY)).as("one patient, one pseudonym").isEqualTo(1L);
    }

    private void nodes(WholeGateway gateway) {
        gateway.store("TS1PACS", image(STUDY, 1, "P1"));
        gateway.store("TS1PACS", image(STUDY + "2", 1, "P2"));
        gateway.store("STRANGER", image(STUDY, 2, "P1"));
        DataSet keys = DataSet.builder().put(Tag.PatientID, "P1").putEmpty(Tag.StudyInstanceUID).build();
        Await.result(gateway.user().findAll(gateway.calledBy("TS1PACS"),
                FindQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY, keys)));
        Await.result(gateway.user().move(gateway.calledBy("TS1PACS"), RetrieveQuery.study(STUDY), "CH2PACS",
                progress -> {}).result());
        left("ASSOCIATION_ACCEPT", "SUCCESS", "TS1PACS", "LIANZHEN");
        left("ASSOCIATION_REJECT", "REFUSED", "STRANGER", "LIANZHEN");
        left("STUDY_STORE", "SUCCESS", "TS1PACS", STUDY);
        left("PATIENT_SEARCH", "SUCCESS", "TS1PACS", "");
        left("STUDY_EXPORT", "SUCCESS", "TS1PACS", STUDY);
    }

    private void people(WholeGateway gateway) throws Exception {
        HttpResponse<String> found = gateway.get("ch1-radiologist", "/dicom-web/studies?PatientID=P1");
        assertThat(found.body()).contains(STUDY);
        gateway.get("ch1-radiologist", "/dicom-web/studies/" + STUDY + "/metadata");
        HttpResponse<String> whole = gateway.get("ch1-radiologist", "/dicom-web/studies/" + STUDY);
        assertThat(whole.statusCode()).isEqualTo(200);
        gateway.send("ch1-radiologist", "POST", "/api/v1/studies/search", "{\"patientId\": \"P1\"}");
        byte[] part = DataSets.encode(image(STUDY, 3, "P1"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).toArray();
        gateway.send("ts1-tech", "POST", "/dicom-web/studies", "application/dicom", part);
        left("PATIENT_SEARCH", "SUCCESS", "ch1-radiologist", "");
        left("STUDY_VIEW", "SUCCESS", "ch1-radiologist", STUDY);
        left("STUDY_EXPORT", "SUCCESS", "ch1-radiologist", STUDY);
        String request = found.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(database.value("select unit || role || source from audit_event where request = $1", request))
                .isEqualTo("CH1RADIOLOGIST127.0.0.1");
    }

    private void administrators(WholeGateway gateway) throws Exception {
        gateway.get("sysadmin", "/api/v1/audit");
        left("ACCESS_REFUSE", "REFUSED", "sysadmin", "READ_AUDIT");
        gateway.get("auditor", "/api/v1/audit");
        left("AUDIT_READ", "SUCCESS", "auditor", "");
        gateway.send("sysadmin", "PUT", "/api/v1/members/nodes/TS2PACS", "{\"unit\": \"TS2\"}");
        assertThat(database.value("select count(*) from audit_event where action = 'MEMBER_CHANGE' "
                + "and actor = 'sysadmin'")).isEqualTo(1L);
        assertThat(database.value("select count(*) from audit_event where action = 'ROUTE_CHANGE'"))
                .as("from the file at the start").isEqualTo(1L);
        assertThat(gateway.send("sysadmin", "POST", "/api/v1/links/CH2PACS/examination", "{}").statusCode())
                .isEqualTo(200);
        assertThat(database.value("select count(*) from audit_event where action = 'LINK_EXAMINE' "
                + "and actor = 'sysadmin'")).isEqualTo(1L);
        Await.until("there is something to hold",
                () -> (Long) database.value("select count(*) from delivery_task") > 0);
        gateway.send("sysadmin", "POST", "/api/v1/deliveries/" + STUDY + "/CH2", "{\"action\": \"HOLD\"}");
        left("DELIVERY_CHANGE", "SUCCESS", "sysadmin", STUDY);
    }

    private void accounts(WholeGateway gateway) throws Exception {
        left("LOGIN", "SUCCESS", "ch1-radiologist", null);
        for (int i = 0; i < 7; i++) {
            gateway.logIn("qc", "not the password");
        }
        assertThat(rows("LOGIN", "FAILED", "qc", "")).as("wrong passwords").isPositive();
        assertThat(rows("LOGIN", "REFUSED", "qc", "")).as("while it is locked").isPositive();
        gateway.logIn("nobody", "x");
        left("LOGIN", "FAILED", "", "");
        assertThat(gateway.send("admin", "POST", "/api/v1/accounts", new JsonObject().put("name", "new-doctor")
                .put("displayName", "新医生").put("unit", "TS1").put("roles", List.of("TOWNSHIP_DOCTOR"))
                .put("password", "a long enough pass").encode())
                .statusCode()).isBetween(200, 204);
        gateway.send("admin", "PATCH", "/api/v1/accounts/new-doctor", "{\"roles\": [\"TECHNOLOGIST\"]}");
        assertThat(rows("ACCOUNT_CHANGE", "SUCCESS", "admin", "new-doctor")).as("made, and another role").isEqualTo(2);
        gateway.send("ts2-doctor", "DELETE", "/api/v1/session", "");
        left("LOGOUT", "SUCCESS", "ts2-doctor", null);
    }

    private void patients(WholeGateway gateway) throws Exception {
        List<UUID> ids = database.rows("select id from patient where patient_id in ('P1', 'P2') order by patient_id")
                .stream()
                .map(row -> (UUID) row.getFirst()).toList();
        String decision = new JsonObject().put("other", ids.get(1).toString()).put("why", "the same card").encode();
        String path = "/api/v1/patients/" + ids.get(0);
        gateway.get("ts1-tech", path);
        left("PATIENT_SEARCH", "SUCCESS", "ts1-tech", ids.get(0).toString());
        gateway.send("ts1-tech", "POST", path + "/link", decision);
        left("PATIENT_LINK", "SUCCESS", "ts1-tech", ids.get(0).toString());
        gateway.send("ts1-tech", "POST", path + "/unlink", decision);
        left("PATIENT_UNLINK", "SUCCESS", "ts1-tech", ids.get(0).toString());
        gateway.send("ch1-coordinator", "POST", path + "/reveal", "{\"why\": \"call the patient\"}");
        left("PATIENT_REVEAL", "SUCCESS", "ch1-coordinator", ids.get(0).toString());
        assertThat(gateway.get("auditor", "/api/v1/audit?action=PATIENT_REVEAL").body())
                .contains("\"patient\":\"");
    }

    @Test
    void aStartWithOtherSettingsAndCertificatesTellsWhatChanged() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (WholeGateway gateway = WholeGateway.start(database, folder)) {
                gateway.stop();
            }
        }
        assertThat(database.value("select details->>'dicom-port' from audit_event where action = 'CONFIG_CHANGE'"))
                .asString().matches("[0-9]+ -> [0-9]+");
        assertThat(database.value("select count(*) from audit_event where action = 'GATEWAY_START'")).isEqualTo(2L);
        assertThat(folder.resolve("data/audit/settings")).content().doesNotContain(database.address().password());
        assertThat(folder.resolve("data/audit/anchors")).isNotEmptyFile();
    }
}
