package org.lianzhen.gateway.postgres.archive;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.PatientEntry;

/**
 * Series whose rows, and those of their studies and patients, have been committed lately. Only a hint that saves statements: whoever
 * follows it must see that the rows are there still.
 */
final class KnownSeries {
    private static final int REMEMBERED = 10_000;

    private final Map<Key, Boolean> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** All that is written of a patient is part of it: whoever comes with something new is not known. */
    private record Key(String identity, PatientEntry patient, String study, String series) {
        static Key of(BatchRows.InstanceRow row) {
            InstanceEntry entry = row.entry();
            return new Key(row.identity(), entry.patient(), entry.study().uid(), entry.series().uid());
        }
    }

    /** Whether all of the batch's series are known; may be called from any thread, as {@link #add} may. */
    boolean haveAllOf(BatchRows rows) {
        Set<Key> wanted = keys(rows);
        synchronized (recent) {
            return wanted.stream().allMatch(key -> recent.get(key) != null);
        }
    }

    /** To be called when the rows have been committed. */
    void add(BatchRows rows) {
        Set<Key> committed = keys(rows);
        synchronized (recent) {
            committed.forEach(key -> recent.put(key, true));
        }
    }

    private static Set<Key> keys(BatchRows rows) {
        Set<Key> keys = new HashSet<>();
        rows.rows().forEach(row -> keys.add(Key.of(row)));
        return keys;
    }
}
