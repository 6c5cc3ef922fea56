package org.lianzhen.gateway.http.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.reading.template.Initials;
import org.lianzhen.gateway.reading.template.Template;
import org.lianzhen.gateway.reading.template.TemplateContent;
import org.lianzhen.gateway.reading.template.Templates;

/** Templates without a database. */
final class MemoryTemplates implements Templates {
    static final Instant AT = Instant.parse("2026-06-30T00:00:00Z");

    /** All versions of all, in the order in which they were made. */
    final List<Row> rows = new ArrayList<>();
    final List<AuditEvent> events = new ArrayList<>();

    record Row(String unit, Template template) {}

    private List<Row> newest() {
        Map<UUID, Row> newest = new LinkedHashMap<>();
        rows.forEach(row -> newest.put(row.template().id(), row));
        return List.copyOf(newest.values());
    }

    private List<Template> visible(Reader reader) {
        return newest().stream().filter(row -> row.unit().equals(reader.unit())).map(Row::template)
                .filter(one -> one.owner() == null || one.owner().equals(reader.account())).toList();
    }

    @Override
    public CompletionStage<List<Template>> of(Reader reader) {
        return CompletableFuture
                .completedStage(visible(reader).stream().filter(one -> !one.version().removed()).toList());
    }

    @Override
    public CompletionStage<Optional<Template>> find(UUID id, Reader reader) {
        return CompletableFuture
                .completedStage(visible(reader).stream().filter(one -> one.id().equals(id)).findFirst());
    }

    @Override
    public CompletionStage<List<Template.Past>> versions(UUID id) {
        return CompletableFuture.completedStage(rows.reversed().stream().map(Row::template)
                .filter(one -> one.id().equals(id)).map(one -> new Template.Past(one.version(), one.content()))
                .toList());
    }

    @Override
    public CompletionStage<Template> add(Addition addition, Function<UUID, AuditEvent> event) {
        UUID id = new UUID(7, rows.size());
        events.add(event.apply(id));
        return CompletableFuture.completedStage(keep(addition.unit(), new Template(id, addition.owner(),
                Initials.of(addition.content().name()), addition.content(),
                new Template.Version(1, addition.author(), AT, false))));
    }

    private Template keep(String unit, Template template) {
        rows.add(new Row(unit, template));
        return template;
    }

    @Override
    public CompletionStage<Optional<Template>> change(Change change, AuditEvent event) {
        Row was = newest().stream().filter(row -> row.template().id().equals(change.id())).findFirst().orElseThrow();
        if (was.template().version().number() != change.base()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        events.add(event);
        return CompletableFuture.completedStage(Optional.of(keep(was.unit(), new Template(change.id(),
                was.template().owner(), Initials.of(change.content().name()), change.content(),
                new Template.Version(change.base() + 1, change.author(), AT, change.removed())))));
    }

    @Override
    public CompletionStage<Integer> give(String unit, List<TemplateContent> starters) {
        throw new AssertionError("nobody gives any here");
    }
}
