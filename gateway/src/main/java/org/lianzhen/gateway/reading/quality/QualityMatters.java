package org.lianzhen.gateway.reading.quality;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;

/** Tells those who took images that these are poor. */
public record QualityMatters(ImageQualities qualities, InstantSource clock) {
    private static final String KIND = "image-quality";
    private static final Duration RECENT = Duration.ofDays(7);
    private static final Duration EACH = Duration.ofHours(4);
    private static final int MOST = 500;

    /** What somebody must look for again and again. */
    public Watch watch() {
        return new Watch(KIND + "/", () -> qualities.poor(clock.instant().minus(RECENT), MOST)
                .thenApply(all -> all.stream().map(QualityMatters::matter).toList()));
    }

    private static Matter matter(ImageQualities.Poor poor) {
        return new Matter(KIND + "/" + poor.study() + "/" + poor.number(), KIND, poor.unit(), Urgency.ROUTINE,
                new Matter.Subject(poor.study(), Map.of("grade", poor.grade().name())),
                Ladder.of(new Ladder.Step(Duty.IMAGING, poor.unit(), EACH),
                        new Ladder.Step(Duty.DEPARTMENT_HEAD, poor.unit(), EACH)));
    }
}
