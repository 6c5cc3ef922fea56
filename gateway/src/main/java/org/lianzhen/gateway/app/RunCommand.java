package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.access.FirstAccounts;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.tls.TlsFileException;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.SettingsResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code run}: reads the settings, serves until it is told to stop, and stops in good order. */
final class RunCommand implements Callable<Integer> {
    /** The process promises to be gone within 10 seconds. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final int WRONG_SETTINGS = 2;

    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final NodeStarter starter;
    private final StopSignal stop;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    RunCommand(Console console, Map<String, String> environment, NodeStarter starter, StopSignal stop) {
        this.console = console;
        this.messages = new Messages(RunCommand.class, console.language());
        this.environment = environment;
        this.starter = starter;
        this.stop = stop;
    }

    /** The command with an option for every setting. */
    CommandSpec spec() {
        spec.name("run");
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
        return spec;
    }

    private OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(description(setting));
        if (setting.isSwitch()) {
            return option.type(boolean.class).build();
        }
        return option.type(String.class).arity("1").paramLabel(messages.text("label." + setting.key())).build();
    }

    private String description(Setting setting) {
        String text = messages.text("setting." + setting.key());
        String defaultText = setting.defaultText();
        return defaultText == null || setting.isSwitch() ? text : messages.text("setting", text, defaultText);
    }

    @Override
    public Integer call() throws CommandException {
        return switch (Settings.load(flags(), environment)) {
            case SettingsResult.Loaded(Settings settings) -> serve(settings);
            case SettingsResult.Refused refused -> {
                refused.problems().forEach(problem -> console.tell(problem.in(console.language().locale())));
                yield WRONG_SETTINGS;
            }
        };
    }

    private Map<Setting, String> flags() {
        var flags = new EnumMap<Setting, String>(Setting.class);
        for (Setting setting : Setting.values()) {
            OptionSpec option = spec.commandLine().getParseResult().matchedOption(setting.flag());
            if (option != null) {
                flags.put(setting, String.valueOf(option.<Object>getValue()));
            }
        }
        return flags;
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
