package org.lianzhen.gateway.app;

import java.util.concurrent.CompletableFuture;
import org.lianzhen.gateway.archive.receipt.FakeReceipts;
import org.lianzhen.gateway.query.CommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;
import org.lianzhen.gateway.query.FakeReports;

/** Storage commitments of tests that have something else in mind. */
final class TestKeeping {
    private TestKeeping() {}

    static CommitmentKeeping none() {
        return of(new FakeReports(), CommitmentSchedule.STANDARD);
    }

    static CommitmentKeeping of(CommitmentReports reports, CommitmentSchedule schedule) {
        return new CommitmentKeeping(reports, schedule, new FakeReceipts(),
                (unit, result) -> CompletableFuture.completedStage(false));
    }
}
