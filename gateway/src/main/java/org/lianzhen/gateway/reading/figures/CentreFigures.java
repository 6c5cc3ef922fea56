package org.lianzhen.gateway.reading.figures;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Counts what a centre has done in a time. */
public interface CentreFigures {

    /** One row for each value of what it is divided by, in order. */
    CompletionStage<List<Row>> figures(Asked asked);

    /** By what figures are divided. */
    enum By {
        /** Not at all: one row, or none when there is nothing. */
        ALL,
        /** That made the study. */
        UNIT,
        /** The first of the study that is one of images. */
        MODALITY, URGENCY,
        /** Who signed the preliminary report. */
        DOCTOR,
        /** By the calendar of Asia/Shanghai, as YYYY-MM. */
        MONTH
    }

    /**
     * What is wanted.
     *
     * @param readers codes of the units that run the centres
     * @param from first day, by the calendar of Asia/Shanghai
     * @param to last day
     */
    record Asked(Set<String> readers, By by, LocalDate from, LocalDate to) {
        public Asked {
            readers = Set.copyOf(readers);
        }
    }

    /**
     * Figures of one part.
     *
     * @param key a code, an account, or a month; empty for the whole, and where there is none
     * @param name of the doctor; null for others
     */
    record Row(String key, @Nullable String name, Turnaround turnaround, Shares shares, Backlog backlog) {}

    /**
     * Minutes from when all of a study was here until its report was final, of those that became final in the time.
     * Between two values percentiles are interpolated. All three are null when there is none.
     */
    record Turnaround(int reports, @Nullable Double median, @Nullable Double p90, @Nullable Double p95) {}

    /**
     * Shares, each with what it is a share of.
     *
     * @param onTime of the reports that became final, those that did so before they were due
     * @param positive of the reports that became final, those that found something
     * @param disagreement of the reports that became final after a preliminary one, those that say something else than it
     * @param recall of the studies that were here as a whole in the time, those of which other images were asked for
     * @param doubleSigned of the studies whose first preliminary report was signed in the time, those that another person has
     *     signed as final
     */
    record Shares(Share onTime, Share positive, Share disagreement, Share recall, Share doubleSigned) {}

    /** Null when it is a share of nothing. */
    record Share(int numerator, int denominator) {
        public @Nullable Double value() {
            return denominator == 0 ? null : (double) numerator / denominator;
        }
    }

    /**
     * Studies that were here as a whole at the end of the time, and not final.
     *
     * @param late of them, those whose time was over
     */
    record Backlog(int studies, int late) {}
}
