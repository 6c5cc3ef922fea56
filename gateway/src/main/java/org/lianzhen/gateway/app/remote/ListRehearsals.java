package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code routes rehearsals}: who has rehearsed what, and what it showed. */
@Command
final class ListRehearsals extends RemoteCommand {
    ListRehearsals(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/routes/rehearsals");
    }

    @Override
    void show(Gateway.Answer answer) {
        Table table = terminal().table("head.made-at", "head.author", "head.studies", "head.days", "head.nowhere",
                "head.backs", "head.outcome");
        for (Object item : answer.object().getJsonArray("items")) {
            JsonObject rehearsal = (JsonObject) item;
            table.add(List.of(Words.moment(rehearsal.getString("madeAt")), rehearsal.getString("author"),
                    rehearsal.getInteger("studies") + (rehearsal.getBoolean("more") ? "+" : ""), days(rehearsal),
                    rehearsal.getInteger("nowhere").toString(), orNothing(rehearsal.getInteger("backs")),
                    outcome(rehearsal)));
        }
        terminal().print(table);
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    private static String days(JsonObject rehearsal) {
        String from = orNothing(rehearsal.getString("from"));
        String to = orNothing(rehearsal.getString("to"));
        return from.equals(to) ? from : from + " - " + to;
    }

    private String outcome(JsonObject rehearsal) {
        return rehearsal.getJsonArray("lines").stream().map(JsonObject.class::cast)
                .map(line -> terminal().messages().text(
                        line.getInteger("withoutRight") == 0 ? "rehearsal.line" : "rehearsal.line-without-right",
                        line.getString("route"), line.getString("destination"), line.getInteger("studies"),
                        line.getInteger("withoutRight")))
                .collect(Collectors.joining("; "));
    }
}
