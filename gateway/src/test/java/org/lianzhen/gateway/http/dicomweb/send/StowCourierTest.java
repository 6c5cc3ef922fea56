package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.net.LogCapture;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.http.dicomweb.send.StowPeer.Said;
import org.lianzhen.gateway.route.Address;

/** Our courier and a web service on loopback that answers what it likes. */
@Timeout(60)
class StowCourierTest extends StowCourierFixture {

    @Test
    void goesNoFasterThanItMay() {
        var gate = new CompletableFuture<Void>();
        var asked = new AtomicInteger();
        throttle = bytes -> {
            asked.addAndGet(bytes);
            return gate;
        };
        Courier.Shipment shipment = begin(files.tasks(1, 30_000));
        Await.until("it waits", () -> asked.get() > 0);
        assertThat(shipment.done().toCompletableFuture()).isNotDone();
        gate.complete(null);
        Await.result(shipment.done());
        assertThat(results).hasSize(1);
        assertThat(asked.get()).isGreaterThan(30_000);
    }

    @Test
    void bringsFilesWithTheDataSetsAsTheyAreKeptSeveralAtOnce() {
        send(files.tasks(10, 1000));
        all(new Reply.Taken("0000", "stored"));
        assertThat(sizes()).containsExactly(4, 4, 2);
        assertThat(peer.paths).containsOnly("POST /dicom-web/studies");
        assertThat(peer.authorizations).containsOnly("null");
        List<byte[]> sent = peer.requests.stream().flatMap(List::stream).map(file -> file.toArray()).toList();
        for (int i = 0; i < sent.size(); i++) {
            byte[] kept = StowFiles.dataSet(i + 1, 1000);
            byte[] file = sent.get(i);
            assertThat(Arrays.copyOfRange(file, file.length - kept.length, file.length)).isEqualTo(kept);
            assertThat(new String(file, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
        }
    }

    @Test
    void keepsItsConnectionOpen() {
        List<DeliveryTask> tasks = files.tasks(8, 10);
        for (int i = 0; i < 10; i++) {
            send(tasks);
        }
        assertThat(peer.connections).as("the last one may be on its way back when the next is asked for")
                .hasSizeBetween(1, 2);
    }

    @Test
    void endsARequestThatIsLargeEnough() {
        send(files.tasks(3, 1_100_000));
        assertThat(sizes()).containsExactly(1, 1, 1);
    }

    @Test
    void tellsOfEachWhatTheAnswerSaysOfIt() {
        peer.script = uids -> StowPeer.some(202, List.of(StowFiles.uid(1)),
                Map.of(StowFiles.uid(2), 0xA700, StowFiles.uid(3), 0xC000));
        send(files.tasks(4, 10));
        assertThat(reply(1)).isEqualTo(new Reply.Taken("0000", "stored"));
        assertThat(reply(2)).isInstanceOf(Reply.NoRoom.class);
        assertThat(reply(2).inWords()).startsWith("refused, A700H");
        assertThat(reply(3)).isInstanceOf(Reply.Refused.class);
        assertThat(reply(4)).isEqualTo(new Reply.NotNow("HTTP-202", "the answer does not name it (202)"));
    }

    /** RFC 9110 section 15.5.12: 411. */
    @Test
    void whoWantsToKnowLengthsBeforehandIsTold() {
        peer.early = (request, number) -> {
            if (request.getHeader("Content-Length") == null) {
                request.handler(rest -> {}).response().setStatusCode(411).end();
            }
        };
        send(files.tasks(3, 100_000));
        all(new Reply.Taken("0000", "stored"));
        assertThat(sizes()).containsExactly(1, 1, 1);
        assertThat(peer.lengths).hasSize(3).allMatch(length -> Long.parseLong(length) > 100_000);
        int asked = peer.paths.size();
        send(files.tasks(2, 10));
        assertThat(peer.paths).as("it is known by now").hasSize(asked + 2);
        var first = peer.requests.getFirst().getFirst();
        byte[] kept = StowFiles.dataSet(uids(1, 3).indexOf(StowPeer.uid(first)) + 1, 100_000);
        byte[] file = first.toArray();
        assertThat(Arrays.copyOfRange(file, file.length - kept.length, file.length)).isEqualTo(kept);
    }

    /** What it said is lost with the connection, when there were bytes that it had not read. */
    @Test
    void whoWantsToKnowLengthsAndIsGoneIsTold() {
        peer.early = (request, number) -> {
            if (request.getHeader("Content-Length") == null) {
                request.pause().response().setStatusCode(411).end();
                request.connection().close();
            }
        };
        send(files.tasks(3, 1_000_000));
        all(new Reply.Taken("0000", "stored"));
        assertThat(sizes()).containsExactly(1, 1, 1);
    }

    @Test
    void whoIsNeverContentWithLengthsIsLeftAlone() {
        peer.script = uids -> Said.of(411);
        send(files.tasks(10, 10));
        assertThat(results.values()).allSatisfy(reply -> {
            assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
            assertThat(reply.inWords()).contains("lengths beforehand", "(411)");
        });
        assertThat(sizes()).as("some without a length, one with").containsExactly(4, 1);
    }

    @Test
    void aWarningIsDeliveredWithTheWarning() {
        peer.script = uids -> new Said(200, Map.of(), "{\"00081199\":{\"vr\":\"SQ\",\"Value\":["
                + StowPeer.reference(StowFiles.uid(1)).put("00081196",
                        new JsonObject("{\"vr\":\"US\",\"Value\":[45056]}")).encode()
                + "]}}");
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Taken.class);
        assertThat(reply(1).inWords()).startsWith("stored, B000H");
    }

    @Test
    void oneThatCannotBeBorneTakesNoOthersWithIt() {
        peer.script = uids -> uids.contains(StowFiles.uid(2)) ? Said.of(400) : StowPeer.allStored(uids);
        send(files.tasks(4, 10));
        assertThat(sizes()).containsExactly(4, 1, 1, 1, 1);
        assertThat(reply(2)).isEqualTo(new Reply.Refused("HTTP-400", "refused (400)"));
        assertThat(List.of(reply(1), reply(3), reply(4))).allMatch(Reply.Taken.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({ "413, too large for the web service", "415, takes no such files", "409, refused without a reason",
            "422, refused (422)", "451, refused (451)" })
    void whatIsRefusedForWhatItIsEnds(int status, String words) {
        peer.script = uids -> Said.of(status);
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Refused.class);
        assertThat(reply(1).inWords()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 501, 599 })
    void aFaultOfTheOtherSideMayPass(int status) {
        peer.script = uids -> Said.of(status);
        send(files.tasks(2, 10));
        assertThat(results.values()).noneMatch(Reply.Refused.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({ "301, elsewhere", "401, other credentials", "403, does not let us store",
            "404, nothing at this address",
            "405, nothing at this address", "406, DICOM JSON", "408, did not come to an end",
            "502, did not come to an end", "504, did not come to an end", "507, no room" })
    void aServiceThatTakesNothingIsAskedOnceAndAllWait(int status, String words) {
        peer.script = uids -> Said.of(status);
        send(files.tasks(10, 10));
        assertThat(results.values()).allSatisfy(reply -> {
            assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
            assertThat(reply.inWords()).contains(words, "(" + status + ")");
        });
        assertThat(peer.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "503, 120, PT2M", "429, 7, PT7S", "503, -5, PT0S", "503, tomorrow, PT0S", "503, 999999, PT1H",
            "429, 99999999999999999999, PT0S", "503, , PT0S" })
    void aServiceSaysWhenItWantsToBeAskedAgain(int status, String after, Duration pause) {
        peer.script = uids -> new Said(status, after == null ? Map.of() : Map.of("Retry-After", after), "later");
        send(files.tasks(3, 10));
        assertThat(results.values()).allSatisfy(reply -> assertThat(reply).isInstanceOfSatisfying(Reply.NoAnswer.class,
                one -> assertThat(one.pause()).isEqualTo(pause)));
    }

    @Test
    void aServiceMayNameAMoment() {
        String moment = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(30));
        peer.script = uids -> new Said(503, Map.of("Retry-After", moment), "");
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOfSatisfying(Reply.NoAnswer.class,
                one -> assertThat(one.pause()).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>", "{\"00081199\":5}", "[]", "{}", "{\"00081199\":{\"vr\":\"SQ\"}}" })
    void successWithoutAListIsSuccess(String body) {
        peer.script = uids -> new Said(200, Map.of(), body);
        send(files.tasks(2, 10));
        all(new Reply.Taken("0000", "stored, without a list (200)"));
    }

    @Test
    void anAnswerBeforeTheEndIsHeardAndNothingMoreIsSent() {
        peer.early = (request, number) -> request.response().setStatusCode(401).end();
        send(files.tasks(2, 8 << 20));
        assertThat(results.values()).allSatisfy(reply -> assertThat(reply.inWords()).contains("other credentials"));
        assertThat(peer.requests).isEmpty();
    }

    @Test
    void whatWasUnderWayWhenAConnectionEndedIsTriedAgainByItself() {
        peer.early = (request, number) -> {
            if (number == 0) {
                request.connection().close();
            }
        };
        send(files.tasks(3, 1000));
        all(new Reply.Taken("0000", "stored"));
        assertThat(received()).containsExactlyInAnyOrderElementsOf(uids(1, 3));
    }

    @Test
    void onlyTheUnansweredAreTriedAgain() {
        peer.early = (request, number) -> {
            if (number == 1) {
                request.connection().close();
            }
        };
        send(files.tasks(8, 10));
        all(new Reply.Taken("0000", "stored"));
        assertThat(received()).as("each once").containsExactlyInAnyOrderElementsOf(uids(1, 8));
        assertThat(sizes().getFirst()).isEqualTo(4);
    }

    private void sendToWhoEndsEveryConnection() {
        peer.early = (request, number) -> request.connection().close();
        send(files.tasks(30, 10));
    }

    @Test
    void aServiceThatEndsEveryConnectionIsLeftAlone() {
        sendToWhoEndsEveryConnection();
        assertThat(results.values()).hasSize(30).allMatch(Reply.NoAnswer.class::isInstance);
        assertThat(peer.paths.size()).isEqualTo(3);
    }

    /** The answer tells of it, and names the destination, where a line of the library names nobody. */
    @Test
    void aConnectionThatBreaksIsToldAsAnAnswerOnly() {
        try (var log = new LogCapture("io.vertx.core.http.impl.HttpClientRequestImpl")) {
            sendToWhoEndsEveryConnection();
            assertThat(log.lines("")).isEmpty();
        }
    }

    @Test
    void aServiceThatReadsNothingIsNotWaitedForWithoutEnd() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            address = new Address.Web(URI.create("http://127.0.0.1:" + silent.getLocalPort()), null, null);
            send(files.tasks(1, 16_000_000));
        }
        assertThat(reply(1)).isInstanceOf(Reply.Lost.class);
        assertThat(reply(1).inWords()).contains("nothing was taken for 3 s");
    }

    @Test
    void aServiceThatSaysNothingIsNotWaitedForWithoutEnd() {
        peer.early = (request, number) -> {};
        peer.script = uids -> {
            throw new IllegalStateException("no answer");
        };
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        peer.early = (request, number) -> {
            var response = request.response().setChunked(true);
            for (int i = 0; i < 64; i++) {
                response.write(" ".repeat(1 << 18));
            }
            response.end();
        };
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void nobodyListens() {
        address = new Address.Web(URI.create("http://127.0.0.1:1/dicom-web/"), null, null);
        send(files.tasks(5, 10));
        assertThat(results.values()).allSatisfy(reply -> {
            assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
            assertThat(reply.inWords()).startsWith("not sent: ");
        });
    }

    @Test
    void oneThatIsGoneFromTheStoreTakesNoOthersWithIt() throws IOException {
        List<DeliveryTask> tasks = files.tasks(3, 10);
        Files.delete(folder.resolve("object-1"));
        Files.write(folder.resolve("object-3"), new byte[3]);
        send(tasks);
        assertThat(reply(1)).isInstanceOf(Reply.NotNow.class);
        assertThat(reply(1).inWords()).startsWith("unreadable: ");
        assertThat(reply(2)).isEqualTo(new Reply.Taken("0000", "stored"));
        assertThat(reply(3)).isInstanceOf(Reply.NotNow.class);
    }

    @Test
    void stoppedOnItsWayItFinishesTheInstanceAndTellsTheRest() {
        List<DeliveryTask> tasks = files.tasks(300, 200_000);
        Courier.Shipment shipment = begin(tasks);
        Await.until("some are there", () -> !results.isEmpty());
        shipment.stop();
        shipment.stop();
        Await.result(shipment.done());
        assertThat(results).hasSize(300);
        long taken = results.values().stream().filter(Reply.Taken.class::isInstance).count();
        assertThat(taken).isEqualTo(sizes().stream().mapToInt(Integer::intValue).sum()).isLessThan(300);
        assertThat(results.values()).filteredOn(reply -> !(reply instanceof Reply.Taken))
                .containsOnly(new Reply.NoAnswer("not sent: cancelled"));
    }
}
