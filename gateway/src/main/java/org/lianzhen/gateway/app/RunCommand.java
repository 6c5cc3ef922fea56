package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.access.FirstAccounts;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** {@code run}: reads the settings, serves until it is told to stop, and stops in good order. */
final class RunCommand implements Callable<Integer> {
    /** The process promises to be gone within 10 seconds. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final NodeStarter starter;
    private final StopSignal stop;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("run");
    private final SettingOptions options;

    RunCommand(Console console, Map<String, String> environment, NodeStarter starter, StopSignal stop) {
        this.console = console;
        this.messages = new Messages(RunCommand.class, console.language());
        this.environment = environment;
        this.starter = starter;
        this.stop = stop;
        this.options = new SettingOptions(console, spec, List.of(Setting.values()));
    }

    /** The command with an option for every setting. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws CommandException {
        Optional<Settings> settings = options.load(environment);
        return settings.isPresent() ? serve(settings.get()) : spec.exitCodeOnInvalidInput();
    }

    private int serve(Settings settings) throws CommandException {
        stop.serving();
        try {
            RunningNode node = starter.start(settings);
            node.firstPassword().ifPresent(password -> console
                    .print(messages.text("run.first-password", FirstAccounts.ADMINISTRATOR, password)));
            console.print("Lianzhen is ready: " + node.addresses());
            stop.await();
            node.stop(STOP_LIMIT);
            return 0;
        } catch (StartException e) {
            throw new CommandException(e.in(console.language()));
        } catch (TlsFileException e) {
            throw new CommandException(e.in(console.language()));
        } finally {
            stop.done();
        }
    }
}
