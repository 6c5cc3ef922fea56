package org.lianzhen.dicom.service;

import java.util.List;

/** All matches of a query, and how it ended. */
public record FindAnswer(List<Match> matches, FindSummary summary) {
    public FindAnswer {
        matches = List.copyOf(matches);
    }
}
