package org.lianzhen.gateway.app;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.config.SettingsResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options of a command that are settings, which may come from the environment and a file as well. */
final class SettingOptions {
    private final Console console;
    private final Messages messages;
    private final CommandSpec spec;
    private final List<Setting> settings;

    /** @param settings that the command has options for */
    SettingOptions(Console console, CommandSpec spec, List<Setting> settings) {
        this.console = console;
        this.messages = new Messages(SettingOptions.class, console.language());
        this.spec = spec;
        this.settings = settings;
        settings.forEach(setting -> spec.addOption(option(setting)));
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

    /** All settings; empty when they are wrong, which has been told. */
    Optional<Settings> load(Map<String, String> environment) {
        return switch (Settings.load(flags(), environment)) {
            case SettingsResult.Loaded(Settings loaded) -> Optional.of(loaded);
            case SettingsResult.Refused refused -> {
                refused.problems().forEach(problem -> console.tell(problem.in(console.language().locale())));
                yield Optional.empty();
            }
        };
    }

    private Map<Setting, String> flags() {
        var flags = new EnumMap<Setting, String>(Setting.class);
        for (Setting setting : settings) {
            OptionSpec option = spec.commandLine().getParseResult().matchedOption(setting.flag());
            if (option != null) {
                flags.put(setting, String.valueOf(option.<Object>getValue()));
            }
        }
        return flags;
    }
}
