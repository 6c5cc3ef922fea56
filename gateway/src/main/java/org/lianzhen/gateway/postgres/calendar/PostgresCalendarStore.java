package org.lianzhen.gateway.postgres.calendar;

import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.calendar.CalendarStore;
import org.lianzhen.gateway.calendar.CalendarVersion;
import org.lianzhen.gateway.postgres.version.VersionTable;

/** Keeps versions of the calendar in PostgreSQL. */
public final class PostgresCalendarStore implements CalendarStore {
    private final VersionTable<CalendarVersion> table;

    public PostgresCalendarStore(Pool pool) {
        this.table = new VersionTable<>(pool, "calendar_version", CalendarVersion::new);
    }

    @Override
    public CompletionStage<List<CalendarVersion>> versions(int limit) {
        return table.versions(limit);
    }

    @Override
    public CompletionStage<Optional<CalendarVersion>> add(int base, String author, String document, AuditEvent event) {
        return table.add(base, author, document, event);
    }
}
