package org.lianzhen.gateway.patient;

import com.ibm.icu.text.Transliterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ways in which a Chinese name may be read: as a name, where 单 is shan; as any text, where it is dan, because that is what
 * keyboards offer; and, for some surnames, as those who bear them do. Whoever types ü types v.
 */
final class Pinyin {
    private static final Transliterator NAMES = Transliterator.getInstance("Han-Latin/Names");
    private static final Transliterator TEXT = Transliterator.getInstance("Han-Latin");
    private static final Transliterator BARE = Transliterator
            .getInstance("NFKD; [[:Nonspacing Mark:] - [\\u0308]] Remove; NFC; Lower");
    private static final Transliterator ASCII = Transliterator.getInstance("Latin-ASCII");
    private static final Pattern SYLLABLES = Pattern.compile("\\s+");

    /** What the transliteration of names does not know, or does not choose. */
    private static final Map<String, String> SURNAMES = Map.ofEntries(Map.entry("单于", "chan yu"),
            Map.entry("朴", "piao"), Map.entry("缪", "miao"), Map.entry("覃", "qin"), Map.entry("薄", "bo"),
            Map.entry("费", "bi"), Map.entry("郗", "chi"), Map.entry("谌", "shen"), Map.entry("隗", "kui"),
            Map.entry("祭", "zhai"), Map.entry("句", "gou"), Map.entry("都", "du"), Map.entry("牟", "mou"),
            Map.entry("柏", "bo"), Map.entry("佴", "er"), Map.entry("洗", "xian"), Map.entry("黑", "he"),
            Map.entry("乜", "nie"), Map.entry("阚", "kan"), Map.entry("郇", "xun"), Map.entry("晟", "cheng"));

    private Pinyin() {}

    /** The readings of a word with Chinese characters in it, each as its syllables in ASCII. */
    static Set<List<String>> readings(String word) {
        Set<List<String>> readings = new LinkedHashSet<>();
        add(readings, NAMES.transliterate(word));
        add(readings, TEXT.transliterate(word));
        SURNAMES.forEach((surname, reading) -> {
            if (word.startsWith(surname)) {
                add(readings, reading + " " + NAMES.transliterate("一" + word.substring(surname.length())).substring(2));
            }
        });
        return readings;
    }

    private static void add(Set<List<String>> readings, String transliterated) {
        String bare = BARE.transliterate(transliterated).strip();
        readings.add(syllables(bare));
        if (bare.indexOf('ü') >= 0) {
            readings.add(syllables(bare.replace('ü', 'v')));
        }
    }

    private static List<String> syllables(String bare) {
        return SYLLABLES.splitAsStream(ASCII.transliterate(bare)).filter(one -> !one.isEmpty()).toList();
    }
}
