package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import picocli.CommandLine.Command;

/** {@code audit verify}: computes the whole chain of audit events anew. It changes nothing, and asks no running gateway. */
@Command(name = "verify")
final class VerifyCommand extends SettingsCommand {
    private static final int BROKEN = 1;

    VerifyCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG));
    }

    @Override
    int run(Settings settings) throws CommandException {
        return new AuditDatabase(console(), messages()).with(settings, this::verify);
    }

    private int verify(PostgresAuditTrail trail) {
        ChainReport report = walk(trail);
        tell(report);
        return report.isWhole() ? 0 : BROKEN;
    }

    private ChainReport walk(PostgresAuditTrail trail) {
        try (Progress progress = new Progress(console(), messages().text("audit.checking"))) {
            var told = new long[1];
            return trail.verify((sequence, end) -> {
                progress.total(end);
                progress.advance(sequence - told[0], 0);
                told[0] = sequence;
            }).toCompletableFuture().join();
        }
    }

    private void tell(ChainReport report) {
        ChainReport.Break broken = report.broken();
        ChainReport.Link last = report.last();
        if (broken != null) {
            String key = "audit.broken." + broken.damage().name().toLowerCase(Locale.ROOT).replace('_', '-');
            console().print(messages().text(key, String.valueOf(broken.sequence())));
        } else if (last.sequence() == 0) {
            console().print(messages().text("audit.empty"));
        } else {
            console().print(messages().text("audit.whole", String.valueOf(report.checked())));
        }
        if (last.sequence() > 0) {
            console().print(messages().text("audit.last", String.valueOf(last.sequence()), last.hash()));
        }
        if (report.waiting() > 0) {
            console().print(messages().text("audit.waiting", String.valueOf(report.waiting())));
        }
    }
}
