package org.lianzhen.gateway.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code certificates}: what can be done with our own certificate authority, by name. A gateway that runs sees it by itself. */
@Command(name = "certificates", synopsisSubcommandLabel = "COMMAND")
final class CertificatesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private CertificatesCommand() {}

    static CommandLine commandLine(Console console, Map<String, String> environment) {
        return new CommandLine(new CertificatesCommand())
                .addSubcommand(new AuthorityCommand(console, environment).spec())
                .addSubcommand(new IssueCommand(console, environment).spec())
                .addSubcommand(new RenewCommand(console, environment).spec());
    }

    /** Without the name of a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
