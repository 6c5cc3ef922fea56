package org.lianzhen.gateway.recognition;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One version of what is recognised, and by which rules. The core hospital edits it. */
public final class Catalogue {
    private final Map<String, RecognitionItem> items;
    private final Map<String, DeclineReason> reasons;
    private final Switches switches;
    private final Map<String, Set<String>> groups;
    private final RecognitionLimits limits;

    /**
     * What is switched on; step by step is how the policies want it.
     *
     * @param directions in which results are recognised
     * @param unitsOff codes of units that do not take part yet
     * @param itemsOff codes of items that are not recognised yet
     */
    public record Switches(Set<Direction> directions, Set<String> unitsOff, Set<String> itemsOff) {
        /** Everything. */
        public static final Switches ALL = new Switches(Set.of(Direction.values()), Set.of(), Set.of());

        public Switches {
            directions = Set.copyOf(directions);
            unitsOff = Set.copyOf(unitsOff);
            itemsOff = Set.copyOf(itemsOff);
        }
    }

    /**
     * Lists of it, without anything twice.
     *
     * @param groups first two digits of the region codes of each group of provinces
     */
    record Lists(List<RecognitionItem> items, List<DeclineReason> reasons, Map<String, Set<String>> groups) {}

    Catalogue(Lists lists, Switches switches, RecognitionLimits limits) {
        this.items = index(lists.items(), RecognitionItem::code);
        this.reasons = index(lists.reasons(), DeclineReason::code);
        this.groups = Map.copyOf(lists.groups());
        this.switches = switches;
        this.limits = limits;
    }

    private static <T> Map<String, T> index(List<T> list, Function<T, String> code) {
        return list.stream().collect(Collectors.toUnmodifiableMap(code, Function.identity()));
    }

    /** All items, whether or not they are in force. */
    public Collection<RecognitionItem> items() {
        return items.values();
    }

    /** The item with a code, when it is in force on a day. */
    public Optional<RecognitionItem> item(String code, LocalDate day) {
        return Optional.ofNullable(items.get(code)).filter(item -> item.effective().includes(day));
    }

    public Optional<RecognitionItem> item(String code) {
        return Optional.ofNullable(items.get(code));
    }

    public Optional<DeclineReason> reason(String code) {
        return Optional.ofNullable(reasons.get(code));
    }

    /** Why a result may be declined, in the order of their codes. */
    public List<DeclineReason> reasons() {
        return reasons.values().stream().sorted((one, other) -> one.code().compareTo(other.code())).toList();
    }

    public RecognitionLimits limits() {
        return limits;
    }

    Map<String, Set<String>> groups() {
        return groups;
    }

    /** Whether results of an item are recognised from one unit to another as yet. */
    boolean isOn(RecognitionItem item, Place source, Place ordering) {
        return switches.directions().contains(Direction.between(source, ordering))
                && !switches.itemsOff().contains(item.code()) && !switches.unitsOff().contains(source.unit())
                && !switches.unitsOff().contains(ordering.unit());
    }
}
