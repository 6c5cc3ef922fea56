package org.lianzhen.dicom.vr;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PN value: the same name in up to three writings (PS3.5 section 6.2.1).
 *
 * @param alphabetic Latin letters, such as Wang^XiaoDong
 * @param ideographic Chinese characters and the like, such as 王^小东
 * @param phonetic kana, hangul or pinyin
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

    public static final PersonName EMPTY = new PersonName(Group.EMPTY, Group.EMPTY, Group.EMPTY);

    /** Longest component group, in characters and with its carets. */
    public static final int MAX_GROUP_LENGTH = 64;

    /**
     * One writing of a name.
     *
     * @param family family name complex
     * @param given given name complex
     * @param middle middle name
     * @param prefix such as "Dr."
     * @param suffix such as "Jr."; surplus components of a faulty value stay here with their carets
     */
    public record Group(String family, String given, String middle, String prefix, String suffix) {

        public static final Group EMPTY = new Group("", "", "", "", "");

        private static final int COMPONENTS = 5;

        /** Reads components separated by carets. Spaces around a component mean nothing and go. Never fails. */
        public static Group parse(String text) {
            String[] parts = text.split("\\^", COMPONENTS);
            return new Group(part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
        }

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /** Components separated by carets, without empty ones at the end. */
        public String format() {
            return withoutTrailing(Stream.of(family, given, middle, prefix, suffix).collect(Collectors.joining("^")),
                    '^');
        }

        /** As people write it: the family name first, Chinese characters without spaces. */
        public String spoken() {
            List<String> parts = Stream.of(family, given, middle, prefix, suffix).filter(part -> !part.isEmpty())
                    .toList();
            boolean chinese = parts.stream().flatMapToInt(String::codePoints).anyMatch(Character::isIdeographic);
            return String.join(chinese ? "" : " ", parts);
        }

        private boolean isValid() {
            String text = format();
            return text.codePointCount(0, text.length()) <= MAX_GROUP_LENGTH && suffix.indexOf('^') < 0
                    && text.chars().noneMatch(c -> c == '=' || c == '\\' || Character.isISOControl(c));
        }
    }

    /** A name in Latin letters only. */
    public static PersonName of(String family, String given) {
        return new PersonName(new Group(family, given, "", "", ""), Group.EMPTY, Group.EMPTY);
    }

    /**
     * Reads one value. Never fails: surplus groups and components stay verbatim in the last place, and
     * {@link #isValid} then says no.
     */
    public static PersonName parse(String value) {
        String[] groups = Vr.PN.trim(value).split("=", 3);
        return new PersonName(Group.parse(part(groups, 0)), Group.parse(part(groups, 1)),
                Group.parse(part(groups, 2)));
    }

    /** Its writings as people write them, without repetition and Chinese characters first; none when it is empty. */
    public List<String> spoken() {
        return Stream.of(ideographic, alphabetic, phonetic).map(Group::spoken).filter(writing -> !writing.isEmpty())
                .distinct().toList();
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** Whether the value keeps to the standard: at most 64 characters per group, no stray delimiter or control. */
    public boolean isValid() {
        return alphabetic.isValid() && ideographic.isValid() && phonetic.isValid();
    }

    /** The value as an element carries it, such as {@code Wang^XiaoDong=王^小东}, without empty groups at the end. */
    public String format() {
        return withoutTrailing(alphabetic.format() + '=' + ideographic.format() + '=' + phonetic.format(), '=');
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index].strip() : "";
    }

    private static String withoutTrailing(String text, char delimiter) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == delimiter) {
            end--;
        }
        return text.substring(0, end);
    }
}
