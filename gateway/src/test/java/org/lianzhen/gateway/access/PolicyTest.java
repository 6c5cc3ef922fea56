package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.audit.AuditEvent;

class PolicyTest {
    @Test
    void oneOfTheRolesIsEnoughAndIsTheOneThatActs() {
        var caller = new Caller("x", "CH1", Set.of(Role.RADIOLOGIST, Role.CENTRE_DIRECTOR), "10.0.0.1");
        assertThat(Policy.permits(caller, Operation.SETTLE_CONFLICTS)).isTrue();
        assertThat(Policy.permits(caller, Operation.EDIT_NODES)).isFalse();
        assertThat(caller.actor(Operation.SETTLE_CONFLICTS))
                .isEqualTo(new AuditEvent.Actor("x", "CENTRE_DIRECTOR", "CH1", "10.0.0.1"));
        assertThat(caller.actor(Operation.EDIT_NODES).role()).as("none gives that right").isEmpty();
    }

    @Test
    void nobodyWithoutRolesMayDoAnything() {
        var caller = new Caller("x", "CH1", Set.of(), "10.0.0.1");
        assertThat(Operation.values()).noneMatch(operation -> Policy.permits(caller, operation));
    }
}
