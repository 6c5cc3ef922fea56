package org.lianzhen.gateway.postgres.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

/**
 * What a batch has to tell the audit log: one event for each study and each node that sent some of it by C-STORE. Uploads over
 * the web are told request by request, where the account and its role are known.
 */
final class StoreEvents {
    private static final String NODE = "DICOM_NODE";
    private static final String WEB = "http";

    private StoreEvents() {}

    /** @param acceptances of the rows, in their order */
    static List<AuditEvent> of(BatchRows rows, List<Acceptance> acceptances) {
        var counts = new TreeMap<Key, Counts>();
        for (int i = 0; i < acceptances.size(); i++) {
            BatchRows.InstanceRow row = rows.rows().get(i);
            Origin origin = row.entry().origin();
            if (!origin.target().startsWith(WEB)) {
                var key = new Key(row.entry().study().uid(), origin.source(), origin.unit(), origin.target());
                counts.merge(key, Counts.of(acceptances.get(i)), Counts::plus);
            }
        }
        List<AuditEvent> events = new ArrayList<>();
        counts.forEach((key, count) -> events.add(key.event(count)));
        return events;
    }

    private record Key(String study, String source, String unit, String target) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return study + "\n" + source + "\n" + unit + "\n" + target;
        }

        AuditEvent event(Counts count) {
            return AuditEvent.success(new AuditEvent.Actor(source, NODE, unit, ""), AuditAction.STUDY_STORE, study)
                    .with(Map.of("called", target, "instances", Integer.toString(count.all()), "parked",
                            Integer.toString(count.parked())));
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
