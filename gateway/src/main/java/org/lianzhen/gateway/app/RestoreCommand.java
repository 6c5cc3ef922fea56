package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Sizes;
import org.lianzhen.gateway.backup.BackupFault;
import org.lianzhen.gateway.backup.BackupResult;
import org.lianzhen.gateway.backup.Restore;
import org.lianzhen.gateway.backup.SetFacts;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code restore}: puts a backup into an empty folder, and starts nothing. */
@Command(name = "restore")
final class RestoreCommand extends SettingsCommand {
    private static final int NOT_WHOLE = 1;

    RestoreCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA));
        spec().addOption(OptionSpec.builder("--from").type(Path.class).required(true)
                .paramLabel(messages().text("label.backup-to")).descriptionKey("restore-from").build());
        spec().addOption(OptionSpec.builder("--set").type(String.class).paramLabel(messages().text("label.set"))
                .descriptionKey("restore-set").build());
    }

    @Override
    int run(Settings settings) throws CommandException, StartException {
        Path data = settings.data();
        try {
            refuseFull(data);
            DataLock lock = DataLock.takeToRestore(data);
            try {
                return restore(settings);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new CommandException(
                    messages().text("restore.fault", data, new IoFaults(console().language()).why(e)));
        }
    }

    private void refuseFull(Path data) throws IOException, CommandException {
        if (Files.isDirectory(data) && !DataLock.isUnrestored(data) && DataLock.holdsData(data)) {
            throw failed(new BackupResult.Failed(BackupFault.NOT_EMPTY, List.of(data.toString())));
        }
    }

    private CommandException failed(BackupResult.Failed failed) {
        return new CommandException(new BackupWords(console()).of(failed));
    }

    private int restore(Settings settings) throws IOException, StartException, CommandException {
        Path data = settings.data();
        DataLock.beginRestore(data);
        DataLock.clearUnrestored(data);
        try {
            return filled(settings);
        } catch (IOException | StartException | CommandException | RuntimeException e) {
            try {
                DataLock.clearUnrestored(data);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private int filled(Settings settings) throws IOException, StartException, CommandException {
        Path from = from();
        try (var progress = new BackupProgress(console())) {
            var restore = new Restore(from, settings.data(), progress);
            SetFacts facts = switch (restore.run(set())) {
                case BackupResult.Complete complete -> complete.facts();
                case BackupResult.Failed failed -> throw failed(failed);
            };
            RestoredData.Found found = new RestoredData(settings, restore, from, progress).finish(facts);
            DataLock.endRestore(settings.data());
            progress.done();
            tell(settings.data(), facts, found);
            return found.images().damaged() == 0 ? 0 : NOT_WHOLE;
        }
    }

    private Path from() {
        return spec().commandLine().getParseResult().matchedOption("--from").<Path>getValue().toAbsolutePath()
                .normalize();
    }

    private @Nullable String set() {
        OptionSpec option = spec().commandLine().getParseResult().matchedOption("--set");
        return option == null ? null : option.getValue();
    }

    private void tell(Path data, SetFacts facts, RestoredData.Found found) {
        console().print(messages().text("restore.done", facts.name(), data, found.images().whole(),
                Sizes.bytes(facts.done().bytes())));
        if (found.images().damaged() > 0) {
            console().print(messages().text("restore.not-whole", found.images().damaged()));
        }
        if (found.later() > 0) {
            console().print(messages().text("restore.later", found.later()));
        }
        if (Files.isDirectory(Restore.settings(data))) {
            console().print(messages().text("restore.settings", Restore.settings(data)));
        }
        console().print(messages().text("restore.next", data));
    }
}
