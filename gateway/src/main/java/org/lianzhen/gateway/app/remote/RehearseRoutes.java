package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code routes rehearse}: what a document would have done with studies that have arrived. */
@Command
final class RehearseRoutes extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "route-file")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "DAY", descriptionKey = "route-from")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", descriptionKey = "route-to")
    private @Nullable String to;

    RehearseRoutes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.post("/routes/rehearsal", RouteFile.read(terminal(), file).put("from", from).put("to", to));
    }

    @Override
    void show(Gateway.Answer answer) {
        JsonObject rehearsal = answer.object();
        Table table = terminal().table("head.route", "head.destination", "head.studies", "head.without-right");
        for (Object item : rehearsal.getJsonArray("lines")) {
            JsonObject line = (JsonObject) item;
            table.add(List.of(line.getString("route"), line.getString("destination"), text(line, "studies"),
                    text(line, "withoutRight")));
        }
        terminal().print(table);
        terminal().print("routes.rehearsed", text(rehearsal, "studies"), text(rehearsal, "nowhere"),
                day(rehearsal, "from"), day(rehearsal, "to"));
        if (rehearsal.getBoolean("more")) {
            terminal().print("routes.rehearsed-more");
        }
    }

    /** No day when nothing has arrived. */
    private static String day(JsonObject rehearsal, String name) {
        return Objects.requireNonNullElse(rehearsal.getString(name), "-");
    }

    private static String text(JsonObject object, String name) {
        return String.valueOf(object.getValue(name));
    }
}
