package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.delivery.proof.Prover.Commitment;
import org.lianzhen.gateway.delivery.proof.Prover.Listing;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

@Timeout(60)
class QidoProverTest {
    private final Vertx vertx = Vertx.vertx();
    private final StowPeer peer = new StowPeer();

    @TempDir
    private Path folder;
    private String credentials;

    @AfterEach
    void stop() {
        peer.close();
        Await.result(vertx.close().toCompletionStage());
    }

    private Destination web() {
        return new Destination("WEB", "CITY1", new Address.Web(
                URI.create("http://127.0.0.1:" + peer.port() + "/dicom-web"), credentials, null), 1);
    }

    private QidoProver prover() {
        return new QidoProver(vertx, folder, Duration.ofSeconds(2));
    }

    private Listing list() {
        return Await.result(prover().list(web(), "1.2", "1.2.3"));
    }

    /** Instances from..to of 1.2.3.N, as far as a page goes. */
    private static void tell(HttpServerRequest request, int from, int to) {
        JsonArray matches = new JsonArray();
        IntStream.rangeClosed(from, to).forEach(i -> matches.add(new JsonObject()
                .put("0020000D", new JsonObject().put("vr", "UI").put("Value", new JsonArray().add("1.2")))
                .put("00080018", new JsonObject().put("vr", "UI").put("Value", new JsonArray().add("1.2.3." + i)))));
        request.response().end(matches.toBuffer());
    }

    private static Listing.Found found(int count) {
        return new Listing.Found(
                IntStream.rangeClosed(1, count).mapToObj(i -> "1.2.3." + i).collect(Collectors.toSet()));
    }

    /** Like one that has so many and tells at most {@code most} on a page. */
    private void has(int count, int most) {
        peer.early = (request, number) -> {
            int offset = Integer.parseInt(request.getParam("offset"));
            int limit = Math.min(most, Integer.parseInt(request.getParam("limit")));
            tell(request, offset + 1, Math.min(count, offset + limit));
        };
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 499, 500, 501, 1300 })
    void tellsWhatASeriesHasPageByPage(int count) {
        has(count, 500);
        assertThat(list()).isEqualTo(found(count));
        assertThat(peer.paths).containsOnly("GET /dicom-web/studies/1.2/series/1.2.3/instances");
    }

    @Test
    void smallerPagesThanItAskedForAreNotTheEnd() {
        has(230, 100);
        assertThat(list()).isEqualTo(found(230));
    }

    @Test
    void oneThatKnowsNoPagesTellsAll() {
        peer.early = (request, number) -> tell(request, 1, 1234);
        assertThat(list()).isEqualTo(found(1234));
        peer.early = (request, number) -> tell(request, 1, 20);
        assertThat(list()).isEqualTo(found(20));
    }

    @Test
    void oneThatTellsTheSamePageAgainMayHaveMore() {
        peer.early = (request, number) -> tell(request, 1, 500);
        assertThat(list()).isInstanceOf(Listing.Unreachable.class);
    }

    @Test
    void nothingIsAnAnswer() {
        peer.early = (request, number) -> request.response().setStatusCode(204).end();
        assertThat(list()).isEqualTo(new Listing.Found(Set.of()));
    }

    @Test
    void nothingIsAnAnswerWithoutABodyToo() {
        peer.early = (request, number) -> request.response().end();
        assertThat(list()).isEqualTo(new Listing.Found(Set.of()));
    }

    @Test
    void whoTurnsNoMorePagesIsNotSaidToHaveNoSearch() {
        peer.early = (request, number) -> {
            int offset = Integer.parseInt(request.getParam("offset"));
            if (offset < 1000) {
                tell(request, offset + 1, offset + 500);
            } else {
                request.response().setStatusCode(400).end();
            }
        };
        assertThat(list()).isEqualTo(
                new Listing.Unreachable("the web service does not tell what comes after the first 1000"));
    }

    private static final String SERIES = "/dicom-web/studies/1.2/series";
    private static final String STUDIES = "/dicom-web/studies";

    /** Only these paths are there, and nothing is found. */
    private void isThere(String... paths) {
        peer.early = (request, number) -> request.response()
                .setStatusCode(Set.of(paths).contains(request.path()) ? 200 : 404).end("[]");
    }

    @Test
    void whoDoesNotFindASeriesHasNothingOfIt() {
        isThere(SERIES, STUDIES);
        assertThat(list()).as("but its study").isEqualTo(new Listing.Found(Set.of()));
        assertThat(peer.paths).hasSize(2);
        isThere(STUDIES);
        assertThat(list()).as("nor its study").isEqualTo(new Listing.Found(Set.of()));
    }

    @Test
    void whoFindsNothingAtAllDoesNotSearch() {
        isThere();
        assertThat(list()).isEqualTo(new Listing.NotOffered("the web service does not search (404)"));
        assertThat(peer.paths).containsExactly("GET " + SERIES + "/1.2.3/instances", "GET " + SERIES, "GET " + STUDIES);
    }

    @Test
    void whoHasASeriesAndDoesNotListItIsNotSaidToHaveLostIt() {
        peer.early = (request, number) -> {
            if (request.path().equals(SERIES)) {
                assertThat(request.getParam("SeriesInstanceUID")).isEqualTo("1.2.3");
                request.response().end("""
                        [{"0020000E": {"vr": "UI", "Value": ["1.2.3"]}}]""");
            } else {
                request.response().setStatusCode(404).end();
            }
        };
        assertThat(list()).isInstanceOf(Listing.NotOffered.class);
    }

    @Test
    void whoAnswersNoMoreAfterTheLastPageHasToldAll() {
        peer.early = (request, number) -> {
            if (request.getParam("offset").equals("0")) {
                tell(request, 1, 30);
            } else {
                request.response().setStatusCode(404).end();
            }
        };
        assertThat(list()).isEqualTo(found(30));
    }

    @Test
    void whoFailsBeforeItIsKnownIsAskedLater() {
        peer.early = (request, number) -> request.response().setStatusCode(number == 0 ? 404 : 503).end();
        assertThat(list()).isInstanceOf(Listing.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 405, 501 })
    void whatIsNoSearchServiceIsNotOffered(int status) {
        peer.early = (request, number) -> request.response().setStatusCode(status).end();
        assertThat(list())
                .isEqualTo(new Listing.NotOffered("the web service does not search (" + status + ")"));
    }

    @Test
    void whatIsNoJsonIsNotOffered() {
        peer.early = (request, number) -> request.response().end("<html/>");
        assertThat(list()).isInstanceOf(Listing.NotOffered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 302, 401, 403, 429, 500, 503 })
    void whatMayAnswerLaterIsAskedLater(int status) {
        peer.early = (request, number) -> request.response().setStatusCode(status).end();
        assertThat(list()).isEqualTo(new Listing.Unreachable("the web service answers " + status));
    }

    @Test
    void whoIsAwayIsAskedLater() {
        Destination web = web();
        peer.close();
        assertThat(Await.result(prover().list(web, "1.2", "1.2.3"))).isInstanceOf(Listing.Unreachable.class);
    }

    @Test
    void showsWhoWeAre() throws IOException {
        credentials = "city";
        assertThat(list()).as("the file is not there").isInstanceOf(Listing.Unreachable.class);
        assertThat(peer.paths).isEmpty();
        Files.writeString(folder.resolve("city"), "http://127.0.0.1:1\nBearer abc");
        assertThat(list()).as("the file is for another").isInstanceOf(Listing.Unreachable.class);
        assertThat(peer.paths).isEmpty();
        Files.writeString(folder.resolve("city"), "http://127.0.0.1:" + peer.port() + "\nBearer abc");
        has(3, 500);
        assertThat(list()).isEqualTo(found(3));
        assertThat(peer.authorizations).containsOnly("Bearer abc");
    }

    @Test
    void commitsToNothing() {
        assertThat(Await.result(prover().commit(web(), CommitmentOrder.of(List.of(new SopReference("1.2", "1.3"))))))
                .isInstanceOf(Commitment.NotOffered.class);
        assertThat(peer.paths).isEmpty();
    }

    @Test
    void asksNoNode() {
        var node = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);
        assertThatThrownBy(() -> prover().list(node, "1.2", "1.3")).isInstanceOf(IllegalArgumentException.class);
    }
}
