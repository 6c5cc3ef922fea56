package org.lianzhen.gateway.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.reading.report.StudyMoves;

/**
 * Studies that were filed to another patient: the unit that made them and every unit that has got them is told.
 *
 * @param rules in force
 */
record MoveMatters(StudyMoves moves, MemberDirectory members, Supplier<ChannelSettings.Rules> rules) {
    private static final String PREFIX = "study-moved/";
    private static final int LOOKED_AT = 200;

    Watch confirmed() {
        return new Watch(PREFIX, () -> moves.confirmed(LOOKED_AT)
                .thenApply(all -> all.stream().flatMap(one -> matters(one).stream()).toList()));
    }

    private List<Matter> matters(StudyMoves.Told told) {
        Set<String> units = new LinkedHashSet<>(List.of(told.unit()));
        told.receivers().forEach(title -> members.members().node(title).map(DicomNode::unit).ifPresent(units::add));
        List<Matter> all = new ArrayList<>();
        for (String unit : units) {
            all.add(new Matter(PREFIX + told.move() + "/" + unit, "study-moved", unit, Urgency.URGENT,
                    new Matter.Subject(told.study(), Map.of("unit", told.unit())),
                    Ladder.of(new Ladder.Step(Duty.IMAGING, unit, rules.get().answer()),
                            new Ladder.Step(Duty.DEPARTMENT_HEAD, unit, rules.get().answer()))));
        }
        return all;
    }
}
