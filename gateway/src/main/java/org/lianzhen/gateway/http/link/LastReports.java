package org.lianzhen.gateway.http.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.lianzhen.gateway.link.LinkReport;

/** What the last examination of each of a member's nodes found, since the start of this process. May be used from any thread. */
final class LastReports {
    /** Nodes; of more, those that were examined last. */
    private static final int MOST = 500;

    private final SequencedMap<String, Last> byTitle = new LinkedHashMap<>();

    /** @param author account that wanted it */
    record Last(LinkReport report, String author) {}

    synchronized void put(Last last) {
        String title = last.report().target().aeTitle();
        byTitle.remove(title);
        byTitle.put(title, last);
        if (byTitle.size() > MOST) {
            byTitle.pollFirstEntry();
        }
    }

    synchronized Optional<Last> of(String aeTitle) {
        return Optional.ofNullable(byTitle.get(aeTitle));
    }

    /** The newest last. */
    synchronized List<Last> all() {
        return List.copyOf(byTitle.values());
    }
}
