package org.lianzhen.dicom.service;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.MoveOriginator;
import org.lianzhen.dicom.dimse.Priority;

/**
 * How instances are sent.
 *
 * @param associations at the same time at most
 * @param atOnce instances under way per association at most; the peer's window limits it further
 * @param priority what we ask for
 * @param moveOriginator whose C-MOVE the instances belong to, or null
 * @param throttle how fast
 */
public record StoreOptions(int associations, int atOnce, Priority priority, @Nullable MoveOriginator moveOriginator,
        Throttle throttle) {

    /** One association, eight at once, medium, as fast as the peer takes them. */
    public static final StoreOptions STANDARD = new StoreOptions(1, 8, Priority.MEDIUM, null, Throttle.NONE);

    public StoreOptions {
        if (associations < 1 || atOnce < 1) {
            throw new IllegalArgumentException("at least one association and one instance at once");
        }
    }

    public StoreOptions with(Priority changed) {
        return new StoreOptions(associations, atOnce, changed, moveOriginator, throttle);
    }

    public StoreOptions with(MoveOriginator changed) {
        return new StoreOptions(associations, atOnce, priority, changed, throttle);
    }

    public StoreOptions withAssociations(int changed) {
        return new StoreOptions(changed, atOnce, priority, moveOriginator, throttle);
    }

    public StoreOptions withAtOnce(int changed) {
        return new StoreOptions(associations, changed, priority, moveOriginator, throttle);
    }

    public StoreOptions with(Throttle changed) {
        return new StoreOptions(associations, atOnce, priority, moveOriginator, changed);
    }
}
