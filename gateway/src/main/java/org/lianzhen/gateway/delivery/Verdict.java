package org.lianzhen.gateway.delivery;

import java.util.Set;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.InstanceResult;

/** What an answer to a C-STORE means for the delivery (PS3.4 table B.2-1, PS3.7 annex C). */
enum Verdict {
    /** It is there, with a warning or not, or was there before. */
    DELIVERED,
    /** It may be there after another try. */
    AGAIN,
    /** It will never be there in this way. */
    FAILED;

    private static final Set<Status> UNFIT = Set.of(Status.SOP_CLASS_NOT_SUPPORTED, Status.INVALID_SOP_INSTANCE,
            Status.NO_SUCH_SOP_CLASS, Status.CLASS_INSTANCE_CONFLICT);

    static Verdict of(InstanceResult result) {
        return switch (result) {
            case InstanceResult.Stored _ -> DELIVERED;
            case InstanceResult.Failed failed -> of(failed.outcome().status());
            case InstanceResult.NotAccepted _ -> FAILED;
            case InstanceResult.Unreadable _,InstanceResult.NotSent _ -> AGAIN;
        };
    }

    /** What nobody knows is tried again: it costs little, and the attempts have an end. */
    private static Verdict of(Status status) {
        if (status.equals(Status.DUPLICATE_SOP_INSTANCE)) {
            return DELIVERED;
        }
        boolean unfit = isOfClass(status, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, 0xFF00)
                || isOfClass(status, Status.UNABLE_TO_PROCESS, 0xF000) || UNFIT.contains(status);
        return unfit ? FAILED : AGAIN;
    }

    /** Whether it is one of the codes that the standard writes with {@code x} in their last digits. */
    private static boolean isOfClass(Status status, Status first, int mask) {
        return (status.code() & mask) == first.code();
    }
}
