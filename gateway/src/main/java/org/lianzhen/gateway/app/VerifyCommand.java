package org.lianzhen.gateway.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Progress;
import org.lianzhen.gateway.audit.ChainReport;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import picocli.CommandLine.Model.CommandSpec;

/** {@code audit verify}: computes the whole chain of audit events anew. It changes nothing, and asks no running gateway. */
final class VerifyCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");
    private final SettingOptions options;

    VerifyCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.messages = new Messages(VerifyCommand.class, console.language());
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
        return new AuditDatabase(console, messages).with(settings.get(), this::verify);
    }

    private int verify(PostgresAuditTrail trail) {
        ChainReport report = walk(trail);
        tell(report);
        return report.isWhole() ? 0 : BROKEN;
    }

    private ChainReport walk(PostgresAuditTrail trail) {
        try (Progress progress = new Progress(console, messages.text("audit.checking"))) {
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
            console.print(messages.text(key, String.valueOf(broken.sequence())));
        } else if (last.sequence() == 0) {
            console.print(messages.text("audit.empty"));
        } else {
            console.print(messages.text("audit.whole", String.valueOf(report.checked())));
        }
        if (last.sequence() > 0) {
            console.print(messages.text("audit.last", String.valueOf(last.sequence()), last.hash()));
        }
        if (report.waiting() > 0) {
            console.print(messages.text("audit.waiting", String.valueOf(report.waiting())));
        }
    }
}
