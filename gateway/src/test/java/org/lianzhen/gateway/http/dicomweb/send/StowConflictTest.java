package org.lianzhen.gateway.http.dicomweb.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.http.dicomweb.send.StowPeer.Said;

/** A web service that says that it cannot take what it may have. */
@Timeout(60)
class StowConflictTest extends StowCourierFixture {

    @Test
    void aConflictNamesWhyAndWhatIsThereAlreadyIsThere() {
        peer.script = uids -> StowPeer.some(409, List.of(),
                Map.of(StowFiles.uid(1), 0x0111, StowFiles.uid(2), 0x0122, StowFiles.uid(3), 0x0110));
        send(files.tasks(3, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Taken.class);
        assertThat(reply(2)).isInstanceOf(Reply.Refused.class);
        assertThat(reply(3)).isInstanceOf(Reply.NotNow.class);
        assertThat(sizes()).containsExactly(3);
    }

    private static Said found(int... numbers) {
        var matches = new JsonArray();
        Arrays.stream(numbers).forEach(number -> matches.add(StowPeer.reference(StowFiles.uid(number))
                .put("00080018", new JsonObject("{\"vr\":\"UI\",\"Value\":[\"" + StowFiles.uid(number) + "\"]}"))));
        return new Said(200, Map.of(), matches.encode());
    }

    /** Its first answer is lost, and then it says nothing but 409. */
    @Test
    void whatIsThereSinceAnAnswerWasLostIsNotRefused() {
        peer.early = (request, number) -> {
            if (number == 0) {
                request.connection().close();
            }
        };
        peer.script = uids -> Said.of(409);
        peer.search = request -> found(1);
        send(files.tasks(1, 10));
        assertThat(reply(1)).isEqualTo(
                new Reply.Taken("HTTP-409", "is there already (refused without a reason (409))"));
        assertThat(peer.paths).last().isEqualTo("GET /dicom-web/studies/" + StowFiles.STUDY + "/instances");
    }

    @Test
    void ofSeveralInConflictEachIsLookedFor() {
        peer.script = uids -> Said.of(409);
        peer.search = request -> request.query().contains("SOPInstanceUID=" + StowFiles.uid(1)) ? found(1, 3)
                : new Said(204, Map.of(), "");
        send(files.tasks(2, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Taken.class);
        assertThat(reply(2)).isEqualTo(new Reply.Refused("HTTP-409", "refused without a reason (409)"));
    }

    @Test
    void aReasonOfTheVendorsOwnMayMeanThatItIsThere() {
        peer.script = uids -> StowPeer.some(409, List.of(),
                Map.of(StowFiles.uid(1), 0x0110, StowFiles.uid(2), 0xC000));
        peer.search = request -> found(1, 2);
        send(files.tasks(2, 10));
        assertThat(reply(1)).isInstanceOf(Reply.Taken.class);
        assertThat(reply(2)).as("a reason that we know").isInstanceOf(Reply.Refused.class);
    }

    @Test
    void whileItDoesNotSayWhatItHasAConflictDecidesNothing() {
        peer.script = uids -> Said.of(409);
        peer.search = request -> Said.of(503);
        send(files.tasks(1, 10));
        assertThat(reply(1)).isInstanceOf(Reply.NotNow.class);
        assertThat(reply(1).inWords()).contains("does not say what it has");
    }
}
