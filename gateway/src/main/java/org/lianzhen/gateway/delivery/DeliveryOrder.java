package org.lianzhen.gateway.delivery;

import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;

/**
 * What a person wants done about deliveries, at most {@value #MOST} instances at once.
 *
 * @param selection for which; its units are those that the person may decide about
 * @param priority that is wanted; means nothing but for {@link Action#PRIORITISE}
 */
public record DeliveryOrder(DeliverySelection selection, Action action, Urgency priority, AuditEvent.Actor by) {
    /** So that no order keeps the records of what is sent meanwhile for long. */
    public static final int MOST = 10_000;

    /** What can be done. */
    public enum Action {
        /** Open work waits until somebody lets it go on. */
        HOLD,
        /** Held work goes on. */
        RESUME,
        /** What would be tried later is tried now. */
        RETRY,
        /** Open work ends without being sent. */
        CANCEL,
        /** What has ended, in whatever way, is sent again. */
        RESEND,
        /** Open work gets another priority. */
        PRIORITISE,
        /** Destinations are asked once more whether they have what was brought there; counts studies, not instances. */
        VERIFY;

        /** Whether it is about what has ended, not about open work. */
        public boolean isAboutEnded() {
            return this == RESEND || this == VERIFY;
        }
    }

    /**
     * What became of it.
     *
     * @param instances for which it was done, or would be
     * @param more whether there may be others, for which it can be ordered again
     */
    public record Extent(int instances, boolean more) {}
}
