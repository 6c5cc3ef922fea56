package org.lianzhen.gateway.calendar;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps every version of the calendar. */
public interface CalendarStore {
    /** Versions, newest first. */
    CompletionStage<List<CalendarVersion>> versions(int limit);

    /**
     * Adds a version after its base.
     *
     * @param event becomes durable with it, or neither does
     * @return completed when it is durable; empty, with nothing kept, when its base is not the newest
     */
    CompletionStage<Optional<CalendarVersion>> add(int base, String author, String document, AuditEvent event);
}
