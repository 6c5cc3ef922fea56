package org.lianzhen.gateway.http.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Identifier.Kind;
import org.lianzhen.gateway.patient.PatientMatching;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.patient.Arrival;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;

class PatientFeatureIT {
    private static final String TECHNICIAN = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String DOCTOR = TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1");
    private static final Identifier CARD = new Identifier(Kind.ID_CARD, "", "341322198802291234");

    private final List<AuditEvent> events = new ArrayList<>();
    private TestPostgres database;
    private PostgresPatientIndex index;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresPatientIndex(database.pool());
        site = site(event -> {
            events.add(event);
            return CompletableFuture.completedStage(null);
        });
    }

    private TestSite site(AuditLog audit) {
        return TestSite.of(new PatientFeature(index, TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS3, name: 三院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}, {owner: TS2, reader: CH1},
                  {owner: TS1, reader: TS3}, {owner: TS2, reader: TS3}]
                centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                """), audit));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private UUID arrive(Arrival arrival) {
        arrival.at(database);
        return (UUID) database.value("select id from patient where issuer = $1 and patient_id = $2", arrival.unit(),
                arrival.patientId());
    }

    private HttpResponse<String> post(String token, String path, JsonObject body) {
        return site.send("POST", "/api/v1/patients/" + path, token, body.encode());
    }

    private HttpResponse<String> decide(String token, UUID record, String decision, Object other) {
        return post(token, record + "/" + decision,
                new JsonObject().put("other", other.toString()).put("why", "same card"));
    }

    private static List<String> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id")).toList();
    }

    @Test
    void findsByNumberAndByNameWithinTheUnitsOnly() {
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        UUID b = arrive(Arrival.of("CH1", "Q7").named("李^四", "19900101", "F"));
        arrive(Arrival.of("TS2", "R3").with(CARD));
        JsonObject card = new JsonObject().put("number", CARD.number());
        assertThat(ids(post(DOCTOR, "search", card))).containsExactly(a.toString());
        assertThat(ids(post(DIRECTOR, "search", new JsonObject().put("name", "ls")))).containsExactly(b.toString());
        assertThat(ids(post(DOCTOR, "search", new JsonObject().put("name", "ls")))).isEmpty();
        JsonObject found = new JsonObject(post(DOCTOR, "search", card).body()).getJsonArray("items").getJsonObject(0);
        assertThat(found.getString("name")).isEqualTo("王^小东");
        assertThat(found.getJsonArray("identifiers")).isEqualTo(new JsonArray()
                .add(new JsonObject().put("kind", "ID_CARD").put("issuer", "").put("number", CARD.number())));
    }

    @Test
    void showsMaskedValuesToThoseWhoNeitherTreatNorRead() {
        UUID id = arrive(Arrival.of("TS1", "P100200300").with(CARD));
        String coordinator = TestSite.token(Role.COORDINATOR, "CH1");
        HttpResponse<String> answer = post(coordinator, "search", new JsonObject().put("number", CARD.number()));
        assertThat(answer.body()).doesNotContain("小东", CARD.number(), "P100200300", "19800229");
        JsonObject found = new JsonObject(answer.body()).getJsonArray("items").getJsonObject(0);
        assertThat(found.getString("name")).isEqualTo("王*东");
        assertThat(found.getBoolean("masked")).isTrue();
        assertThat(found.getInteger("age")).isPositive();
        assertThat(site.text(site.request("/api/v1/patients/" + id, coordinator)).body()).doesNotContain("小东",
                CARD.number());
        assertThat(found.getJsonArray("identifiers").getJsonObject(0).getString("number"))
                .isEqualTo("341322********1234");
    }

    @Test
    void revealsOnePatientToThoseWhoMayAndPutsItOnRecord() {
        UUID id = arrive(Arrival.of("TS1", "P1").with(CARD));
        JsonObject why = new JsonObject().put("why", "scheduling by phone");
        HttpResponse<String> shown = post(TestSite.token(Role.COORDINATOR, "CH1"), id + "/reveal", why);
        assertThat(new JsonObject(shown.body()).getString("name")).isEqualTo("王^小东");
        assertThat(events.getLast().action()).isEqualTo(AuditAction.PATIENT_REVEAL);
        assertThat(events.getLast().object()).isEqualTo(id.toString());
        assertThat(events.getLast().details()).containsEntry("reason", "scheduling by phone");
        assertThat(post(TestSite.token(Role.COORDINATOR, "CH1"), id + "/reveal", new JsonObject()).statusCode())
                .isEqualTo(422);
        assertThat(post(TestSite.token(Role.COORDINATOR, "TS2"), id + "/reveal", why).statusCode())
                .as("of a unit that may not read it").isEqualTo(404);
        assertThat(post(TestSite.token(Role.SUPERVISOR, "CH1"), id + "/reveal", why).statusCode()).isEqualTo(403);
    }

    @Test
    void wantsSomethingToSearchFor() {
        assertThat(post(DOCTOR, "search", new JsonObject()).statusCode()).isEqualTo(422);
        assertThat(post(DOCTOR, "search", new JsonObject().put("name", 7)).statusCode()).isEqualTo(422);
        assertThat(post(DOCTOR, "search", new JsonObject().put("name", "x".repeat(257))).statusCode()).isEqualTo(422);
    }

    @Test
    void everySearchIsAuditedWithoutNamingAnybody() {
        arrive(Arrival.of("TS1", "P1").with(CARD));
        post(DOCTOR, "search", new JsonObject().put("number", CARD.number()).put("name", "王*"));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.PATIENT_SEARCH);
            assertThat(event.actor().role()).isEqualTo("TOWNSHIP_DOCTOR");
            assertThat(event.toString()).doesNotContain(CARD.number(), "王");
        });
    }

    @Test
    void linksShowsAndUnlinks() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        assertThat(decide(DIRECTOR, b, "link", a).statusCode()).isEqualTo(204);
        assertThat(ids(site.text(site.request("/api/v1/patients/" + b, DIRECTOR)))).containsExactly(a.toString(),
                b.toString());
        assertThat(ids(site.text(site.request("/api/v1/patients/" + a, DOCTOR)))).as("what the township may see")
                .containsExactly(a.toString());
        assertThat(decide(DIRECTOR, a, "link", b).statusCode()).as("again").isEqualTo(409);
        assertThat(decide(DIRECTOR, a, "unlink", b).statusCode()).isEqualTo(204);
        JsonObject shown = new JsonObject(site.text(site.request("/api/v1/patients/" + a, DIRECTOR)).body());
        assertThat(shown.getJsonArray("items")).hasSize(1);
        assertThat(shown.getJsonArray("history").stream().map(one -> ((JsonObject) one).getString("act")))
                .containsExactly("LINK", "UNLINK");
        assertThat(shown.getJsonArray("history").getJsonObject(0).getString("why")).isEqualTo("same card");
        assertThat(shown.getJsonArray("history").getJsonObject(0).getString("author")).isEqualTo("test");
        assertThat(events).extracting(AuditEvent::action, AuditEvent::outcome).contains(
                tuple(AuditAction.PATIENT_LINK, AuditEvent.Outcome.SUCCESS),
                tuple(AuditAction.PATIENT_LINK, AuditEvent.Outcome.FAILED),
                tuple(AuditAction.PATIENT_UNLINK, AuditEvent.Outcome.SUCCESS));
    }

    @Test
    void nobodyDecidesAboutRecordsThatTheyMayNotSee() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID hidden = arrive(Arrival.of("TS2", "R3"));
        assertThat(decide(TECHNICIAN, a, "link", hidden).statusCode()).isEqualTo(404);
        assertThat(decide(TECHNICIAN, a, "link", UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(decide(TECHNICIAN, a, "link", "1").statusCode()).isEqualTo(404);
        assertThat(decide(TECHNICIAN, a, "link", a).statusCode()).isEqualTo(422);
        assertThat(decide(DOCTOR, a, "link", hidden).statusCode()).isEqualTo(404);
        assertThat(decide(TestSite.token(Role.VILLAGE_DOCTOR, "TS1"), a, "link", hidden).statusCode())
                .as("a village doctor links nobody").isEqualTo(403);
        assertThat(site.text(site.request("/api/v1/patients/" + hidden, DOCTOR)).statusCode()).isEqualTo(404);
        assertThat(database.value("select count(*) from patient_link_history")).isEqualTo(0L);
    }

    @Test
    void whatWasDecidedAboutARecordIsSeenByThoseWhoMaySeeBoth() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("TS2", "R3"));
        JsonObject decision = new JsonObject().put("other", b.toString()).put("why", "the brother of 王^小东");
        assertThat(post(DIRECTOR, a + "/link", decision).statusCode()).isEqualTo(204);
        assertThat(history(a, DIRECTOR)).hasSize(1);
        assertThat(history(a, DOCTOR)).as("the other record is none of theirs").isEmpty();
    }

    private JsonArray history(UUID record, String token) {
        HttpResponse<String> answer = site.text(site.request("/api/v1/patients/" + record, token));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("history");
    }

    @Test
    void nothingIsReadBeforeItIsWrittenDownWhoAsked() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> kept = new CompletableFuture<>();
        try (TestSite slow = site(event -> {
            asked.complete(null);
            return kept;
        })) {
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
                    () -> slow.text(slow.request("/api/v1/patients/" + a, DIRECTOR)),
                    work -> Thread.ofVirtual().start(work));
            asked.join();
            UUID b = arrive(Arrival.of("TS2", "R3"));
            assertThat(decide(DIRECTOR, a, "link", b).statusCode()).isEqualTo(204);
            assertThat(answer).isNotDone();
            kept.complete(null);
            JsonObject shown = new JsonObject(answer.join().body());
            assertThat(shown.getJsonArray("history")).as("as it is when the event is kept").hasSize(1);
        }
    }

    @Test
    void aUnitDecidesAboutItsOwnRecordsAndTheImagingCentreAboutAllThatItReads() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("TS2", "R3"));
        UUID own = arrive(Arrival.of("TS3", "S5"));
        String reader = TestSite.token(Role.CENTRE_DIRECTOR, "TS3");
        HttpResponse<String> refused = decide(reader, a, "link", b);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("not-your-records");
        assertThat(events).extracting(AuditEvent::action, AuditEvent::outcome)
                .containsExactly(tuple(AuditAction.PATIENT_LINK, AuditEvent.Outcome.REFUSED));
        assertThat(database.value("select count(*) from patient_link_history")).isEqualTo(0L);
        assertThat(decide(reader, own, "link", b).statusCode()).as("one of their own").isEqualTo(204);
        assertThat(decide(DIRECTOR, a, "link", b).statusCode()).as("the centre").isEqualTo(204);
        assertThat(decide(reader, a, "unlink", b).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = { "search", "x", "1-2-3-4-5" })
    void whatIsNoIdIsUnknown(String id) {
        assertThat(site.text(site.request("/api/v1/patients/" + id, DOCTOR)).statusCode()).isIn(404, 405);
    }

    @Test
    void proposalsAreShownAndRefused() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        new PatientMatching(index).run(10).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        var proposals = site.request("/api/v1/patients/link-proposals", DIRECTOR);
        JsonArray items = new JsonObject(site.text(proposals).body()).getJsonArray("items");
        assertThat(items).hasSize(1);
        assertThat(items.getJsonObject(0).getString("reason")).isEqualTo("same name, sex and birth date");
        assertThat(decide(DIRECTOR, a, "dismiss-link", b).statusCode()).isEqualTo(204);
        assertThat(new JsonObject(site.text(proposals).body()).getJsonArray("items")).isEmpty();
        assertThat(decide(DIRECTOR, a, "dismiss-link", b).statusCode()).isEqualTo(409);
    }

    @Test
    void moreProposalsThanAPageHasAreOnTheNext() {
        for (int i = 0; i < 15; i++) {
            arrive(Arrival.of("TS1", "P" + i));
        }
        new PatientMatching(index).run(20).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        JsonObject first = page("");
        JsonObject second = page("?after=" + first.getString("next"));
        assertThat(first.getJsonArray("items")).hasSize(100);
        assertThat(second.getJsonArray("items")).as("of 15 each with each").hasSize(5);
        assertThat(second.containsKey("next")).isFalse();
        assertThat(Stream.of(first, second).flatMap(page -> page.getJsonArray("items").stream()))
                .doesNotHaveDuplicates();
    }

    private JsonObject page(String query) {
        HttpResponse<String> answer = site.text(site.request("/api/v1/patients/link-proposals" + query, DIRECTOR));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "0.6~2026-01-31T00:00:00Z~1", "NaN~2026-01-31T00:00:00Z~ID~ID",
            "0.6~%2B999999999-01-31T00:00:00Z~ID~ID", "0.6~yesterday~ID~ID", "0.6~2026-01-31T00:00:00Z~ID~x" })
    void whatIsNoPlaceInTheListIsRefused(String after) {
        String place = after.replace("ID", new UUID(0, 1).toString());
        var request = site.request("/api/v1/patients/link-proposals?after=" + place, DIRECTOR);
        assertThat(site.text(request).statusCode()).isEqualTo(400);
        assertThat(events).as("nobody was shown anything").isEmpty();
    }

    @Test
    void withoutAuditNothingHappens() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        CompletionStage<Void> refused = CompletableFuture.failedStage(new IOException("disk full"));
        try (TestSite deaf = site(event -> refused)) {
            String body = new JsonObject().put("other", b.toString()).put("why", "x").encode();
            assertThat(deaf.send("POST", "/api/v1/patients/" + a + "/link", DIRECTOR, body).statusCode())
                    .isEqualTo(500);
        }
        assertThat(database.value("select count(*) from patient_link")).isEqualTo(0L);
    }
}
