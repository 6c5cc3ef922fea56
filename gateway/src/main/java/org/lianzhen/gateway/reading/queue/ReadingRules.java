package org.lianzhen.gateway.reading.queue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.calendar.TimeLimit;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.order.OrderPatient.Visit;

/**
 * How long reading may take, and which centre reads what. The core hospital edits them.
 *
 * @param limits tried in this order; the last one fits everything
 * @param assignments of units and modalities to centres, tried in this order before the agreements are asked
 * @param hold how long somebody may keep a study without touching it
 * @param quiet time without a new image after which all of a study is here, where no route says when it is
 * @param ownStudies whether a centre's queue has studies of the unit that runs it, too
 */
public record ReadingRules(List<Limit> limits, List<Assigned> assignments, Duration hold, Duration quiet,
        boolean ownStudies, Signing signing, RuleParts parts) {
    public ReadingRules {
        limits = List.copyOf(limits);
        assignments = List.copyOf(assignments);
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("no limit");
        }
    }

    /** By which algorithm reports are signed. */
    public enum Signing {
        /** ECDSA with P-256 and SHA-256 (FIPS 186-5). */
        ECDSA,
        /** SM2 with SM3 (GB/T 32918, GB/T 32905). */
        SM2
    }

    /**
     * A time within which reports are due. A set that is empty fits everything.
     *
     * @param name what people call it
     * @param visits on what footing the patient is treated, as the order tells; a study without an order has none
     * @param bodyParts as the images name them (0018,0015), in upper case
     */
    public record Limit(String name, Set<Urgency> urgencies, Set<Visit> visits, Set<String> modalities,
            Set<String> bodyParts, TimeLimit time) {
        public Limit {
            urgencies = Set.copyOf(urgencies);
            visits = Set.copyOf(visits);
            modalities = Set.copyOf(modalities);
            bodyParts = Set.copyOf(bodyParts);
        }

        boolean fits(Case study) {
            return fits(urgencies, Set.of(study.urgency())) && fits(visits, study.visits())
                    && fits(modalities, study.modalities())
                    && fits(bodyParts, study.bodyParts());
        }

        private static <T> boolean fits(Set<T> wanted, Set<T> given) {
            return wanted.isEmpty() || wanted.stream().anyMatch(given::contains);
        }
    }

    /**
     * What a centre reads.
     *
     * @param units codes of those whose studies it reads; every unit's when it is empty
     * @param modalities all when it is empty
     */
    public record Assigned(String centre, Set<String> units, Set<String> modalities) {
        public Assigned {
            units = Set.copyOf(units);
            modalities = Set.copyOf(modalities);
        }

        boolean fits(Case study) {
            return (units.isEmpty() || units.contains(study.unit()))
                    && Limit.fits(modalities, study.modalities());
        }
    }

    /**
     * What the rules ask of a study.
     *
     * @param visits of its order; none when it has no order
     */
    public record Case(String unit, Urgency urgency, Set<Visit> visits, Set<String> modalities,
            Set<String> bodyParts) {
        public Case {
            visits = Set.copyOf(visits);
            modalities = Set.copyOf(modalities);
            bodyParts = Set.copyOf(bodyParts);
        }
    }

    /** The first limit that fits, or the last one. */
    public Limit limit(Case study) {
        return limits.stream().filter(limit -> limit.fits(study)).findFirst().orElse(limits.getLast());
    }
}
