package org.lianzhen.gateway.reading.result;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.reading.report.ReportDocument;

/**
 * A version of a report as a receiver is sent it.
 *
 * @param id the same whenever it is sent again
 * @param order that the study came of; null when nobody knows of one
 * @param pages the printed report as a PDF document, for whoever wants it
 */
public record ReportResult(String id, ReportDocument report, @Nullable Order order, Optional<Pages> pages) {

    /** A PDF document. */
    public static final class Pages {
        private final byte[] pdf;

        public Pages(byte[] pdf) {
            this.pdf = pdf.clone();
        }

        public byte[] pdf() {
            return pdf.clone();
        }
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return report.toString();
    }
}
