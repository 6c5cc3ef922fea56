package org.lianzhen.gateway.route;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which studies a document would send elsewhere than the routes in force do.
 *
 * @param studies that were looked at
 * @param more whether there were older ones besides, which were not looked at
 * @param changed how many would go elsewhere
 * @param items the newest of those
 */
public record Comparison(int studies, boolean more, int changed, List<Change> items) {
    /** More are counted, but not told one by one. */
    static final int MOST_TOLD = 200;

    public Comparison {
        items = List.copyOf(items);
    }

    /**
     * A study that would go elsewhere.
     *
     * @param unit code of its owner
     * @param modalities (0008,0060)
     * @param arrivedOn in China
     * @param now codes of the destinations by the routes in force
     * @param then codes of the destinations by the document
     */
    public record Change(String studyInstanceUid, String unit, SortedSet<String> modalities, LocalDate arrivedOn,
            SortedSet<String> now, SortedSet<String> then) {}

    /** @param next of which the proposed routes count too */
    static Comparison of(Routing inForce, Routing next, List<ArrivedStudy> studies, boolean more) {
        List<Change> changes = studies.stream().map(study -> change(inForce, next, study))
                .filter(change -> !change.now().equals(change.then())).toList();
        return new Comparison(studies.size(), more, changes.size(), changes.stream().limit(MOST_TOLD).toList());
    }

    private static Change change(Routing inForce, Routing next, ArrivedStudy study) {
        SortedSet<String> modalities = new TreeSet<>();
        SortedSet<String> now = new TreeSet<>();
        SortedSet<String> then = new TreeSet<>();
        for (Subject series : study.series()) {
            modalities.add(series.content().modality());
            inForce.plan(series).deliveries().forEach(delivery -> now.add(delivery.destination()));
            next.rehearse(series).deliveries().forEach(delivery -> then.add(delivery.destination()));
        }
        Subject first = study.series().getFirst();
        return new Change(study.studyInstanceUid(), first.unit(), modalities, first.arrivedAt().toLocalDate(), now,
                then);
    }
}
