package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Table;
import picocli.CommandLine.Command;

/** {@code deliveries destinations}: what each destination has to do. */
@Command
final class ListDestinations extends RemoteCommand {
    private static final int PERCENT = 100;

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
                "state.FAILED", "head.sending", "head.oldest", "head.delivered-day", "head.failed-day", "head.speed",
                "head.answer-time", "head.trouble", "head.proofs");
        for (Object item : answer.object().getJsonArray("items")) {
            JsonObject load = (JsonObject) item;
            table.add(List.of(load.getString("destination"), text(load, "queued"), text(load, "retryAt"),
                    text(load, "held"), text(load, "failed"), text(load, "sendingStudies"),
                    Words.moment(load.getString("oldestSince")),
                    text(load, "deliveredLastDay"), text(load, "failedLastDay"),
                    Words.speed(load.getLong("bytesPerSecond")), line(load, "answerSeconds", 1, "s"),
                    line(load, "trouble", PERCENT, "%"), proofs(load.getJsonObject("proofs"))));
        }
        terminal().print(table);
    }

    private static String line(JsonObject load, String name, int factor, String unit) {
        JsonObject line = load.getJsonObject("line");
        return line == null ? "-" : String.format(Locale.ROOT, "%.1f %s", line.getDouble(name) * factor, unit);
    }

    private static String proofs(JsonObject proofs) {
        return Stream.of("due", "complete", "unproven", "failed").map(name -> text(proofs, name))
                .collect(Collectors.joining(" / "));
    }

    private static String text(JsonObject load, String name) {
        return String.valueOf(load.getInteger(name));
    }
}
