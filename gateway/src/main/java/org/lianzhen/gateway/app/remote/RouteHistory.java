package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code routes history}: who put which version in force. */
@Command
final class RouteHistory extends RemoteCommand {
    RouteHistory(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/routes/versions");
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = terminal().table("head.version", "head.made-at", "head.author");
        for (Object item : answer.object().getJsonArray("items")) {
            JsonObject version = (JsonObject) item;
            table.add(List.of(version.getInteger("version").toString(), Words.moment(version.getString("madeAt")),
                    version.getString("author")));
        }
        terminal().print(table);
    }
}
