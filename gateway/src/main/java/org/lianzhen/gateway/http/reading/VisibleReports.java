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
        return reports.ofStudy(study, units).thenApply(found -> found.stream()
                .filter(one -> all || one.kind() != SignedReport.Kind.PRELIMINARY).toList());
    }
}
