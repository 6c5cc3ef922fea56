package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.lianzhen.gateway.app.terminal.Printable;

/** Whether a study has come in as a whole, and whether a destination has it, in sentences. */
record ProofWords(Terminal terminal) {
    private static final int MOST_NAMED = 20;

    /** @param delivery of a study to a destination, as the contract has it */
    void print(JsonObject delivery) {
        String destination = Printable.of(delivery.getString("destination"));
        JsonObject received = delivery.getJsonObject("received");
        String rule = received.getString("rule");
        terminal.print(rule == null ? "received.RECEIVING" : "received.STABLE", destination,
                Words.moment(received.getString("since")), rule == null ? "" : text("rule." + rule));
        JsonObject proof = delivery.getJsonObject("proof");
        if (proof == null) {
            return;
        }
        String kind = proof.getString("kind");
        terminal.print("proof." + proof.getString("state"), destination, kind == null ? "" : text("kind." + kind));
        String why = proof.getString("answer");
        if (!why.isEmpty()) {
            terminal.print("proof.why", Printable.of(why), Printable.of(proof.getString("answerDetail")));
        }
        missing(proof.getJsonArray("missingInstances"), proof.getInteger("missing"), all(delivery));
    }

    private String text(String key) {
        return terminal.messages().text(key);
    }

    /** Without those that somebody cancelled. */
    private static int all(JsonObject delivery) {
        JsonObject count = delivery.getJsonObject("instances");
        return count.getInteger("queued") + count.getInteger("retryAt") + count.getInteger("held")
                + count.getInteger("delivered") + count.getInteger("failed");
    }

    private void missing(JsonArray named, int missing, int all) {
        if (missing == 0) {
            return;
        }
        terminal.print("proof.missing", missing, all);
        named.stream().limit(MOST_NAMED).map(uid -> "  " + Printable.of(String.valueOf(uid)))
                .forEach(terminal.console()::print);
        int shown = Math.min(MOST_NAMED, named.size());
        if (missing > shown) {
            terminal.print("proof.others", missing - shown);
        }
    }
}
