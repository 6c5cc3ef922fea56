package org.lianzhen.gateway.reading.template;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps templates, and every version of each. */
public interface Templates {

    /** The centre's and the reader's own, without those that were removed. */
    CompletionStage<List<Template>> of(Reader reader);

    /** One of those, even if it was removed. */
    CompletionStage<Optional<Template>> find(UUID id, Reader reader);

    /** Versions, newest first. */
    CompletionStage<List<Template.Past>> versions(UUID id);

    /**
     * Adds one.
     *
     * @param event becomes durable with it; it is told what the template is known by
     */
    CompletionStage<Template> add(Addition addition, Function<UUID, AuditEvent> event);

    /**
     * Keeps the next version of one.
     *
     * @return empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<Template>> change(Change change, AuditEvent event);

    /**
     * Gives a unit the templates that come with the gateway, once and for all.
     *
     * @return how many; none when it got them before
     */
    CompletionStage<Integer> give(String unit, List<TemplateContent> starters);

    /**
     * Who looks for templates.
     *
     * @param unit that runs the centre
     */
    record Reader(String unit, String account) {}

    /**
     * What is to be kept.
     *
     * @param owner account whose own it is; null for the centre's
     */
    record Addition(String unit, @Nullable String owner, TemplateContent content, String author) {}

    /**
     * What is to be different.
     *
     * @param base number of the version that it was made from
     */
    record Change(UUID id, int base, TemplateContent content, boolean removed, String author) {}
}
