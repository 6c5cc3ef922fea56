package org.lianzhen.gateway.app;

import org.lianzhen.gateway.query.CommitmentReports;
import org.lianzhen.gateway.query.CommitmentSchedule;

/** Where results of storage commitments are kept, and when they are brought. */
record CommitmentKeeping(CommitmentReports reports, CommitmentSchedule schedule) {}
