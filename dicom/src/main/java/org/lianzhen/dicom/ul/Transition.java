package org.lianzhen.dicom.ul;

/**
 * One filled cell of PS3.8 Table 9-10. Two actions decide the next state themselves: {@link Action#AE_6} by whether the
 * request is acceptable, {@link Action#AR_8} by whether we requested the association.
 *
 * @param action what to do
 * @param next the next state; for AE-6 if acceptable, for AR-8 if we are the requestor
 * @param otherwise the next state for the opposite case; equals {@code next} for every other action
 */
public record Transition(Action action, State next, State otherwise) {
    /** The next state, where {@code condition} is what the action asks; ignored by all actions but AE-6 and AR-8. */
    public State next(boolean condition) {
        return condition ? next : otherwise;
    }
}
