package org.lianzhen.gateway.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.message.AuditMessage;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code audit export}: prints the events of a time as DICOM audit messages, one a line, in the order of the chain. */
@Command(name = "export")
final class ExportCommand extends SettingsCommand {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String SOURCE = "lianzhen";
    private static final int PAGE = 1000;

    private Instant from = Instant.MIN;
    private Instant to = Instant.MAX;

    ExportCommand(Console console, Map<String, String> environment) {
        super(console, environment, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG));
        spec().addOption(time("--from", "export.from")).addOption(time("--to", "export.to"));
    }

    private OptionSpec time(String name, String description) {
        return OptionSpec.builder(name).description(messages().text(description)).type(String.class).arity("1")
                .paramLabel(messages().text("label.time")).build();
    }

    @Override
    void check() throws CommandException {
        from = moment("--from", Instant.MIN);
        to = moment("--to", Instant.MAX);
    }

    @Override
    int run(Settings settings) throws CommandException {
        return new AuditDatabase(console(), messages()).with(settings, this::print);
    }

    private Instant moment(String option, Instant otherwise) throws CommandException {
        OptionSpec given = spec().commandLine().getParseResult().matchedOption(option);
        if (given == null) {
            return otherwise;
        }
        String text = given.getValue();
        try {
            return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay(CHINA).toInstant() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw CommandException.misuse(messages().text("export.no-time", text));
        }
    }

    private int print(PostgresAuditTrail trail) {
        long sequence = 0;
        List<AuditEntry> page;
        do {
            page = trail.sealedAfter(sequence, PAGE).toCompletableFuture().join();
            for (AuditEntry entry : page) {
                if (!entry.occurredAt().isBefore(from) && entry.occurredAt().isBefore(to)) {
                    console().print(AuditMessage.of(entry, SOURCE));
                }
                sequence = entry.sequence();
            }
        } while (page.size() == PAGE);
        return 0;
    }
}
