package org.lianzhen.gateway.http.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.recognition.PostgresCatalogueProposals;
import org.lianzhen.gateway.postgres.version.PostgresDocuments;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.CatalogueBook;
import org.lianzhen.gateway.version.DocumentBook;

class CatalogueFeatureIT {
    private static final String ROOT = "/api/v1/recognition/catalogue";
    private static final String PROPOSALS = ROOT + "/proposals";

    private TestPostgres database;
    private DocumentBook<Catalogue> book;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        book = CatalogueBook.of(new PostgresDocuments(database.pool(), PostgresCatalogueProposals.VERSIONS));
        site = TestSite.with(CatalogueFeatureIT::session, new KeptEvents(),
                new CatalogueFeature(book, new PostgresCatalogueProposals(database.pool())),
                new SimulateFeature(book, TestMembers.with()));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    /** A token is the name of a quality officer, or a role. */
    private static CompletableFuture<Optional<Sessions.Session>> session(String token, From from, boolean active) {
        boolean officer = token.startsWith("qc");
        var caller = new Caller(token, "CH1", Set.of(officer ? Role.QC_OFFICER : Role.valueOf(token)), from.source(),
                from.request(), Set.of());
        return CompletableFuture.completedFuture(Optional.of(
                new Sessions.Session(caller, TestSite.CSRF, new UUID(0, 0), Sessions.Standing.ready("Test"))));
    }

    private HttpResponse<String> propose(String who, int base, String document) {
        return site.text(site.request(PROPOSALS, who).header("Content-Type", "application/json")
                .header("If-Match", "\"" + base + "\"").POST(HttpRequest.BodyPublishers
                        .ofString(new JsonObject().put("document", document).put("why", "新的有效期").encode())));
    }

    private String proposed(String who, int base, String document) {
        HttpResponse<String> answer = propose(who, base, document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body()).getString("id");
    }

    private HttpResponse<String> settle(String who, String id, String how, String body) {
        return site.send("POST", PROPOSALS + "/" + id + "/" + how, who, body);
    }

    private JsonObject shown(String who) {
        HttpResponse<String> answer = site.text(site.request(ROOT, who));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private int window() {
        return shown("CLINICIAN").getJsonArray("items").stream().map(JsonObject.class::cast)
                .filter(item -> "LAB-K".equals(item.getString("code"))).findFirst().orElseThrow()
                .getInteger("validityDays");
    }

    private String fiveDays() {
        return book.inForce().version().document().replace("validityDays: 7", "validityDays: 5");
    }

    @Test
    void aChangeIsInForceWhenASecondPersonHasApprovedIt() {
        assertThat(window()).isEqualTo(7);
        String id = proposed("qc1", 0, fiveDays());
        assertThat(window()).as("nobody has approved it").isEqualTo(7);

        HttpResponse<String> own = settle("qc1", id, "approval", "{}");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("own-proposal");
        assertThat(settle("qc2", id, "approval", "{}").statusCode()).isEqualTo(204);
        assertThat(window()).isEqualTo(5);
        JsonObject now = shown("OFFICE");
        assertThat(now.getInteger("version")).isEqualTo(1);
        assertThat(now.getString("author")).isEqualTo("qc1");
        assertThat(settle("qc2", id, "approval", "{}").statusCode()).as("again").isEqualTo(409);

        JsonObject kept = list(PROPOSALS).getFirst();
        assertThat(kept.getString("state")).isEqualTo("APPROVED");
        assertThat(kept.getJsonObject("decision").getString("by")).isEqualTo("qc2");
        assertThat(kept.getJsonObject("decision").getInteger("version")).isEqualTo(1);
        assertThat(list(ROOT + "/versions")).singleElement()
                .satisfies(version -> assertThat(version.getString("author")).isEqualTo("qc1"));
        assertThat(database.rows("select actor || ' ' || (details ->> 'step') from audit_event "
                + "where action = 'CATALOGUE_CHANGE' order by id").toString()).contains("qc1 PROPOSED", "qc2 APPROVED");
    }

    private List<JsonObject> list(String path) {
        HttpResponse<String> answer = site.text(site.request(path, "qc1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void whatIsRefusedIsNeverInForce() {
        String id = proposed("qc1", 0, fiveDays());
        assertThat(settle("qc2", id, "refusal", "{}").statusCode()).as("without a reason").isEqualTo(422);
        assertThat(settle("qc2", id, "refusal", "{\"remark\":\"依据不足\"}").statusCode()).isEqualTo(204);
        assertThat(settle("qc3", id, "approval", "{}").statusCode()).isEqualTo(409);
        assertThat(window()).isEqualTo(7);
        assertThat(list(PROPOSALS).getFirst().getJsonObject("decision").getString("remark")).isEqualTo("依据不足");
        assertThat(list(ROOT + "/versions")).isEmpty();
    }

    @Test
    void ofTwoChangesOfOneVersionOneIsInForce() {
        String first = proposed("qc1", 0, fiveDays());
        String second = proposed("qc2", 0, fiveDays().replace("validityDays: 5", "validityDays: 3"));
        assertThat(settle("qc3", first, "approval", "{}").statusCode()).isEqualTo(204);
        assertThat(settle("qc3", second, "approval", "{}").statusCode()).isEqualTo(412);
        assertThat(window()).isEqualTo(5);
    }

    @Test
    void whatCannotBeReadIsNotProposed() {
        HttpResponse<String> answer = propose("qc1", 0, fiveDays().replace("price: 380", "price: much"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains("price must be yuan");
        assertThat(site.send("POST", PROPOSALS, "qc1", "{\"document\":\"items: []\",\"why\":\"x\"}").statusCode())
                .as("without the version").isEqualTo(428);
        assertThat(settle("qc1", "nonsense", "approval", "{}").statusCode()).isEqualTo(404);
        assertThat(settle("qc1", UUID.randomUUID().toString(), "approval", "{}").statusCode()).isEqualTo(404);
        assertThat(list(PROPOSALS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = { "CLINICIAN", "OFFICE", "SUPERVISOR", "HIS", "CENTRE_DIRECTOR" })
    void othersSeeItAndChangeNothing(Role role) {
        assertThat(shown(role.name()).getJsonArray("reasons")).hasSize(10);
        assertThat(propose(role.name(), 0, fiveDays()).statusCode()).isEqualTo(403);
        assertThat(settle(role.name(), UUID.randomUUID().toString(), "approval", "{}").statusCode()).isEqualTo(403);
    }
}
