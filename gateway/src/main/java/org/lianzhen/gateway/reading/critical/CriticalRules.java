package org.lianzhen.gateway.reading.critical;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is a critical value, and how long each step may take. The core hospital edits them, with the other rules of reading.
 *
 * @param items of the catalogue, in the order in which they are offered
 */
public record CriticalRules(List<Item> items, Limits limits) {
    public CriticalRules {
        items = List.copyOf(items);
    }

    /**
     * Something that is one.
     *
     * @param code by which it is counted
     * @param name what people call it
     * @param english the same for those who read English
     */
    public record Item(String code, String name, String english) {}

    /**
     * Times.
     *
     * @param tell from raising it until somebody must have been told
     * @param acknowledge from raising it until it must have been read back; then it climbs
     * @param climb that everybody above has before the next one is told
     * @param handle from reading it back until something must have been done
     */
    public record Limits(Duration tell, Duration acknowledge, Duration climb, Duration handle) {}

    /** Empty when the catalogue has none of that code. */
    public Optional<Item> item(String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst();
    }
}
