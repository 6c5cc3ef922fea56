package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.IoFaults;

/** A document of routes in a file. */
final class RouteFile {
    private RouteFile() {}

    /** As the gateway takes it. */
    static JsonObject read(Terminal terminal, Path file) throws CommandException {
        try {
            return new JsonObject().put("document", Files.readString(file));
        } catch (IOException e) {
            throw new CommandException(terminal.messages().text("routes.unreadable", file,
                    new IoFaults(terminal.console().language()).why(e)));
        }
    }
}
