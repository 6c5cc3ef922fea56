package org.lianzhen.gateway.http.charset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.intake.CharsetProposal;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.intake.CharsetStore;
import org.lianzhen.gateway.member.TestMembers;

/** What the store makes of decisions has a test of its own, with a real database. */
class CharsetFeatureTest {
    private static final String PATH = "/api/v1/charset-proposals";
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String OWNER = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String STRANGER = TestSite.token(Role.TECHNOLOGIST, "TS2");

    private final List<AuditEvent> events = new ArrayList<>();
    private final OneProposal store = new OneProposal();
    private final TestSite site = TestSite.of(new CharsetFeature(new CharsetProposals(store, Path::of),
            TestMembers.of("""
                    units:
                      - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                      - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                      - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                    nodes: [{aeTitle: TS1PACS, unit: TS1}]
                    agreements: [{owner: TS1, reader: CH1}]
                    """), event -> {
                events.add(event);
                return CompletableFuture.completedStage(null);
            }));

    /** Holds one proposal of TS1. */
    private static final class OneProposal implements CharsetStore {
        final List<AuditEvent.Actor> deciders = new ArrayList<>();
        CharsetProposal one = in(State.OPEN);

        private static CharsetProposal in(State state) {
            return new CharsetProposal(new UUID(1, 1), "TS1", "1.2.3", "TS1PACS", "GB18030", 0.95, "why",
                    new CharsetProposal.Names("Íõ", "王"), state, Instant.EPOCH);
        }

        @Override
        public CompletionStage<List<CharsetProposal>> list(State state, Set<String> units, int limit) {
            return CompletableFuture.completedStage(
                    state == one.state() && units.contains(one.unit()) ? List.of(one) : List.of());
        }

        @Override
        public CompletionStage<Optional<CharsetProposal>> find(UUID proposal) {
            return CompletableFuture.completedStage(Optional.of(one).filter(found -> found.id().equals(proposal)));
        }

        @Override
        public CompletionStage<Optional<String>> ofStudy(String studyUid) {
            throw new AssertionError("nobody asks for a study");
        }

        @Override
        public CompletionStage<Decided> decide(UUID proposal, Decision decision, AuditEvent.Actor by) {
            deciders.add(by);
            if (!by.unit().equals(one.unit())) {
                return CompletableFuture.completedStage(new Decided.NotYours());
            }
            boolean open = one.state() == State.OPEN;
            if (open == (decision == Decision.UNDO)) {
                return CompletableFuture.completedStage(new Decided.Already());
            }
            one = in(switch (decision) {
                case ACCEPT -> State.ACCEPTED;
                case DISMISS -> State.DISMISSED;
                case UNDO -> State.OPEN;
            });
            return CompletableFuture.completedStage(new Decided.Done(one));
        }

        @Override
        public CompletionStage<List<CharsetProposal>> unread(int limit) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<FirstInstance>> firsts(UUID proposal) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<Void> rewrite(UUID proposal, List<Reading> read) {
            return CompletableFuture.completedStage(null);
        }
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> get(String token, String query) {
        return site.text(site.request(PATH + query, token));
    }

    private HttpResponse<String> decide(String token, Object id, String decision) {
        return site
                .text(site.request(PATH + "/" + id + "/" + decision, token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void showsTheNameBothWaysToWhoeverMaySeeTheStudy() {
        JsonObject item = new JsonObject(get(DIRECTOR, "").body()).getJsonArray("items").getJsonObject(0);
        assertThat(item.getString("currentName")).isEqualTo("Íõ");
        assertThat(item.getString("proposedName")).isEqualTo("王");
        assertThat(item.getDouble("confidence")).isEqualTo(0.95);
        assertThat(new JsonObject(get(STRANGER, "").body()).getJsonArray("items")).isEmpty();
        assertThat(new JsonObject(get(DIRECTOR, "?state=accepted").body()).getJsonArray("items")).isEmpty();
        assertThat(get(DIRECTOR, "?state=x").statusCode()).isEqualTo(400);
        assertThat(get(TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1"), "").statusCode()).isEqualTo(403);
        assertThat(events).isNotEmpty().allMatch(event -> event.action() == AuditAction.PATIENT_SEARCH);
    }

    @Test
    void acceptingOffersToSetWhatTheNodeWrites() {
        HttpResponse<String> accepted = decide(OWNER, store.one.id(), "accept");
        assertThat(accepted.statusCode()).isEqualTo(200);
        JsonObject json = new JsonObject(accepted.body());
        assertThat(json.getString("state")).isEqualTo("ACCEPTED");
        assertThat(json.getJsonObject("offer"))
                .isEqualTo(new JsonObject().put("node", "TS1PACS").put("assumedCharset", "GB18030"));
        assertThat(store.deciders)
                .containsExactly(new AuditEvent.Actor("test", Role.TECHNOLOGIST.name(), "TS1", "127.0.0.1"));
        assertThat(events).as("the store tells it with the decision").isEmpty();
        assertThat(decide(OWNER, store.one.id(), "accept").statusCode()).isEqualTo(409);
    }

    @Test
    void whoReadsForTheOwnerDoesNotDecideForIt() {
        HttpResponse<String> refused = decide(DIRECTOR, store.one.id(), "accept");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(TestSite.json(refused)).containsEntry("code", "other-unit");
        assertThat(store.one.state()).isEqualTo(State.OPEN);
    }

    @Test
    void dismissingAndUndoing() {
        assertThat(decide(OWNER, store.one.id(), "undo").statusCode()).isEqualTo(409);
        assertThat(new JsonObject(decide(OWNER, store.one.id(), "dismiss").body()).getString("state"))
                .isEqualTo("DISMISSED");
        assertThat(new JsonObject(decide(OWNER, store.one.id(), "undo").body()).getString("state"))
                .isEqualTo("OPEN");
    }

    @Test
    void whatTheCallerMayNotSeeIsUnknown() {
        assertThat(decide(STRANGER, store.one.id(), "accept").statusCode()).isEqualTo(404);
        assertThat(decide(DIRECTOR, new UUID(9, 9), "accept").statusCode()).isEqualTo(404);
        assertThat(decide(DIRECTOR, "x", "accept").statusCode()).isEqualTo(404);
        assertThat(store.one.state()).isEqualTo(State.OPEN);
    }
}
