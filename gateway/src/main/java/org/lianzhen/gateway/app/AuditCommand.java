package org.lianzhen.gateway.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code audit}: what can be done with the audit log, by name. */
@Command(name = "audit", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private AuditCommand() {}

    static CommandLine commandLine(Console console, Map<String, String> environment) {
        return new CommandLine(new AuditCommand()).addSubcommand(new VerifyCommand(console, environment).spec())
                .addSubcommand(new ExportCommand(console, environment).spec());
    }

    /** Without the name of a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
