package org.lianzhen.gateway.reading.critical;

import static org.lianzhen.gateway.reading.critical.CriticalState.ACKNOWLEDGED;
import static org.lianzhen.gateway.reading.critical.CriticalState.CLOSED;
import static org.lianzhen.gateway.reading.critical.CriticalState.ESCALATED;
import static org.lianzhen.gateway.reading.critical.CriticalState.HANDLED;
import static org.lianzhen.gateway.reading.critical.CriticalState.NOTIFIED;
import static org.lianzhen.gateway.reading.critical.CriticalState.RAISED;
import static org.lianzhen.gateway.reading.critical.CriticalState.WITHDRAWN;

import java.util.Set;

/** What can be done about a critical value, and from where to where that leads. */
public enum CriticalMove {
    /** Somebody says that there is one. */
    RAISE(RAISED),
    /** Somebody who treats the patient was told. Those who are told later than the first change nothing. */
    NOTIFY(NOTIFIED, RAISED, NOTIFIED, ESCALATED),
    /** The time to read it back is over. */
    ESCALATE(ESCALATED, RAISED, NOTIFIED),
    /** Whoever treats the patient reads it back, on a page or by telephone. */
    ACKNOWLEDGE(ACKNOWLEDGED, RAISED, NOTIFIED, ESCALATED),
    /** Whoever treats the patient says what was done. */
    HANDLE(HANDLED, ACKNOWLEDGED),
    /** Nothing is left to do. */
    CLOSE(CLOSED, HANDLED),
    /** Whoever may raise one says that it was none. */
    WITHDRAW(WITHDRAWN, RAISED, NOTIFIED, ESCALATED, ACKNOWLEDGED);

    private final CriticalState to;
    @SuppressWarnings("ImmutableEnumChecker") // the copy is
    private final Set<CriticalState> from;

    CriticalMove(CriticalState to, CriticalState... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    /** From where it may be made; none when it is the first one. */
    public Set<CriticalState> from() {
        return from;
    }

    /** Where it leads. */
    public CriticalState to(CriticalState now) {
        return this == NOTIFY && now != RAISED ? now : to;
    }
}
