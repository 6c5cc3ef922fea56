package org.lianzhen.gateway.http.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.recognition.PostgresCertificates;
import org.lianzhen.gateway.postgres.recognition.PostgresPriorResults;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.CatalogueBook;
import org.lianzhen.gateway.recognition.Credentials;
import org.lianzhen.gateway.recognition.ExamResult;
import org.lianzhen.gateway.recognition.ExamResult.Quality;
import org.lianzhen.gateway.recognition.MarkScope;
import org.lianzhen.gateway.recognition.Place;
import org.lianzhen.gateway.recognition.TestDocuments;
import org.lianzhen.gateway.version.DocumentBook;

class CertificateFeatureIT {
    private static final String CERTIFICATES = "/api/v1/recognition/certificates";
    private static final String SUSPENSIONS = "/api/v1/recognition/suspensions";
    private static final String OFFICER = TestSite.token(Role.QC_OFFICER, "CH1");
    private static final LocalDate TODAY = LocalDate.now(MemberDirectory.ZONE);

    private final DocumentBook<Catalogue> catalogue = CatalogueBook.of(new TestDocuments());
    private TestPostgres database;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        site = TestSite.auditing(new KeptEvents(), new CertificateFeature(new PostgresCertificates(database.pool()),
                catalogue, TestMembers.with()));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private static JsonObject chest() {
        return new JsonObject().put("unit", "TS1").put("item", "CT-CHEST-P").put("body", "市质控中心").put("level", "CITY")
                .put("round", "2026-1").put("passed", true).put("from", TODAY.minusDays(30).toString())
                .put("to", TODAY.plusDays(30).toString());
    }

    private static JsonObject suspension() {
        return new JsonObject().put("unit", "TS1").put("item", "CT-CHEST-P").put("from", TODAY.minusDays(3).toString())
                .put("why", "室间质评不合格");
    }

    private String made(String path, JsonObject body) {
        HttpResponse<String> answer = site.send("POST", path, OFFICER, body.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body()).getString("id");
    }

    private int status(String path, JsonObject body) {
        return site.send("POST", path, OFFICER, body.encode()).statusCode();
    }

    private List<JsonObject> list(String path) {
        HttpResponse<String> answer = site.text(site.request(path, TestSite.token(Role.SUPERVISOR, "CH1")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    /** What vouches now for a chest CT of some days ago. */
    private ExamResult.Vouching vouching(int days) {
        var unit = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);
        var item = catalogue.inForce().content().item("CT-CHEST-P").orElseThrow();
        return Await.result(new PostgresPriorResults(database.pool()).credentials(Set.of("TS1"))).of(
                new Credentials.Examination(unit, item, TODAY.minusDays(days), false), TODAY, false);
    }

    @Test
    void aMarkComesOfACertificateAndGoesWithIt() {
        assertThat(vouching(5).quality()).isEqualTo(Quality.UNKNOWN);
        String id = made(CERTIFICATES, chest());
        assertThat(vouching(5).quality()).isEqualTo(Quality.PASS);
        assertThat(vouching(5).marks()).containsExactly(new MarkScope(MarkScope.Type.CITY, "341322"));
        assertThat(vouching(31).quality()).as("before it").isEqualTo(Quality.UNKNOWN);

        String withdrawal = CERTIFICATES + "/" + id + "/withdrawal";
        assertThat(status(withdrawal, new JsonObject())).as("without a reason").isEqualTo(422);
        assertThat(status(withdrawal, new JsonObject().put("why", "录错单位"))).isEqualTo(204);
        assertThat(status(withdrawal, new JsonObject().put("why", "录错单位"))).as("again").isEqualTo(404);
        assertThat(vouching(5).quality()).isEqualTo(Quality.UNKNOWN);
        JsonObject kept = list(CERTIFICATES).getFirst();
        assertThat(kept.getString("endedBy")).isEqualTo("test");
        assertThat(kept.getString("why")).isEqualTo("录错单位");
        assertThat(kept.getString("level")).isEqualTo("CITY");
        assertThat(kept.getString("from")).isEqualTo(TODAY.minusDays(30).toString());
        assertThat(database.rows("select details ->> 'step' from audit_event where action = 'CERTIFICATE_CHANGE' "
                + "order by id")).containsExactly(List.of("passed"), List.of("withdrawn"));
    }

    @Test
    void aCertificateMayHoldForAWholeCategory() {
        JsonObject all = chest().put("category", "RADIOLOGY").put("level", "CROSS_PROVINCE").put("provinceGroup",
                "CSJ");
        all.remove("item");
        all.remove("from");
        all.remove("to");
        made(CERTIFICATES, all);
        assertThat(vouching(500).marks()).containsExactly(new MarkScope(MarkScope.Type.CROSS_PROVINCE, "CSJ"));
        JsonObject kept = list(CERTIFICATES).getFirst();
        assertThat(kept.getString("category")).isEqualTo("RADIOLOGY");
        assertThat(kept.getValue("to")).isNull();
        made(CERTIFICATES, chest().put("passed", false));
        assertThat(vouching(5).quality()).isEqualTo(Quality.FAIL);
    }

    @Test
    void aSuspensionHoldsUntilItIsEnded() {
        made(CERTIFICATES, chest());
        String id = made(SUSPENSIONS, suspension());
        assertThat(vouching(5).suspended()).isTrue();
        String end = SUSPENSIONS + "/" + id + "/end";
        assertThat(site.send("POST", end, OFFICER, "").statusCode()).isEqualTo(204);
        assertThat(site.send("POST", end, OFFICER, "").statusCode()).isEqualTo(404);
        JsonObject kept = list(SUSPENSIONS).getFirst();
        assertThat(kept.getString("to")).isEqualTo(TODAY.toString());
        assertThat(kept.getString("endedBy")).isEqualTo("test");
        assertThat(kept.getString("why")).isEqualTo("室间质评不合格");
        assertThat(vouching(0).suspended()).as("the day itself").isTrue();
        assertThat(database.rows("select details ->> 'step' from audit_event where action = 'CERTIFICATE_CHANGE' "
                + "order by id")).containsExactly(List.of("passed"), List.of("suspended"), List.of("resumed"));
    }

    @ParameterizedTest
    @CsvSource({ "unit, NEW", "item, CT-NONE", "item, ''", "level, ''", "level, WORLD", "body, ''", "round, ''",
            "from, 2026-02-30", "to, 2020-01-01", "provinceGroup, CSJ", "passed, maybe", "category, RADIOLOGY" })
    void aCertificateThatMakesNoSenseIsRefused(String field, String value) {
        assertThat(status(CERTIFICATES, chest().put(field, value))).isEqualTo(422);
        assertThat(list(CERTIFICATES)).isEmpty();
    }

    @Test
    void whatIsMissingIsRefused() {
        for (String field : List.of("unit", "item", "level", "body", "round", "passed")) {
            JsonObject without = chest();
            without.remove(field);
            assertThat(status(CERTIFICATES, without)).as(field).isEqualTo(422);
        }
        for (String field : List.of("unit", "from", "why")) {
            JsonObject without = suspension();
            without.remove(field);
            assertThat(status(SUSPENSIONS, without)).as(field).isEqualTo(422);
        }
        assertThat(status(SUSPENSIONS, suspension().put("to", "2020-01-01"))).isEqualTo(422);
        assertThat(status(CERTIFICATES + "/" + UUID.randomUUID() + "/withdrawal", new JsonObject().put("why", "x")))
                .isEqualTo(404);
        assertThat(status(CERTIFICATES + "/nonsense/withdrawal", new JsonObject().put("why", "x"))).isEqualTo(404);
        assertThat(status(SUSPENSIONS + "/nonsense/end", new JsonObject())).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(names = { "CLINICIAN", "HIS", "OFFICE", "BOARD_MEMBER", "SYS_ADMIN", "CENTRE_DIRECTOR" })
    void othersSeeThemAndSayNothing(Role role) {
        String token = TestSite.token(role, "CH1");
        assertThat(site.text(site.request(CERTIFICATES, token)).statusCode()).isEqualTo(200);
        assertThat(site.text(site.request(SUSPENSIONS, token)).statusCode()).isEqualTo(200);
        assertThat(site.send("POST", CERTIFICATES, token, chest().encode()).statusCode()).isEqualTo(403);
        assertThat(site.send("POST", SUSPENSIONS, token, suspension().encode()).statusCode()).isEqualTo(403);
    }
}
