package org.lianzhen.gateway.app.remote;

import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import picocli.CommandLine.Mixin;

/** A command that asks a gateway, and prints its answer for people or for programs. */
abstract class RemoteCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final GatewayOptions options = new GatewayOptions();

    RemoteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** What the process returns. */
    int exitCode(Gateway.Answer answer) {
        return 0;
    }

    abstract Gateway.Answer ask(Gateway gateway) throws CommandException;

    abstract void show(Gateway.Answer answer);

    @Override
    public final Integer call() throws CommandException {
        try (Gateway gateway = options.open(terminal)) {
            Gateway.Answer answer = ask(gateway);
            if (options.json()) {
                GatewayOptions.print(terminal, answer.body());
            } else {
                show(answer);
            }
            return exitCode(answer);
        }
    }
}
