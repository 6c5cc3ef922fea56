package org.lianzhen.gateway.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code archive}: what can be done with the images that are kept, by name. */
@Command(name = "archive", synopsisSubcommandLabel = "COMMAND")
final class ArchiveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ArchiveCommand() {}

    static CommandLine commandLine(Console console, Map<String, String> environment) {
        return new CommandLine(new ArchiveCommand())
                .addSubcommand(new VerifyImagesCommand(console, environment).spec());
    }

    /** Without the name of a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
