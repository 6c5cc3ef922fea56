package org.lianzhen.gateway.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lianzhen.gateway.app.terminal.CommandException;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.message.AuditMessage;
import org.lianzhen.gateway.config.Setting;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code audit export}: prints the events of a time as DICOM audit messages, one a line, in the order of the chain. */
final class ExportCommand implements Callable<Integer> {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String SOURCE = "lianzhen";
    private static final int PAGE = 1000;

    private final Console console;
    private final Messages messages;
    private final Map<String, String> environment;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("export");
    private final SettingOptions options;

    ExportCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.messages = new Messages(ExportCommand.class, console.language());
        this.environment = environment;
        this.options = new SettingOptions(console, spec, List.of(Setting.DATA, Setting.DATABASE, Setting.CONFIG));
        spec.addOption(time("--from", "export.from")).addOption(time("--to", "export.to"));
    }

    private OptionSpec time(String name, String description) {
        return OptionSpec.builder(name).description(messages.text(description)).type(String.class).arity("1")
                .paramLabel(messages.text("label.time")).build();
    }

    /** The command with its options. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws CommandException {
        Instant from = moment("--from", Instant.MIN);
        Instant to = moment("--to", Instant.MAX);
        Optional<Settings> settings = options.load(environment);
        return settings.isEmpty() ? spec.exitCodeOnInvalidInput()
                : new AuditDatabase(console, messages).with(settings.get(), trail -> print(trail, from, to));
    }

    private Instant moment(String option, Instant otherwise) throws CommandException {
        OptionSpec given = spec.commandLine().getParseResult().matchedOption(option);
        if (given == null) {
            return otherwise;
        }
        String text = given.getValue();
        try {
            return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay(CHINA).toInstant() : Instant.parse(text);
        } catch (DateTimeException e) {
            throw CommandException.misuse(messages.text("export.no-time", text));
        }
    }

    private int print(PostgresAuditTrail trail, Instant from, Instant to) {
        long sequence = 0;
        List<AuditEntry> page;
        do {
            page = trail.sealedAfter(sequence, PAGE).toCompletableFuture().join();
            for (AuditEntry entry : page) {
                if (!entry.occurredAt().isBefore(from) && entry.occurredAt().isBefore(to)) {
                    console.print(AuditMessage.of(entry, SOURCE));
                }
                sequence = entry.sequence();
            }
        } while (page.size() == PAGE);
        return 0;
    }
}
