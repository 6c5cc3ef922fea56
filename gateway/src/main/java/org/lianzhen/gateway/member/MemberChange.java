package org.lianzhen.gateway.member;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions in one item.
 *
 * @param identifier of the item
 * @param fields that differ, in alphabetical order
 */
public record MemberChange(Section section, String identifier, Kind kind, List<FieldChange> fields) {
    public MemberChange {
        fields = List.copyOf(fields);
    }

    /** What became of an item. */
    public enum Kind {
        ADDED, REMOVED, CHANGED
    }

    /**
     * A value that differs.
     *
     * @param before null when it was not there
     * @param after null when it is not there any more
     */
    public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {}

    /** Everything that differs, section by section; the order of items counts for nothing. */
    public static List<MemberChange> between(Members before, Members after) {
        var old = MembersTree.of(before);
        var now = MembersTree.of(after);
        List<MemberChange> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            Map<String, Map<String, Object>> was = index(section, old.getOrDefault(section, List.of()));
            Map<String, Map<String, Object>> is = index(section, now.getOrDefault(section, List.of()));
            Set<String> identifiers = new LinkedHashSet<>(new TreeSet<>(was.keySet()));
            identifiers.addAll(new TreeSet<>(is.keySet()));
            for (String identifier : identifiers) {
                List<FieldChange> fields = fields(was.getOrDefault(identifier, Map.of()),
                        is.getOrDefault(identifier, Map.of()));
                if (!fields.isEmpty()) {
                    Kind kind = !was.containsKey(identifier)
                            ? Kind.ADDED
                            : is.containsKey(identifier) ? Kind.CHANGED : Kind.REMOVED;
                    changes.add(new MemberChange(section, identifier, kind, fields));
                }
            }
        }
        return List.copyOf(changes);
    }

    private static Map<String, Map<String, Object>> index(Section section, List<Map<String, Object>> items) {
        Map<String, Map<String, Object>> index = new HashMap<>();
        items.forEach(item -> index.put(String.valueOf(item.get(section.identifier())), item));
        return index;
    }

    private static List<FieldChange> fields(Map<String, Object> was, Map<String, Object> is) {
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        return names.stream().filter(name -> !Objects.equals(was.get(name), is.get(name)))
                .map(name -> new FieldChange(name, was.get(name), is.get(name))).toList();
    }
}
