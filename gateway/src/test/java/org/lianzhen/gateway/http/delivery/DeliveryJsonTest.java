package org.lianzhen.gateway.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.AnswerWords;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.delivery.StudyDelivery.Missing;
import org.lianzhen.gateway.delivery.StudyDelivery.Proof;
import org.lianzhen.gateway.delivery.StudyDelivery.ProofState;

class DeliveryJsonTest {
    private static JsonObject told(Instances instances, Receipt received, @Nullable Proof proof) {
        return new DeliveryJson(AnswerWords.in(Locale.SIMPLIFIED_CHINESE))
                .of(new StudyDelivery("1.2.3", "CH1", "TS1", instances, 0, null, Answer.NONE, null, received, proof));
    }

    private static Instances delivered(int failed, int cancelled) {
        return new Instances(0, 0, 0, 412, failed, cancelled, false);
    }

    private static final Receipt STABLE = new Receipt(Receipt.Rule.SIGNAL, Instant.EPOCH);

    @Test
    void tellsWhatIsMissingAtTheDestination() {
        JsonObject told = told(delivered(0, 0), STABLE, new Proof(ProofState.DUE, null, null,
                new Missing(3, List.of("1.2.3.1", "1.2.3.2")),
                new Answer("SENT_AGAIN", "3 of 412 missing, sent again")));
        assertThat(told.getString("state")).isEqualTo("DELIVERED");
        assertThat(told.getJsonObject("received")).isEqualTo(new JsonObject().put("state", "STABLE")
                .put("rule", "SIGNAL").put("since", "1970-01-01T00:00:00Z"));
        assertThat(told.getJsonObject("proof")).isEqualTo(new JsonObject().put("state", "DUE").putNull("kind")
                .putNull("settledAt").put("missing", 3)
                .put("missingInstances", new JsonArray().add("1.2.3.1").add("1.2.3.2"))
                .put("answer", "对方缺少影像，正在自动重发。无需处理。").put("answerCode", "SENT_AGAIN")
                .put("answerDetail", "3 of 412 missing, sent again"));
    }

    @ParameterizedTest
    @EnumSource(ProofState.class)
    void onlyWhatIsProvedOfAStudyThatIsHereAsAWholeIsComplete(ProofState state) {
        boolean complete = state == ProofState.COMPLETE;
        var proof = new Proof(state, complete ? ProofKind.COMMITMENT : null, complete ? Instant.EPOCH : null,
                Missing.NONE, Answer.NONE);
        assertThat(told(delivered(0, 0), STABLE, proof).getString("state"))
                .isEqualTo(complete ? "COMPLETE" : "DELIVERED");
        assertThat(told(delivered(0, 0), Receipt.RECEIVING, proof).getString("state")).as("more may come")
                .isEqualTo("DELIVERED");
        assertThat(told(delivered(1, 0), STABLE, proof).getString("state")).isEqualTo("FAILED");
        assertThat(told(delivered(0, 0), STABLE, proof).getJsonObject("proof").getString("kind"))
                .isEqualTo(complete ? "COMMITMENT" : null);
    }

    @Test
    void nothingIsKnownOfWhatNobodyLookedAfter() {
        JsonObject told = told(delivered(0, 1), Receipt.RECEIVING, null);
        assertThat(told.getValue("proof")).isNull();
        assertThat(told.getJsonObject("received").getString("state")).isEqualTo("RECEIVING");
    }
}
