package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Model.CommandSpec;

/** A command that works on what the settings name. Problems of them are told all at once, and nothing is done then. */
abstract class SettingsCommand implements Callable<Integer> {
    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final CommandSpec spec = CommandSpec.forAnnotatedObject(this);
    private final SettingOptions options;

    /** @param settings that it has options for */
    SettingsCommand(Console console, Map<String, String> environment, List<Setting> settings) {
        this.console = console;
        this.messages = new Messages(SettingsCommand.class, console.language());
        this.environment = environment;
        this.options = new SettingOptions(console, spec, settings);
    }

    /** The command with its options. */
    final CommandSpec spec() {
        return spec;
    }

    final Console console() {
        return console;
    }

    final Messages messages() {
        return messages;
    }

    @Override
    public final Integer call() throws CommandException {
        check();
        Optional<Settings> settings = options.load(environment);
        if (settings.isEmpty()) {
            return spec.exitCodeOnInvalidInput();
        }
        try {
            return run(settings.get());
        } catch (StartException e) {
            throw new CommandException(e.in(console.language()));
        } catch (TlsFileException e) {
            throw new CommandException(e.in(console.language()));
        }
    }

    /** Looks at its own options, before any settings are. */
    void check() throws CommandException {}

    /** @return exit code */
    abstract int run(Settings settings) throws CommandException, StartException, TlsFileException;
}
