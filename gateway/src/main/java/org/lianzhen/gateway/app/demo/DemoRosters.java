package org.lianzhen.gateway.app.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Roster;
import org.lianzhen.gateway.notify.RosterStore;
import org.lianzhen.gateway.notify.Shift;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the doctor of the demonstration's first township on duty, so that somebody is told of its patients. */
public final class DemoRosters {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRosters.class);
    private static final Map<String, DutyPerson> ON_DUTY = Map.of("TS1",
            new DutyPerson("ts1-doctor", "13800138001", ""));

    private DemoRosters() {}

    /** Rosters that somebody has written stay as they are. */
    public static void begin(RosterStore rosters) {
        ON_DUTY.forEach((unit, person) -> {
            var roster = new Roster(unit, Duty.IMAGING, List.of(new Shift(null, null, List.of(person))));
            AuditEvent event = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROSTER_CHANGE,
                    "rosters/" + unit + "/" + Duty.IMAGING);
            rosters.add(0, AuditEvent.Actor.GATEWAY.name(), roster, event).exceptionally(fault -> {
                LOG.warn("The roster of {} is empty in the demonstration", unit, fault);
                return Optional.empty();
            });
        });
    }
}
