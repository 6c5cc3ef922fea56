package org.lianzhen.gateway.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code keys}: what can be done with the keys of our own that seal secrets and name patients, by name. A gateway that runs sees it by itself. */
@Command(name = "keys", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private KeysCommand() {}

    static CommandLine commandLine(Console console, Map<String, String> environment) {
        return new CommandLine(new KeysCommand()).addSubcommand(new ReplaceKeyCommand(console, environment).spec());
    }

    /** Without the name of a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
