package org.lianzhen.gateway.reading.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;

class QualityMattersTest {
    private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");

    /** Poor images of a test, and since when they were asked for. */
    private record PoorOnes(List<Poor> all, List<Instant> asked) implements ImageQualities {
        @Override
        public CompletionStage<List<Poor>> poor(Instant since, int limit) {
            asked.add(since);
            return CompletableFuture.completedStage(all);
        }

        @Override
        public CompletionStage<List<ImageQuality>> ofStudy(String studyInstanceUid, Set<String> units) {
            throw new AssertionError("nobody looks at one here");
        }

        @Override
        public CompletionStage<Optional<ImageQuality>> keep(Wish wish, AuditEvent event) {
            throw new AssertionError("nobody grades here");
        }

        @Override
        public CompletionStage<List<Month>> months(Set<String> units, YearMonth since) {
            throw new AssertionError("nobody counts here");
        }
    }

    private final List<Instant> asked = new ArrayList<>();

    private Watch watch(ImageQualities.Poor... poor) {
        return new QualityMatters(new PoorOnes(List.of(poor), asked), InstantSource.fixed(NOW)).watch();
    }

    private List<Matter> matters(ImageQualities.Poor... poor) {
        return Await.result(watch(poor).look().get());
    }

    @Test
    void whoTookPoorImagesIsToldAndThenTheHeadOfTheDepartment() {
        assertThat(matters(new ImageQualities.Poor("1.2.3", "TS1", 1, Grade.REJECT))).singleElement()
                .isEqualTo(new Matter("image-quality/1.2.3/1", "image-quality", "TS1", Urgency.ROUTINE,
                        new Matter.Subject("1.2.3", Map.of("grade", "REJECT")),
                        Ladder.of(new Ladder.Step(Duty.IMAGING, "TS1", Duration.ofHours(4)),
                                new Ladder.Step(Duty.DEPARTMENT_HEAD, "TS1", Duration.ofHours(4)))));
    }

    @Test
    void anotherGradeOfTheSameImagesIsAnotherMatter() {
        assertThat(matters(new ImageQualities.Poor("1.2.3", "TS1", 1, Grade.C),
                new ImageQualities.Poor("1.2.3", "TS1", 2, Grade.REJECT))).extracting(Matter::key)
                .doesNotHaveDuplicates().hasSize(2).allMatch(key -> key.startsWith(watch().prefix()));
    }

    @Test
    void onlyWhatWasSaidInTheLastWeekIsLookedFor() {
        assertThat(matters()).isEmpty();
        assertThat(asked).containsExactly(Instant.parse("2026-11-23T01:00:00Z"));
    }
}
