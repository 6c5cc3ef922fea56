package org.lianzhen.gateway.reading.quality;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps what readers say of images. */
public interface ImageQualities {

    /** All that was said of a study, the newest first. */
    CompletionStage<List<ImageQuality>> ofStudy(String studyInstanceUid, Set<String> units);

    /**
     * Keeps what somebody says after what was said before, and puts it on record, both or neither.
     *
     * @return empty, with nothing kept, when the reading is not in the account's hand, its report is final, or somebody was faster
     */
    CompletionStage<Optional<ImageQuality>> keep(Wish wish, AuditEvent event);

    /**
     * What is to be kept.
     *
     * @param task the reading
     * @param base number of what was said before; 0 when nothing was
     */
    record Wish(UUID task, int base, Grade grade, ImageQuality.Said said, String account) {}

    /** How the images of units were, month by month, the newest first. */
    CompletionStage<List<Month>> months(Set<String> units, YearMonth since);

    /**
     * Of one unit in one month of China.
     *
     * @param taken studies that came
     * @param graded studies of which somebody has said how good they are; each counts in the month in which it came
     */
    record Month(String unit, YearMonth month, int taken, Graded graded) {}

    /** How many have each grade. */
    record Graded(int a, int b, int c, int reject) {
        /** All of them. */
        public int all() {
            return a + b + c + reject;
        }
    }

    /** Studies whose images are poor, and of which that was said since. */
    CompletionStage<List<Poor>> poor(Instant since, int limit);

    /** One of them. */
    record Poor(String study, String unit, int number, Grade grade) {}
}
