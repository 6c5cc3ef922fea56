package org.lianzhen.gateway.app.tools;

import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dicom}: the tools, by name. */
@Command(name = "dicom", synopsisSubcommandLabel = "COMMAND")
public final class DicomCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private DicomCommand() {}

    /** The command with all tools below it. */
    public static CommandLine commandLine(Console console) {
        return new CommandLine(new DicomCommand())
                .addSubcommand(new EchoCommand(console))
                .addSubcommand(new SendCommand(console))
                .addSubcommand(new FindCommand(console))
                .addSubcommand(new GetCommand(console))
                .addSubcommand(new DumpCommand(console));
    }

    /** Without the name of a tool. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
