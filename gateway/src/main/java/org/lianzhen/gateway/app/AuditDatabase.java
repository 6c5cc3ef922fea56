package org.lianzhen.gateway.app;

import java.nio.file.Files;
import java.util.concurrent.CompletionException;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;

/** The audit log for commands that look at it, change nothing and ask no running gateway. */
record AuditDatabase(Console console, Messages messages) {

    /** What is done with it. */
    @FunctionalInterface
    interface Work {
        /** @return exit code */
        int run(PostgresAuditTrail trail);
    }

    int with(Settings settings, Work work) throws CommandException {
        try {
            return settings.database() == null ? withOurs(settings, work) : run(settings, work);
        } catch (StartException e) {
            throw new CommandException(e.in(console.language()));
        }
    }

    /** A folder that is not there shall not be made, and a server of ours serves one process at a time. */
    private int withOurs(Settings settings, Work work) throws StartException, CommandException {
        if (!Files.isDirectory(OpenDatabase.folder(settings))) {
            throw new CommandException(messages.text("audit.no-data", settings.data()));
        }
        DataLock lock = DataLock.take(settings.data());
        try {
            return run(settings, work);
        } finally {
            lock.close();
        }
    }

    private int run(Settings settings, Work work) throws StartException, CommandException {
        try (OpenDatabase database = OpenDatabase.untouched(settings)) {
            return work.run(new PostgresAuditTrail(database.pool(), AuditFolder.of(settings).anchors()));
        } catch (CompletionException e) {
            throw new CommandException(messages.text("audit.unreadable", String.valueOf(e.getCause())));
        }
    }
}
