package org.lianzhen.gateway.app;

import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.delivery.proof.CommitmentAnswers;
import org.lianzhen.gateway.query.CommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;

/**
 * What there is about storage commitments.
 *
 * @param reports results that others are to hear
 * @param schedule when they are brought
 * @param receipts of studies that others ask for
 * @param answers of others whom we asked
 */
record CommitmentKeeping(CommitmentReports reports, CommitmentSchedule schedule, StudyReceipts receipts,
        CommitmentAnswers answers) {}
