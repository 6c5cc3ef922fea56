package org.lianzhen.gateway.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody opened a study for themselves in an emergency.
 *
 * @param reason as they gave it
 * @param review what others thought of it afterwards; null as long as nobody has looked
 */
public record BrokenGlass(UUID id, By by, Place place, String reason, Times times, @Nullable Review review) {

    /** Who did it. */
    public record By(String account, String unit) {}

    /**
     * What was opened.
     *
     * @param study Study Instance UID
     * @param owner code of the unit whose study it is
     */
    public record Place(String study, String owner) {}

    /**
     * When.
     *
     * @param reviewDue by when somebody must have looked whether it was right
     */
    public record Times(Instant opened, Instant until, Instant reviewDue) {}

    /** What somebody else thought of it. */
    public record Review(Verdict verdict, String comment, String reviewer, Instant at) {}

    /** Whether it was right. */
    public enum Verdict {
        JUSTIFIED, UNJUSTIFIED
    }

    /** Whether nobody has looked in time. */
    public boolean isOverdue(Instant now) {
        return review == null && times.reviewDue().isBefore(now);
    }
}
