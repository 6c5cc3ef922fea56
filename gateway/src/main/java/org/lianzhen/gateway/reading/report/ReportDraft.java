package org.lianzhen.gateway.reading.report;

import org.jspecify.annotations.Nullable;

/**
 * A report that is being written.
 *
 * @param version grows with every change; 0 while nothing is kept
 * @param author account that wrote last; null while nothing is kept
 */
public record ReportDraft(int version, @Nullable String author, ReportText text) {
    public static final ReportDraft NONE = new ReportDraft(0, null, ReportText.EMPTY);
}
