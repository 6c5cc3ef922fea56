package org.lianzhen.gateway.order;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search for orders.
 *
 * @param units codes of the units whose orders are wanted
 * @param states in one of which they are; in any when empty
 */
public record OrderSearch(Set<String> units, Set<OrderState> states, Filter filter, Page page) {
    public OrderSearch {
        units = Set.copyOf(units);
        states = Set.copyOf(states);
    }

    /**
     * What is wanted of them.
     *
     * @param modality or empty for all
     * @param number an accession number, a placer's number or a patient ID, or empty
     * @param name a pattern as {@link org.lianzhen.gateway.patient.NameForms} knows it, or empty
     * @param from first day on which they were placed
     * @param to last such day
     */
    public record Filter(String modality, String number, String name, @Nullable LocalDate from,
            @Nullable LocalDate to) {
        /** Nothing in particular. */
        public static final Filter ALL = new Filter("", "", "", null, null);
    }

    /**
     * Which of them.
     *
     * @param after the last one of the page before
     * @param limit orders at most
     */
    public record Page(Optional<UUID> after, int limit) {}
}
