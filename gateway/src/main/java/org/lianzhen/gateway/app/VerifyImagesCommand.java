package org.lianzhen.gateway.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.backup.ArchiveCheck;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.backup.PostgresObjectRows;
import picocli.CommandLine.Model.CommandSpec;

/** {@code archive verify}: reads every image and compares it with its digest. It changes nothing; the gateway may run. */
final class VerifyImagesCommand implements Callable<Integer> {
    private static final int DAMAGED = 1;

    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");
    private final SettingOptions options;

    VerifyImagesCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.messages = new Messages(VerifyImagesCommand.class, console.language());
        this.environment = environment;
        this.options = new SettingOptions(console, spec, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG));
    }

    /** The command with its options. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws CommandException {
        Optional<Settings> settings = options.load(environment);
        if (settings.isEmpty()) {
            return spec.exitCodeOnInvalidInput();
        }
        try {
            return settings.get().database() == null ? verifyOurs(settings.get()) : verifyTheirs(settings.get());
        } catch (StartException e) {
            throw new CommandException(e.in(console.language()));
        } catch (IOException e) {
            throw new CommandException(messages.text("archive.unreadable", String.valueOf(e.getMessage())));
        }
    }

    private int verifyOurs(Settings settings) throws StartException, IOException {
        try (DataAccess access = DataAccess.open(settings)) {
            return verify(settings, access.database());
        }
    }

    private int verifyTheirs(Settings settings) throws StartException, IOException {
        try (OpenDatabase database = OpenDatabase.untouched(settings)) {
            return verify(settings, database);
        }
    }

    private int verify(Settings settings, OpenDatabase database) throws IOException {
        try (var progress = new BackupProgress(console)) {
            ArchiveCheck.Report report = new ArchiveCheck(new PostgresObjectRows(database.pool()), settings.data(),
                    progress).digests();
            progress.done();
            console.print(report.damaged() == 0 ? messages.text("archive.whole", report.whole())
                    : messages.text("archive.damaged", report.damaged(), report.whole()));
            return report.damaged() == 0 ? 0 : DAMAGED;
        }
    }
}
