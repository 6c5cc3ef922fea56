package org.lianzhen.gateway.route;

import java.util.List;

/**
 * What arrived of a study.
 *
 * @param studyInstanceUid (0020,000D)
 * @param series one subject for each
 */
public record ArrivedStudy(String studyInstanceUid, List<Subject> series) {
    public ArrivedStudy {
        series = List.copyOf(series);
    }
}
