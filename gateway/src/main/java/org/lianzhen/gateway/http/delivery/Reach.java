package org.lianzhen.gateway.http.delivery;

import java.util.Set;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;

/** Of whose studies somebody may see the deliveries, and decide about them; as codes of units. */
record Reach(MemberDirectory members) {

    /** Of those whose studies the own unit may read. */
    Set<String> seen(Caller caller) {
        return isOverseer(caller) ? members.members().unitCodes() : members.readableBy(caller.unit());
    }

    /** Of the own unit, whatever else it may read. */
    Set<String> decided(Caller caller) {
        return isOverseer(caller) ? members.members().unitCodes() : own(caller);
    }

    /** The own unit, as long as it takes part. */
    Set<String> own(Caller caller) {
        return members.isIn(caller.unit()) ? Set.of(caller.unit()) : Set.of();
    }

    /** Whoever decides, in the role that reaches so far. */
    AuditEvent.Actor decider(Caller caller) {
        return caller.actor(isOverseer(caller) ? Operation.OVERSEE_DELIVERIES : Operation.CHANGE_DELIVERIES);
    }

    static boolean isOverseer(Caller caller) {
        return Policy.permits(caller, Operation.OVERSEE_DELIVERIES);
    }
}
