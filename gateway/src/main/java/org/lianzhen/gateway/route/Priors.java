package org.lianzhen.gateway.route;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.member.Urgency;

/**
 * Which earlier studies of a patient follow a new one to a reading centre.
 *
 * @param studies at most
 * @param days that they may be older than the new one
 * @param same what they must have in common with it; what nobody knows excludes nothing
 * @param priority that they are sent with, unless the new one is no more urgent
 */
public record Priors(int studies, int days, Set<Likeness> same, Urgency priority) {
    public Priors {
        same = Set.copyOf(same);
    }

    /** What studies may have in common. */
    public enum Likeness {
        MODALITY, BODY_PART
    }

    /**
     * A study as far as it counts here.
     *
     * @param day of the study, or that on which it came
     * @param modalities (0008,0060)
     * @param bodyParts (0018,0015), in capitals
     */
    public record Study(UUID id, LocalDate day, Set<String> modalities, Set<String> bodyParts) {
        public Study {
            modalities = Set.copyOf(modalities);
            bodyParts = Set.copyOf(bodyParts);
        }
    }

    /**
     * Those that follow, the newest first.
     *
     * @param others of the same patient
     * @param chosen that follow it already
     */
    public List<UUID> choose(Study fresh, List<Study> others, Set<UUID> chosen) {
        return others.stream().filter(one -> !chosen.contains(one.id()) && follows(fresh, one))
                .sorted(Comparator.comparing(Study::day).reversed()).limit(Math.max(0, studies - chosen.size()))
                .map(Study::id).toList();
    }

    private boolean follows(Study fresh, Study other) {
        boolean inTime = !other.day().isAfter(fresh.day()) && !other.day().isBefore(fresh.day().minusDays(days));
        return inTime && (!same.contains(Likeness.MODALITY) || alike(fresh.modalities(), other.modalities()))
                && (!same.contains(Likeness.BODY_PART) || alike(fresh.bodyParts(), other.bodyParts()));
    }

    private static boolean alike(Set<String> one, Set<String> other) {
        return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
    }

    /** With what they are sent: always after the new one, as far as there is anything less urgent. */
    public Urgency after(Urgency fresh) {
        Urgency later = fresh.less();
        return later.compareTo(priority) < 0 ? priority : later;
    }
}
