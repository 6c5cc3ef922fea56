package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Printable;
import org.lianzhen.gateway.app.terminal.TextWidth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nodes check}: has the gateway examine the way to a node or a web service, and prints what it found, step by step. */
@Command
final class CheckNode extends RemoteCommand {
    private static final int RESULT_COLUMNS = 8;
    private static final int STEP_COLUMNS = 14;

    @Parameters(index = "0", paramLabel = "AETITLE", descriptionKey = "ae-title")
    private String aeTitle = "";

    @Option(names = "--host", paramLabel = "HOST", descriptionKey = "host")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", descriptionKey = "port")
    private int port = 104;

    @Option(names = "--tls", descriptionKey = "over-tls")
    private boolean tls;

    @Option(names = "--web", descriptionKey = "check-web")
    private boolean web;

    @Option(names = "--store", descriptionKey = "store")
    private boolean store;

    @Option(names = "--throughput", paramLabel = "MB", descriptionKey = "throughput")
    private int megabytes;

    @Option(names = "--trace", descriptionKey = "trace")
    private boolean trace;

    CheckNode(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        if (web) {
            return gateway.post("/links/destinations/" + Gateway.encoded(aeTitle) + "/examination",
                    new JsonObject().put("store", store));
        }
        JsonObject wishes = new JsonObject().put("store", store || megabytes > 0).put("throughputMegabytes", megabytes);
        return host == null
                ? gateway.post("/links/" + Gateway.encoded(aeTitle) + "/examination", wishes)
                : gateway.post("/links/examination",
                        wishes.put("aeTitle", aeTitle).put("host", host).put("port", port).put("tls", tls));
    }

    @Override
    int exitCode(Gateway.Answer answer) {
        return answer.object().getBoolean("sound") ? 0 : 1;
    }

    @Override
    void show(Gateway.Answer answer) {
        JsonObject report = answer.object();
        terminal().print("check.target", report.getString("aeTitle"), report.getString("host"),
                report.getInteger("port"));
        for (Object item : report.getJsonArray("steps")) {
            step((JsonObject) item);
        }
        if (trace) {
            report.getJsonObject("trace").getJsonArray("lines").forEach(line -> line((JsonObject) line));
        }
        terminal().print(report.getBoolean("sound") ? "check.sound" : "check.unsound");
    }

    private void step(JsonObject step) {
        String name = terminal().messages().text("step." + step.getString("step"));
        String result = terminal().messages().text("result." + step.getString("result"));
        String words = step.getJsonObject("message").getString(terminal().console().language().tag());
        terminal().console()
                .print(TextWidth.pad(result, RESULT_COLUMNS) + TextWidth.pad(name, STEP_COLUMNS) + Printable.of(words));
    }

    private void line(JsonObject line) {
        terminal().console().print(String.format(Locale.ROOT, "%10.1f ms %s %-14s %8d  %s",
                line.getDouble("atMillis"), line.getString("direction").equals("SENT") ? "->" : "<-",
                line.getString("type"), line.getLong("length"), Printable.of(line.getString("what"))));
    }
}
