package org.lianzhen.gateway.reading.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How reports call parts of the body that images name with the terms of PS3.16 annex L. */
final class BodyPartWords {
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            Map.entry("HEAD", Set.of("头", "颅", "脑", "head", "brain", "skull")),
            Map.entry("BRAIN", Set.of("脑", "颅", "头", "brain", "head")),
            Map.entry("SKULL", Set.of("颅", "头", "skull", "head")),
            Map.entry("NECK", Set.of("颈", "甲状腺", "喉", "neck", "thyroid")),
            Map.entry("CHEST", Set.of("胸", "肺", "纵隔", "心", "肋", "支气管", "chest", "lung", "thora")),
            Map.entry("BREAST", Set.of("乳", "breast")),
            Map.entry("ABDOMEN", Set.of("腹", "肝", "胆", "胰", "脾", "肾", "胃", "肠", "abdom", "liver", "kidney")),
            Map.entry("PELVIS", Set.of("盆", "髋", "膀胱", "子宫", "前列腺", "骶", "pelv", "hip", "bladder")),
            Map.entry("CSPINE", Set.of("颈椎", "椎", "cervical", "spine")),
            Map.entry("TSPINE", Set.of("胸椎", "椎", "thoracic", "spine")),
            Map.entry("LSPINE", Set.of("腰椎", "椎", "lumbar", "spine")),
            Map.entry("HAND", Set.of("手", "指", "掌", "腕", "hand", "finger")),
            Map.entry("KNEE", Set.of("膝", "髌", "knee")),
            Map.entry("FOOT", Set.of("足", "趾", "跟", "foot")),
            Map.entry("ANKLE", Set.of("踝", "ankle")),
            Map.entry("SHOULDER", Set.of("肩", "shoulder")),
            Map.entry("ELBOW", Set.of("肘", "elbow")));

    private BodyPartWords() {}

    /**
     * Whether a text names parts of the body, and none of those that were examined.
     *
     * @param text in lower case
     */
    static boolean speaksOfOthers(String text, List<String> examined) {
        List<Set<String>> known = examined.stream().map(part -> WORDS.get(part.toUpperCase(Locale.ROOT)))
                .filter(words -> words != null).toList();
        return !known.isEmpty() && known.size() == examined.size()
                && known.stream().noneMatch(words -> names(text, words))
                && WORDS.values().stream().anyMatch(words -> names(text, words));
    }

    /**
     * Terms of the parts of the body that somebody names, by a term or in words; several where a word may mean several.
     *
     * @param named such as CHEST or 胸部
     */
    static List<String> partsOf(String named) {
        String term = named.strip().toUpperCase(Locale.ROOT);
        if (WORDS.containsKey(term)) {
            return List.of(term);
        }
        String text = named.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream().filter(one -> names(text, one.getValue())).map(Map.Entry::getKey).toList();
    }

    private static boolean names(String text, Set<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
