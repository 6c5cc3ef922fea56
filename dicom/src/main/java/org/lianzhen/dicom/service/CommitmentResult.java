package org.lianzhen.dicom.service;

import java.util.List;

/**
 * Which instances of a storage commitment request are safe (PS3.4 section J.3.3).
 *
 * @param transactionUid that of the request
 * @param committed for which responsibility is taken
 * @param failed the others
 */
public record CommitmentResult(String transactionUid, List<SopReference> committed, List<Refusal> failed) {
    public CommitmentResult {
        committed = List.copyOf(committed);
        failed = List.copyOf(failed);
    }

    /**
     * An instance that is not committed.
     *
     * @param reason Failure Reason (0008,1197), such as {@link #NO_SUCH_OBJECT}
     */
    public record Refusal(SopReference instance, int reason) {
        public static final int PROCESSING_FAILURE = 0x0110;
        public static final int NO_SUCH_OBJECT = 0x0112;
        public static final int RESOURCE_LIMITATION = 0x0213;
        public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
        public static final int CLASS_INSTANCE_CONFLICT = 0x0119;
        public static final int DUPLICATE_TRANSACTION = 0x0131;
    }
}
