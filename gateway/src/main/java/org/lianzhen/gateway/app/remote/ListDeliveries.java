package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code deliveries list}: studies on their way, or in any other state. */
@Command
final class ListDeliveries extends RemoteCommand {
    @Mixin
    private final Filter filter = new Filter();

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "limit")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "PLACE", descriptionKey = "after")
    private String after = "";

    ListDeliveries(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        String page = "limit=" + limit + (after.isEmpty() ? "" : "&after=" + Gateway.encoded(after));
        return gateway.get("/deliveries" + filter.query(page));
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = table(terminal());
        answer.object().getJsonArray("items").forEach(item -> add(terminal(), table, (JsonObject) item));
        terminal().print(table);
        String next = answer.object().getString("next");
        if (next != null) {
            terminal().print("deliveries.more", next);
        }
    }

    static Table table(Terminal terminal) {
        return terminal.table("head.study", "head.destination", "head.unit", "head.state", "head.priority",
                "head.there", "head.open", "head.failed", "head.attempts", "head.next-try", "head.last-answer");
    }

    static void add(Terminal terminal, Table table, JsonObject item) {
        JsonObject count = item.getJsonObject("instances");
        int open = count.getInteger("queued") + count.getInteger("retryAt") + count.getInteger("held");
        table.add(List.of(item.getString("studyInstanceUid"), item.getString("destination"),
                item.getString("unit"), Words.state(terminal, item.getString("state")),
                Words.priority(terminal, item.getString("priority")), count.getInteger("delivered").toString(),
                String.valueOf(open), count.getInteger("failed").toString(),
                item.getInteger("attempts").toString(), Words.moment(item.getString("nextTry")),
                Words.answer(item)));
    }
}
