package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code routes list}: the routes in force that concern the account's unit. */
@Command
final class ListRoutes extends RemoteCommand {
    ListRoutes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/routes/in-force");
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = terminal().table("head.route", "head.name", "head.state", "head.destinations");
        for (Object item : answer.object().getJsonArray("routes")) {
            JsonObject route = (JsonObject) item;
            table.add(List.of(route.getString("code"), route.getString("name"),
                    terminal().messages().text("route." + route.getString("state")),
                    route.getJsonArray("destinations").stream().map(Object::toString)
                            .collect(Collectors.joining(" "))));
        }
        terminal().print(table);
    }
}
