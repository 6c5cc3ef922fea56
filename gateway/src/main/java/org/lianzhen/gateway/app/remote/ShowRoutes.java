package org.lianzhen.gateway.app.remote;

import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Command;

/** {@code routes show}: the document in force, as {@code routes put} takes it. */
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
        answer.object().getString("document").lines().forEach(terminal().console()::print);
    }
}
