package org.lianzhen.gateway.patient;

import com.ibm.icu.text.Transliterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways in which people look for a name. A Chinese name is found by its characters, by its pinyin and by the pinyin's
 * initials; any other name by its letters. Case, tone marks, spaces and the marks between components do not matter.
 *
 * <p>Each form is one unbroken word, such as 王小东, wangxiaodong and wxd. Terms are the single characters and pairs of
 * neighbours of all forms: an index over terms finds what contains a given piece, and forms then tell whether it fits.
 */
public final class NameForms {
    private static final Transliterator PLAIN = Transliterator
            .getInstance("NFKD; [:Nonspacing Mark:] Remove; NFC; Lower");
    private static final Pattern BETWEEN = Pattern.compile("[\\s^,.'·•\\-]+");
    private static final Pattern HANZI = Pattern.compile("\\p{IsHan}");

    private NameForms() {}

    /** The forms of a person name (PS3.5 section 6.2.1) with all its component groups. */
    public static List<String> of(String name) {
        Set<String> forms = new LinkedHashSet<>();
        for (String group : name.split("=", -1)) {
            String word = word(group);
            if (!word.isEmpty()) {
                forms.add(word);
                addPinyin(forms, word);
            }
        }
        return List.copyOf(forms);
    }

    private static void addPinyin(Set<String> forms, String word) {
        if (!isChinese(word)) {
            return;
        }
        for (List<String> syllables : Pinyin.readings(word)) {
            forms.add(String.join("", syllables));
            forms.add(syllables.stream().map(one -> Character.toString(one.codePointAt(0)))
                    .collect(Collectors.joining()));
        }
    }

    private static boolean isChinese(String word) {
        return HANZI.matcher(word).find();
    }

    /**
     * Whether two names may be one person's: they have the same Chinese characters, or, when only one of them has any, the
     * characters can be read as the letters of the other.
     */
    public static boolean agree(String one, String other) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        if (hasChinese(words) && hasChinese(others)) {
            words.removeIf(word -> !isChinese(word));
        } else {
            addReadings(words);
            addReadings(others);
        }
        return words.stream().anyMatch(others::contains);
    }

    private static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String group : name.split("=", -1)) {
            words.add(word(group));
        }
        words.remove("");
        return words;
    }

    private static boolean hasChinese(Set<String> words) {
        return words.stream().anyMatch(NameForms::isChinese);
    }

    private static void addReadings(Set<String> words) {
        List.copyOf(words).stream().filter(NameForms::isChinese).flatMap(word -> Pinyin.readings(word).stream())
                .forEach(syllables -> words.add(String.join("", syllables)));
    }

    /** One unbroken word in lower case without marks. */
    private static String word(String text) {
        return BETWEEN.matcher(PLAIN.transliterate(text)).replaceAll("");
    }

    /** The terms of some forms. */
    public static Set<String> terms(List<String> forms) {
        Set<String> terms = new TreeSet<>();
        forms.forEach(form -> addTerms(terms, form));
        return terms;
    }

    /** What must be among the terms of a name that fits a pattern. */
    public static Set<String> termsOfPattern(String pattern) {
        Set<String> terms = new TreeSet<>();
        for (String piece : pattern.split("[*?]+", -1)) {
            addTerms(terms, word(piece));
        }
        return terms;
    }

    private static void addTerms(Set<String> terms, String word) {
        int[] characters = word.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            terms.add(Character.toString(characters[i]));
            if (i > 0) {
                terms.add(Character.toString(characters[i - 1]) + Character.toString(characters[i]));
            }
        }
    }

    /**
     * A regular expression, for Java and PostgreSQL alike, that a whole form of a name must match to fit a pattern of
     * {@code *} and {@code ?} (PS3.4 section C.2.2.2.4).
     */
    public static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("^");
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?') {
                append(regex, piece);
                regex.append(c == '*' ? ".*" : ".");
            } else {
                piece.append(c);
            }
        }
        append(regex, piece);
        return regex.append('$').toString();
    }

    private static void append(StringBuilder regex, StringBuilder piece) {
        for (char c : word(piece.toString()).toCharArray()) {
            if ("\\$()+[]{}|*?".indexOf(c) >= 0) {
                regex.append('\\');
            }
            regex.append(c);
        }
        piece.setLength(0);
    }
}
