package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code routes put}: puts a document in force, in place of the one that is at this moment. */
@Command
final class PutRoutes extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "route-file")
    private Path file = Path.of("");

    PutRoutes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        JsonObject document = RouteFile.read(terminal(), file);
        String version = Objects.requireNonNull(gateway.get("/routes").version(), "ETag");
        return gateway.put("/routes", document, version);
    }

    @Override
    void show(Gateway.Answer answer) {
        terminal().print("routes.in-force", answer.object().getInteger("version"));
    }
}
