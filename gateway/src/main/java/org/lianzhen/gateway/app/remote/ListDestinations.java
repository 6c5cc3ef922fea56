package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code deliveries destinations}: what each destination has to do. */
@Command
final class ListDestinations extends RemoteCommand {
    ListDestinations(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/deliveries/destinations");
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = terminal().table("head.destination", "state.QUEUED", "state.RETRY_AT", "state.HELD",
                "head.sending", "head.oldest", "head.delivered-day", "head.failed-day");
        for (Object item : answer.object().getJsonArray("items")) {
            JsonObject load = (JsonObject) item;
            table.add(List.of(load.getString("destination"), text(load, "queued"), text(load, "retryAt"),
                    text(load, "held"), text(load, "sendingStudies"), Words.moment(load.getString("oldestSince")),
                    text(load, "deliveredLastDay"), text(load, "failedLastDay")));
        }
        terminal().print(table);
    }

    private static String text(JsonObject load, String name) {
        return String.valueOf(load.getInteger(name));
    }
}
