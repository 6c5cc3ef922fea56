package org.lianzhen.gateway.http.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.order.PatientUpdates.Prior;
import org.lianzhen.gateway.order.PatientUpdates.Proposal;
import org.lianzhen.gateway.order.PatientUpdates.Said;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.order.PostgresPatientUpdates;

class PatientUpdateFeatureIT {
    private static final String UPDATES = "/api/v1/patient-updates";
    private static final String DOCTOR = TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1");
    private static final AuditEvent.Actor HIS = new AuditEvent.Actor("TS1HIS", "HIS", "TS1", "10.0.0.9");

    private TestPostgres database;
    private PostgresPatientUpdates updates;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.1").study("1.2").patient("P1").indexed(),
                        SampleInstance.of("2.1").study("2.2").patient("P2").indexed()))
                .commit());
        updates = new PostgresPatientUpdates(database.pool());
        site = TestSite.auditing(new KeptEvents(), new PatientUpdateFeature(updates, new Reach(TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                """)), new KeptEvents()));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private void propose(String id, String name, String prior) {
        Await.result(updates.propose(new Proposal("TS1", new Said("TS1", id, name, "", ""),
                prior.isEmpty() ? null : new Prior("TS1", prior)), HIS));
    }

    private JsonArray listed(String token) {
        return new JsonObject(site.text(site.request(UPDATES, token)).body()).getJsonArray("items");
    }

    private int decide(JsonObject update, String decision, String token) {
        return site.send("POST", UPDATES + "/" + update.getString("id") + "/" + decision, token,
                "{\"reason\":\"核对户口本\"}").statusCode();
    }

    @Test
    void theNewestNewsOfAPatientWaitsAndNothingIsChanged() {
        propose("P1", "王^晓东", "");
        propose("P1", "王^晓冬", "");
        propose("P9", "不认识", "");
        JsonArray waiting = listed(DOCTOR);
        assertThat(waiting).hasSize(1);
        JsonObject update = waiting.getJsonObject(0);
        assertThat(update.getString("kind")).isEqualTo("CHANGE");
        assertThat(update.getJsonObject("known").getString("name")).isEqualTo("王^小东");
        assertThat(update.getJsonObject("says").getString("name")).isEqualTo("王^晓冬");
        assertThat(database.rows("select distinct name from patient")).containsExactly(List.of("王^小东"));

        assertThat(decide(update, "reject", DOCTOR)).isEqualTo(204);
        assertThat(decide(update, "accept", DOCTOR)).isEqualTo(404);
        assertThat(listed(DOCTOR)).isEmpty();
    }

    @Test
    void twoNumbersAreLinkedWhenAPersonSaysSo() {
        propose("P2", "王^小东", "P1");
        JsonObject update = listed(DOCTOR).getJsonObject(0);
        assertThat(update.getString("kind")).isEqualTo("MERGE");
        assertThat(update.getJsonObject("known").getString("patientId")).isEqualTo("P1");
        assertThat(database.rows("select count(*) from patient_link")).containsExactly(List.of(0L));

        assertThat(decide(update, "accept", DOCTOR)).isEqualTo(204);
        assertThat(database.rows("select author, why from patient_link_history"))
                .containsExactly(List.of("test", "核对户口本"));
        assertThat(database.rows("select distinct patient_id from patient order by 1"))
                .as("records stay as they are").containsExactly(List.of("P1"), List.of("P2"));
        assertThat(database.rows("select action, actor, details->>'step' from audit_event where action like 'PATIENT%'"
                + " order by occurred_at, action desc")).containsExactlyInAnyOrder(
                        List.of("PATIENT_UPDATE", "TS1HIS", "proposed"), List.of("PATIENT_UPDATE", "test", "accepted"),
                        Arrays.asList("PATIENT_LINK", "test", null));
    }

    @Test
    void othersNeitherSeeNorDecide() {
        propose("P1", "王^晓东", "");
        JsonObject update = listed(DOCTOR).getJsonObject(0);
        String other = TestSite.token(Role.TOWNSHIP_DOCTOR, "TS2");
        assertThat(listed(other)).isEmpty();
        assertThat(decide(update, "accept", other)).isEqualTo(404);
        assertThat(site.text(site.request(UPDATES, TestSite.token(Role.RADIOLOGIST, "TS1"))).statusCode())
                .isEqualTo(403);
        assertThat(Await.result(updates.waiting(Set.of("TS1"), 10))).hasSize(1);
    }
}
