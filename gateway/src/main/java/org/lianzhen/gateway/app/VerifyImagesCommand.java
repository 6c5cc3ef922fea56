package org.lianzhen.gateway.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.backup.ArchiveCheck;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.backup.PostgresObjectRows;
import picocli.CommandLine.Command;

/** {@code archive verify}: reads every image and compares it with its digest. It changes nothing; the gateway may run. */
@Command(name = "verify")
final class VerifyImagesCommand extends SettingsCommand {
    private static final int DAMAGED = 1;

    VerifyImagesCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG));
    }

    @Override
    int run(Settings settings) throws CommandException, StartException {
        try {
            return settings.database() == null ? verifyOurs(settings) : verifyTheirs(settings);
        } catch (IOException e) {
            throw new CommandException(messages().text("archive.unreadable", String.valueOf(e.getMessage())));
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
        try (var progress = new BackupProgress(console())) {
            ArchiveCheck.Report report = new ArchiveCheck(new PostgresObjectRows(database.pool()), settings.data(),
                    progress).digests();
            progress.done();
            console().print(report.damaged() == 0 ? messages().text("archive.whole", report.whole())
                    : messages().text("archive.damaged", report.damaged(), report.whole()));
            return report.damaged() == 0 ? 0 : DAMAGED;
        }
    }
}
