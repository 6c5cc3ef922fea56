package org.lianzhen.gateway.http.reading;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Sight;
import org.lianzhen.gateway.reading.report.Reports;
import org.lianzhen.gateway.reading.report.SignedReport;

/**
 * Signed reports as far as a caller may see them.
 *
 * @param reach whose
 */
record VisibleReports(Reports reports, Reach reach) {

    /** Of a study, oldest first. */
    CompletionStage<List<SignedReport>> ofStudy(Caller caller, String study) {
        Set<String> units = reach.units(caller, Operation.VIEW_REPORTS, study);
        boolean all = Sight.seesPreliminary(caller);
        return reports.ofStudy(study, units).thenApply(found -> all ? found
                : sinceWithdrawn(found).stream().filter(one -> one.kind() != SignedReport.Kind.PRELIMINARY).toList());
    }

    /** What was withdrawn may be about somebody else: the study was filed to another patient then. */
    private static List<SignedReport> sinceWithdrawn(List<SignedReport> found) {
        int from = 0;
        for (int at = 0; at < found.size(); at++) {
            from = found.get(at).kind() == SignedReport.Kind.WITHDRAWAL ? at + 1 : from;
        }
        return found.subList(from, found.size());
    }
}
