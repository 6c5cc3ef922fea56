package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code deliveries show}: a study at each destination, or each instance of it at one. */
@Command
final class ShowDelivery extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "STUDY", descriptionKey = "study")
    private String study = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "[DESTINATION]", descriptionKey = "at-destination")
    private @Nullable String destination;

    ShowDelivery(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        String path = "/deliveries/" + Gateway.encoded(study);
        return gateway.get(destination == null ? path : path + "/" + Gateway.encoded(destination));
    }

    @Override
    void show(Gateway.Answer answer) {
        JsonArray items = answer.object().getJsonArray("items");
        Table table = destination == null ? ListDeliveries.table(terminal())
                : terminal().table("head.instance", "head.state", "head.attempts", "head.next-try",
                        "head.last-answer", "head.detail", "head.route", "head.reason");
        for (Object each : items) {
            JsonObject item = (JsonObject) each;
            if (destination == null) {
                ListDeliveries.add(terminal(), table, item);
            } else {
                add(table, item);
            }
        }
        terminal().print(table);
        Words.print(terminal(), items);
        if (destination == null) {
            items.forEach(item -> new ProofWords(terminal()).print((JsonObject) item));
        }
    }

    private void add(Table table, JsonObject item) {
        table.add(List.of(item.getString("sopInstanceUid"), Words.state(terminal(), item.getString("state")),
                item.getInteger("attempts").toString(), Words.moment(item.getString("nextTry")),
                item.getString("lastAnswerCode"), item.getString("lastAnswerDetail"), item.getString("route"),
                item.getString("reason")));
    }
}
