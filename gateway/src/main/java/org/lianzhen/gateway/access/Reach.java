package org.lianzhen.gateway.access;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Service;

/** With whose data somebody may do something today: what {@link Policy} says of relations, for the members in force. */
public final class Reach {
    private final MemberDirectory members;
    private final Clock clock;

    public Reach(MemberDirectory members) {
        this(members, Clock.systemUTC());
    }

    Reach(MemberDirectory members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    /** Codes of the units with whose data the caller may do that. A unit that takes no part reaches nobody's but everybody's. */
    public Set<String> units(Caller caller, Operation operation) {
        if (everywhere(caller, operation)) {
            return members.members().unitCodes();
        }
        Members now = members.members();
        Set<String> units = new HashSet<>();
        for (String unit : members.readableBy(caller.unit())) {
            if (Policy.permits(caller, operation, relation(now, caller.unit(), unit))) {
                units.add(unit);
            }
        }
        return units;
    }

    /** The same for what is within one study, which may be open to the caller as a case. */
    public Set<String> units(Caller caller, Operation operation, String study) {
        Set<String> units = new HashSet<>(units(caller, operation));
        cases(caller, operation).stream().filter(open -> open.study().equals(study)).map(SharedCase::unit)
                .forEach(units::add);
        return units;
    }

    /** Single studies with which the caller may do that now, whoever they belong to. */
    public Set<SharedCase> cases(Caller caller, Operation operation) {
        return Policy.permits(caller, operation, Relation.CASE)
                ? caller.cases().stream().filter(open -> open.until().isAfter(clock.instant()))
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Whether the caller may do that with every unit's data. */
    public boolean everywhere(Caller caller, Operation operation) {
        return Policy.permits(caller, operation, Relation.OTHER_UNIT);
    }

    /** Codes of the units whose studies a node of {@code unit} may find, fetch and be sent. */
    public Set<String> ofNode(String unit) {
        Members now = members.members();
        Set<String> units = new HashSet<>(members.readableBy(unit));
        units.removeIf(owner -> !Policy.ofNodes().contains(relation(now, unit, owner)));
        return units;
    }

    /** @param owner one whose studies {@code unit} may read */
    private static Relation relation(Members members, String unit, String owner) {
        if (owner.equals(unit)) {
            return Relation.OWN_UNIT;
        }
        return members.hasCentre(unit, Service.IMAGING) ? Relation.CENTRE : Relation.AGREEMENT;
    }
}
