package org.lianzhen.gateway.app.remote;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands, by name. */
@Command(synopsisSubcommandLabel = "COMMAND")
public final class RemoteCommands implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private RemoteCommands() {}

    /** {@code deliveries}. */
    public static CommandLine deliveries(Console console, Map<String, String> environment) {
        var terminal = new Terminal(console, environment);
        CommandLine command = new CommandLine(new RemoteCommands())
                .addSubcommand("list", new ListDeliveries(terminal))
                .addSubcommand("destinations", new ListDestinations(terminal))
                .addSubcommand("show", new ShowDelivery(terminal));
        for (String action : new String[]{ "hold", "resume", "retry", "cancel", "resend", "prioritise", "verify" }) {
            command.addSubcommand(action, new OrderDeliveries(terminal, action));
        }
        return command;
    }

    /** {@code nodes}. */
    public static CommandLine nodes(Console console, Map<String, String> environment) {
        var terminal = new Terminal(console, environment);
        return new CommandLine(new RemoteCommands()).addSubcommand("list", new ListNodes(terminal))
                .addSubcommand("check", new CheckNode(terminal));
    }

    /** {@code routes}. */
    public static CommandLine routes(Console console, Map<String, String> environment) {
        var terminal = new Terminal(console, environment);
        return new CommandLine(new RemoteCommands()).addSubcommand("list", new ListRoutes(terminal))
                .addSubcommand("show", new ShowRoutes(terminal))
                .addSubcommand("history", new RouteHistory(terminal))
                .addSubcommand("rehearsals", new ListRehearsals(terminal))
                .addSubcommand("rehearse", new RehearseRoutes(terminal)).addSubcommand("put", new PutRoutes(terminal));
    }

    /** Without the name of a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }
}
