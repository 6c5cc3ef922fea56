package org.lianzhen.gateway.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Sizes;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.backup.BackupOrder;
import org.lianzhen.gateway.backup.BackupResult;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code backup}: copies everything that a data folder holds, while its gateway serves. */
@Command(name = "backup")
final class BackupCommand extends SettingsCommand {
    private static final int NOT_WHOLE = 1;

    BackupCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG,
                Setting.MIN_FREE_SPACE));
        spec().addOption(OptionSpec.builder("--to").type(Path.class).paramLabel(messages().text("label.backup-to"))
                .descriptionKey("backup-folder").build());
        spec().addOption(OptionSpec.builder("--keep").type(Integer.class).paramLabel("N").descriptionKey("backup-keep")
                .build());
        spec().addOption(OptionSpec.builder("--verify").type(boolean.class).descriptionKey("backup-verify").build());
    }

    /** Somebody at the machine itself. */
    static AuditEvent.Actor actor() {
        return new AuditEvent.Actor(System.getProperty("user.name", ""), "COMMAND_LINE", "", "");
    }

    @Override
    int run(Settings settings) throws CommandException, StartException {
        if (settings.database() != null) {
            throw new CommandException(messages().text("backup.external", settings.database()));
        }
        BackupOrder order = order(settings);
        try (DataAccess access = DataAccess.open(settings); var progress = new BackupProgress(console())) {
            OpenDatabase database = access.database();
            var work = new BackupWork(settings, database.vertx(), database.address(), database.pool(),
                    new PostgresAuditLog(database.pool()));
            BackupResult result = work.backup(progress).run(order);
            progress.done();
            return tell(order, result);
        }
    }

    private BackupOrder order(Settings settings) throws CommandException {
        Path to = value("--to", Path.class);
        Integer keep = value("--keep", Integer.class);
        Path folder = to == null ? settings.backup().to() : to;
        int most = keep == null ? settings.backup().keep() : keep;
        if (folder == null) {
            throw CommandException.misuse(messages().text("backup.no-folder"));
        }
        if (most < 1) {
            throw CommandException.misuse(messages().text("backup.keep"));
        }
        return new BackupOrder(folder.toAbsolutePath().normalize(), most,
                Boolean.TRUE.equals(value("--verify", Boolean.class)),
                actor(), settings.backup().files());
    }

    private <T> @Nullable T value(String name, Class<T> type) {
        OptionSpec option = spec().commandLine().getParseResult().matchedOption(name);
        return option == null ? null : type.cast(option.getValue());
    }

    private int tell(BackupOrder order, BackupResult result) throws CommandException {
        SetFacts facts = switch (result) {
            case BackupResult.Complete complete -> complete.facts();
            case BackupResult.Failed failed -> throw new CommandException(new BackupWords(console()).of(failed));
        };
        console().print(messages().text("backup.done", order.to(), facts.name(), facts.done().objects(),
                Sizes.bytes(facts.done().bytes()), facts.done().copied()));
        if (facts.done().damaged() > 0) {
            console().print(messages().text("backup.not-whole", facts.done().damaged()));
            return NOT_WHOLE;
        }
        return 0;
    }
}
