package org.lianzhen.gateway.http.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.delivery.AnswerWords;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.InstanceDelivery;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.delivery.StudyDelivery;

/**
 * Deliveries as the contract writes them.
 *
 * @param words for answers, in the language that the client wants
 */
record DeliveryJson(AnswerWords words) {
    /** @param line null when nothing was sent there yet */
    static JsonObject of(DestinationLoad load, @Nullable LineState line) {
        DestinationLoad.Proofs proofs = load.proofs();
        return new JsonObject().put("destination", load.destination()).put("queued", load.open().queued())
                .put("retryAt", load.open().retryAt()).put("held", load.open().held())
                .put("sendingStudies", load.sending()).put("oldestSince", moment(load.oldest()))
                .put("deliveredLastDay", load.lately().delivered()).put("failedLastDay", load.lately().failed())
                .put("failed", load.open().failed())
                .put("proofs", new JsonObject().put("due", proofs.due()).put("complete", proofs.complete())
                        .put("unproven", proofs.unproven()).put("failed", proofs.failed()))
                .put("bytesPerSecond", line == null ? 0 : Math.round(line.bytesPerSecond()))
                .put("line", line == null ? null
                        : new JsonObject().put("answers", line.answers()).put("silences", line.silences())
                                .put("answerSeconds", line.answerSeconds()).put("trouble", line.trouble()));
    }

    JsonObject of(StudyDelivery one) {
        StudyDelivery.Instances instances = one.instances();
        return new JsonObject().put("studyInstanceUid", one.studyInstanceUid()).put("destination", one.destination())
                .put("unit", one.unit()).put("state", one.state().name())
                .put("priority", one.priority() == null ? null : one.priority().name())
                .put("instances", new JsonObject().put("queued", instances.queued())
                        .put("retryAt", instances.retryAt()).put("held", instances.held())
                        .put("delivered", instances.delivered()).put("failed", instances.failed())
                        .put("cancelled", instances.cancelled()))
                .put("attempts", one.attempts()).put("lastAnswer", words.of(one.trouble(), one.state()))
                .put("lastAnswerCode", one.trouble().code()).put("lastAnswerDetail", one.trouble().inWords())
                .put("nextTry", moment(one.nextTry()))
                .put("received", ReceiptFeature.json(one.received())).put("proof", proof(one.proof()));
    }

    private @Nullable JsonObject proof(StudyDelivery.@Nullable Proof proof) {
        return proof == null ? null
                : new JsonObject().put("state", proof.state().name())
                        .put("kind", proof.kind() == null ? null : proof.kind().name())
                        .put("settledAt", moment(proof.settledAt())).put("missing", proof.missing().count())
                        .put("missingInstances", new JsonArray(proof.missing().instances()))
                        .put("answer", words.ofProof(proof.answer())).put("answerCode", proof.answer().code())
                        .put("answerDetail", proof.answer().inWords());
    }

    JsonObject of(InstanceDelivery one) {
        return new JsonObject().put("sopInstanceUid", one.sopInstanceUid()).put("state", one.state().name())
                .put("priority", one.priority().name()).put("attempts", one.attempts())
                .put("lastAnswer", words.of(one.lastAnswer(), one.state()))
                .put("lastAnswerCode", one.lastAnswer().code()).put("lastAnswerDetail", one.lastAnswer().inWords())
                .put("nextTry", moment(one.nextTry()))
                .put("since", one.since().toString()).put("endedAt", moment(one.endedAt()))
                .put("route", one.origin().route()).put("routeVersion", one.origin().version())
                .put("reason", one.origin().reason());
    }

    private static @Nullable String moment(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
