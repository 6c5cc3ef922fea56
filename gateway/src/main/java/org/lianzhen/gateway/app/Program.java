package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.bench.BenchCommand;
import org.lianzhen.gateway.app.remote.RemoteCommands;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.tools.DicomCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The command line as a whole: puts the commands together and runs one. */
final class Program {
    private final Console console;
    private final Map<String, String> environment;
    private final NodeStarter starter;

    Program(Console console, Map<String, String> environment, NodeStarter starter) {
        this.console = console;
        this.environment = environment;
        this.starter = starter;
    }

    /** Runs a command; 0 is success, 1 failure, 2 a command line that makes no sense. */
    int execute(List<String> arguments, StopSignal stop) {
        return commandLine(stop).execute(arguments.toArray(String[]::new));
    }

    /** The tree of commands. */
    CommandLine commandLine(StopSignal stop) {
        var root = new CommandLine(new RootCommand());
        root.getCommandSpec().addOption(everywhere(LogLevel.DEBUG_OPTION).build())
                .addOption(everywhere("--help", "-h").usageHelp(true).build());
        root.addSubcommand("run", new RunCommand(console, environment, starter, stop).spec());
        root.addSubcommand("audit", AuditCommand.commandLine(console, environment));
        root.addSubcommand("certificates", CertificatesCommand.commandLine(console, environment));
        root.addSubcommand("keys", KeysCommand.commandLine(console, environment));
        root.addSubcommand("archive", ArchiveCommand.commandLine(console, environment));
        root.addSubcommand("backup", new BackupCommand(console, environment).spec());
        root.addSubcommand("restore", new RestoreCommand(console, environment).spec());
        root.addSubcommand("dicom", DicomCommand.commandLine(console));
        root.addSubcommand("deliveries", RemoteCommands.deliveries(console, environment));
        root.addSubcommand("nodes", RemoteCommands.nodes(console, environment));
        root.addSubcommand("routes", RemoteCommands.routes(console, environment));
        root.addSubcommand(BenchCommand.commandLine(console));
        root.setResourceBundle(console.language().bundle(Program.class.getPackageName() + ".usage"));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setParameterExceptionHandler(new CommandLineFaults(console));
        root.setExecutionExceptionHandler(new CommandFaults(console));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        root.setOut(console.outWriter());
        root.setErr(console.errWriter());
        return root;
    }

    private static OptionSpec.Builder everywhere(String... names) {
        return OptionSpec.builder(names).type(boolean.class).scopeType(ScopeType.INHERIT);
    }
}
