package org.lianzhen.gateway.member;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes new documents of members. A document that was edited item by item is written anew, without its comments. */
final class MemberEdits {
    private MemberEdits() {}

    /**
     * The members with an item put in.
     *
     * @throws MembersException when they would not hold together
     */
    static String put(Members members, MemberEdit.Put edit) throws MembersException {
        var tree = MembersTree.of(members);
        String key = edit.section().identifier();
        Object named = edit.fields().getOrDefault(key, edit.identifier());
        if (!named.equals(edit.identifier())) {
            throw new MembersException(List.of(key + " cannot be changed: remove the item and make a new one"));
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(key, edit.identifier());
        item.putAll(edit.fields());
        List<Map<String, Object>> items = items(tree, edit.section());
        int place = place(items, edit.section(), edit.identifier());
        if (place < 0) {
            items.add(item);
        } else {
            items.set(place, item);
        }
        return checked(tree);
    }

    /**
     * The members without an item; empty when it is not there.
     *
     * @throws MembersException when others need it
     */
    static Optional<String> remove(Members members, MemberEdit.Remove edit) throws MembersException {
        var tree = MembersTree.of(members);
        List<Map<String, Object>> items = items(tree, edit.section());
        int place = place(items, edit.section(), edit.identifier());
        if (place < 0) {
            return Optional.empty();
        }
        items.remove(place);
        return Optional.of(checked(tree));
    }

    private static List<Map<String, Object>> items(Map<Section, List<Map<String, Object>>> tree, Section section) {
        return tree.computeIfAbsent(section, none -> List.of());
    }

    private static int place(List<Map<String, Object>> items, Section section, String identifier) {
        for (int i = 0; i < items.size(); i++) {
            if (identifier.equals(items.get(i).get(section.identifier()))) {
                return i;
            }
        }
        return -1;
    }

    /** What is written is what was read once more, so that every value has its usual form. */
    private static String checked(Map<Section, List<Map<String, Object>>> tree) throws MembersException {
        return MembersTree.document(MembersTree.of(MembersReader.members(MembersTree.named(tree))));
    }
}
