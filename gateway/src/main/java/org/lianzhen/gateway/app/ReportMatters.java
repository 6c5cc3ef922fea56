package org.lianzhen.gateway.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.reading.report.Acknowledgements;
import org.lianzhen.gateway.reading.report.SignedReport;

/**
 * Reports that were amended or withdrawn, which somebody of the unit that made the study must have read.
 *
 * @param rules in force
 */
record ReportMatters(Acknowledgements acknowledgements, Supplier<ChannelSettings.Rules> rules) {
    private static final String PREFIX = "report-change/";
    private static final int LOOKED_AT = 200;

    /** They climb until somebody has read them. */
    Watch changes() {
        return new Watch(PREFIX, () -> acknowledgements.open(LOOKED_AT)
                .thenApply(open -> open.stream().map(this::matter).toList()));
    }

    private Matter matter(Acknowledgements.Asked asked) {
        boolean withdrawn = asked.version().kind() == SignedReport.Kind.WITHDRAWAL;
        String unit = asked.study().unit();
        String doctor = asked.doctor() == null ? "" : asked.doctor().account();
        return new Matter(PREFIX + asked.version().task() + "/" + asked.version().number(),
                withdrawn ? "report-withdrawn" : "report-amended", unit, Urgency.URGENT,
                new Matter.Subject(asked.study().uid(), Map.of("doctor", doctor.isEmpty() ? unit : doctor)),
                ladder(doctor, unit));
    }

    /** Whoever ordered the examination is told first, on duty or not. */
    private Ladder ladder(String doctor, String unit) {
        Duration answer = rules.get().answer();
        List<Ladder.Step> steps = new ArrayList<>();
        if (!doctor.isEmpty()) {
            steps.add(Ladder.Step.ordering(doctor, unit, answer));
        }
        for (Duty duty : List.of(Duty.IMAGING, Duty.DEPARTMENT_HEAD, Duty.MEDICAL_OFFICE)) {
            steps.add(new Ladder.Step(duty, unit, answer));
        }
        return new Ladder(steps);
    }
}
