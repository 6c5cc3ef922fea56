package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code routes put}: puts a document in force, in place of the version that it was made from. */
@Command
final class PutRoutes extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "route-file")
    private Path file = Path.of("");

    @Option(names = "--base", paramLabel = "N", descriptionKey = "route-base")
    private @Nullable Integer base;

    @Option(names = "--force", descriptionKey = "route-force")
    private boolean force;

    @Option(names = "--without-rehearsal", descriptionKey = "route-without-rehearsal")
    private boolean withoutRehearsal;

    PutRoutes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        JsonObject document = RouteFile.read(terminal(), file).put("withoutRehearsal", withoutRehearsal);
        return gateway.put("/routes", document, version(gateway));
    }

    private String version(Gateway gateway) throws CommandException {
        if (force == (base != null)) {
            throw CommandException.misuse(terminal().messages().text("routes.base"));
        }
        return force ? Objects.requireNonNull(gateway.get("/routes").version(), "ETag") : "\"" + base + "\"";
    }

    @Override
    void show(Gateway.Answer answer) {
        terminal().print("routes.in-force", answer.object().getInteger("version"));
    }
}
