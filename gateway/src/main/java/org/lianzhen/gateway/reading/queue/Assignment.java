package org.lianzhen.gateway.reading.queue;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lianzhen.gateway.member.Members;
import org.lianzhen.gateway.member.Service;
import org.lianzhen.gateway.member.SharedCentre;

/**
 * Finds the centre that reads a study: the one that the rules name, or else, of the imaging centres that the unit has an agreement
 * with, the one with the shortest queue.
 *
 * @param open how many studies wait at each centre, by its code
 */
public record Assignment(Members members, ReadingRules rules, Map<String, Integer> open, LocalDate day) {
    public Assignment {
        open = Map.copyOf(open);
    }

    /** Empty when nobody reads for that unit. */
    public Optional<SharedCentre> centre(ReadingRules.Case study) {
        List<SharedCentre> able = members.lists().centres().stream().filter(centre -> mayRead(centre, study.unit()))
                .toList();
        Stream<SharedCentre> named = rules.assignments().stream().filter(one -> one.fits(study))
                .flatMap(one -> able.stream().filter(centre -> centre.code().equals(one.centre())));
        return named.findFirst().or(() -> able.stream()
                .min(Comparator.comparingInt(centre -> open.getOrDefault(centre.code(), 0))));
    }

    private boolean mayRead(SharedCentre centre, String unit) {
        return centre.service() == Service.IMAGING && (rules.ownStudies() || !centre.owner().equals(unit))
                && members.readableBy(centre.owner(), day).contains(unit);
    }
}
