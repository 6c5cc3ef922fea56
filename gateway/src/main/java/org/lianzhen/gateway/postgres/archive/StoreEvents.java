package org.lianzhen.gateway.postgres.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/** What a batch has to tell the audit log: one event for each study and each node or account that sent some of it. */
final class StoreEvents {
    private StoreEvents() {}

    /** @param acceptances of the rows, in their order */
    static List<AuditEvent> of(BatchRows rows, List<Acceptance> acceptances) {
        var counts = new TreeMap<Key, Counts>();
        for (int i = 0; i < acceptances.size(); i++) {
            BatchRows.InstanceRow row = rows.rows().get(i);
            var key = new Key(row.entry().study().uid(), row.entry().origin());
            counts.merge(key, Counts.of(acceptances.get(i)), Counts::plus);
        }
        List<AuditEvent> events = new ArrayList<>();
        counts.forEach((key, count) -> events.add(key.event(count)));
        return events;
    }

    private record Key(String study, AuditEvent.Actor sender, String target) implements Comparable<Key> {
        Key(String study, Origin origin) {
            this(study, origin.sender(), origin.target());
        }

        @Override
        public int compareTo(Key other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return String.join("\n", study, sender.name(), sender.role(), sender.unit(), sender.source(),
                    sender.request(),
                    target);
        }

        AuditEvent event(Counts count) {
            return AuditEvent.success(sender, AuditAction.STUDY_STORE, study).with(Map.of("called", target,
                    "instances", Integer.toString(count.all()), "parked", Integer.toString(count.parked())));
        }
    }

    private record Counts(int all, int parked) {
        static Counts of(Acceptance acceptance) {
            return new Counts(1, acceptance instanceof Acceptance.Parked ? 1 : 0);
        }

        Counts plus(Counts other) {
            return new Counts(all + other.all, parked + other.parked);
        }
    }
}
