package org.lianzhen.gateway.app.remote;

import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Command;

/** {@code routes show}: the document in force, as {@code routes put} takes it, and to the standard error the version that it is. */
@Command
final class ShowRoutes extends RemoteCommand {
    ShowRoutes(Terminal terminal) {
        super(terminal);
    }

    @Override
    Gateway.Answer ask(Gateway gateway) throws CommandException {
        return gateway.get("/routes");
    }

    @Override
    void show(Gateway.Answer answer) {
        Integer version = answer.object().getInteger("version");
        terminal().console().tell(terminal().messages().text("routes.version", version));
        answer.object().getString("document").lines().forEach(terminal().console()::print);
    }
}
