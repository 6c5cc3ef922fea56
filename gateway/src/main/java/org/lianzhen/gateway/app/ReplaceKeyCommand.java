package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lianzhen.gateway.access.SecretBox;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.audit.KeyFile;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code keys replace}: puts a new key in force, for instance since others have seen the one there is. */
@Command(name = "replace")
final class ReplaceKeyCommand extends SettingsCommand {
    @Parameters(index = "0", paramLabel = "access|audit", descriptionKey = "which-key")
    private Which which = Which.ACCESS;

    /** The keys that can be replaced. */
    private enum Which {
        ACCESS, AUDIT;

        KeyFile file(Settings settings) {
            return switch (this) {
                case ACCESS -> SecretBox.file(AccessSide.key(settings.data()));
                case AUDIT -> PseudonymKeys.file(AuditFolder.of(settings).key());
            };
        }
    }

    ReplaceKeyCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.CONFIG));
    }

    @Override
    int run(Settings settings) throws CommandException {
        KeyFile file = which.file(settings);
        if (!Files.exists(file.path())) {
            throw new CommandException(messages().text("keys.none", file.path()));
        }
        try {
            file.replace();
            console().print(messages().text("keys.replaced", file.path(),
                    file.fingerprint(file.keys().getFirst())));
            console().print(messages().text("keys." + which.name().toLowerCase(Locale.ROOT)));
            return 0;
        } catch (IOException e) {
            throw new CommandException(
                    messages().text("keys.fault", file.path(), new IoFaults(console().language()).why(e)));
        }
    }
}
