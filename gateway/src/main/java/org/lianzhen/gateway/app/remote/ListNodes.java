package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code nodes list}: the DICOM nodes of the members. */
@Command
final class ListNodes extends RemoteCommand {
    ListNodes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/members/nodes");
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = terminal().table("head.ae-title", "head.unit", "head.address", "head.tls");
        for (Object item : answer.array()) {
            JsonObject node = (JsonObject) item;
            String host = node.getString("host");
            table.add(List.of(node.getString("aeTitle"), node.getString("unit"),
                    host == null ? "-" : host + ":" + node.getInteger("port", 0),
                    Boolean.TRUE.equals(node.getBoolean("tls")) ? "TLS" : "-"));
        }
        terminal().print(table);
    }
}
