package org.lianzhen.gateway.postgres.query;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.query.CommitmentReport;
import org.lianzhen.gateway.query.CommitmentReports.Owed;
import org.lianzhen.gateway.query.CommitmentReports.Progress;
import org.lianzhen.gateway.query.CommitmentReports.State;

/** Reports as rows. An instance that is committed has the reason {@value #COMMITTED}. */
final class ReportRows {
    static final int COMMITTED = 0;

    private ReportRows() {}

    /** Every instance of a result, the committed ones first. */
    static List<Refusal> instances(CommitmentResult result) {
        List<Refusal> instances = new ArrayList<>();
        result.committed().forEach(instance -> instances.add(new Refusal(instance, COMMITTED)));
        instances.addAll(result.failed());
        return instances;
    }

    static Owed owed(Row row) {
        return new Owed(row.getUUID("id"), row.getInteger("attempts"), report(row));
    }

    static Progress progress(Row row) {
        State state = State.valueOf(row.getString("state"));
        return new Progress(report(row), state, row.getInteger("attempts"), row.getString("last_status"),
                row.getOffsetDateTime("requested_at").toInstant(),
                state == State.RETRY_AT ? instant(row.getOffsetDateTime("retry_at")) : null);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static CommitmentReport report(Row row) {
        return new CommitmentReport(new CommitmentReport.Requester(row.getString("unit"), row.getString("requester"),
                row.getString("called_title")), result(row));
    }

    private static CommitmentResult result(Row row) {
        String[] classes = row.getArrayOfStrings("sop_class_uids");
        String[] uids = row.getArrayOfStrings("sop_instance_uids");
        Integer[] reasons = row.getArrayOfIntegers("reasons");
        List<SopReference> committed = new ArrayList<>();
        List<Refusal> failed = new ArrayList<>();
        for (int i = 0; i < uids.length; i++) {
            var instance = new SopReference(classes[i], uids[i]);
            if (reasons[i] == COMMITTED) {
                committed.add(instance);
            } else {
                failed.add(new Refusal(instance, reasons[i]));
            }
        }
        return new CommitmentResult(row.getString("transaction_uid"), committed, failed);
    }
}
