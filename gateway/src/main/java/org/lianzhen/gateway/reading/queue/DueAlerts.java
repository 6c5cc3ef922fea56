package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.TimeLimit;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;

/** Tells those on duty at a centre, and who heads it, of reports that are nearly due and of those that are late, of each once. */
public final class DueAlerts {
    private static final String SOON = "reading-due/";
    private static final String LATE = "reading-late/";
    private static final int MOST = 500;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(MemberDirectory.ZONE);

    private final DueTasks tasks;
    private final ReadingRuleBook rules;
    private final Queueing.Surroundings around;

    public DueAlerts(DueTasks tasks, ReadingRuleBook rules, Queueing.Surroundings around) {
        this.tasks = tasks;
        this.rules = rules;
        this.around = around;
    }

    /** What somebody must look for again and again. */
    public List<Watch> watches() {
        return List.of(watch(SOON, (due, now) -> now.isBefore(due.at()) && isSoon(due, now)),
                watch(LATE, (due, now) -> !now.isBefore(due.at())));
    }

    private Watch watch(String prefix, BiPredicate<DueTasks.Due, Instant> wanted) {
        return new Watch(prefix, () -> tasks.next(MOST).thenApply(all -> {
            Instant now = clock().instant();
            return all.stream().filter(due -> wanted.test(due, now)).map(due -> matter(prefix, due)).toList();
        }));
    }

    private InstantSource clock() {
        return around.clock();
    }

    /** Time by the clock of the limit: a night before a working day is no time. */
    private boolean isSoon(DueTasks.Due due, Instant now) {
        ReadingRules inForce = rules.inForce().rules();
        TimeLimit limit = inForce.limit(due.about()).time();
        Duration left = limit.clock() == TimeLimit.Clock.WORKING
                ? around.calendar().calendar().between(now, due.at())
                : Duration.between(now, due.at());
        return inForce.parts().alerts().isLittle(left, limit.time());
    }

    private Matter matter(String prefix, DueTasks.Due due) {
        Duration each = rules.inForce().rules().parts().alerts().each();
        String unit = due.about().unit();
        Map<String, String> parameters = Map.of("unit",
                around.members().members().unit(unit).map(Unit::name).orElse(unit), "due", CLOCK.format(due.at()),
                "modality", due.about().modalities().stream().sorted().collect(Collectors.joining(", ")));
        return new Matter(prefix + due.id(), prefix.substring(0, prefix.length() - 1), due.reader(),
                due.about().urgency() == Urgency.EMERGENCY ? Urgency.URGENT : Urgency.ROUTINE,
                new Matter.Subject(due.study(), parameters),
                Ladder.of(new Ladder.Step(Duty.IMAGING, due.reader(), each),
                        new Ladder.Step(Duty.DEPARTMENT_HEAD, due.reader(), each)));
    }
}
