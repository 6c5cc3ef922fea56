package org.lianzhen.dicom.dict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Vr;

/** All data elements of PS3.6 and PS3.7. The table is read on first use; every method may be called from any thread. */
public final class ElementDictionary {

    /** Keys and entries of an open hash: a key of 0 is (0000,0000), which stands in the table too. */
    private static final int SLOTS = 1 << 14;

    private static final @Nullable DictionaryEntry[] BY_TAG = new DictionaryEntry[SLOTS];
    /** Repeating groups by the first two digits of their tags, which are always fixed. */
    private static final Map<Integer, List<DictionaryEntry>> REPEATING = new HashMap<>();
    private static final Map<String, DictionaryEntry> BY_KEYWORD = new HashMap<>(SLOTS);
    private static final List<DictionaryEntry> ALL = new ArrayList<>();

    static {
        Map<String, List<Vr>> vrs = new HashMap<>();
        for (String[] row : Table.rows("elements.tsv", 6)) {
            DictionaryEntry entry = new DictionaryEntry(fixedDigits(row[0]), mask(row[0]), row[1],
                    vrs.computeIfAbsent(row[2], ElementDictionary::vrs), row[3], row[4].equals("Y"), row[5]);
            add(entry);
        }
    }

    private ElementDictionary() {}

    private static void add(DictionaryEntry entry) {
        ALL.add(entry);
        if (entry.isRepeating()) {
            REPEATING.computeIfAbsent(entry.tag() >>> 24, _ -> new ArrayList<>()).add(entry);
        } else {
            BY_TAG[slot(entry.tag())] = entry;
        }
        if (!entry.keyword().isEmpty()) {
            BY_KEYWORD.put(entry.keyword(), entry);
        }
    }

    private static int fixedDigits(String pattern) {
        return Integer.parseUnsignedInt(pattern.replace('x', '0'), 16);
    }

    private static int mask(String pattern) {
        int mask = 0;
        for (int i = 0; i < pattern.length(); i++) {
            mask = mask << 4 | (pattern.charAt(i) == 'x' ? 0 : 0xF);
        }
        return mask;
    }

    private static List<Vr> vrs(String column) {
        if (column.equals("NONE")) {
            return List.of();
        }
        return Arrays.stream(column.split(" or ")).map(Vr::valueOf).toList();
    }

    /** The slot that holds the tag, or the empty one where it would go. */
    private static int slot(int tag) {
        int slot = (tag * 0x9E3779B9) >>> 18;
        DictionaryEntry entry = BY_TAG[slot];
        while (entry != null && entry.tag() != tag) {
            slot = (slot + 1) & (SLOTS - 1);
            entry = BY_TAG[slot];
        }
        return slot;
    }

    /** Finds a standard element, also one of a repeating group; null for private, unknown and group length tags. */
    public static @Nullable DictionaryEntry entry(int tag) {
        DictionaryEntry exact = BY_TAG[slot(tag)];
        if (exact != null || Tag.isPrivate(tag)) {
            return exact;
        }
        for (DictionaryEntry entry : REPEATING.getOrDefault(tag >>> 24, List.of())) {
            if (entry.matches(tag)) {
                return entry;
            }
        }
        return null;
    }

    /** Finds an element by its keyword, such as PatientName; null when there is none. Case matters. */
    public static @Nullable DictionaryEntry entry(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    /**
     * The value representation to assume where the encoding does not say: that of {@link DictionaryEntry#vr()}, UL for
     * a group length, LO for a private creator (PS3.5 section 7.8.1), UN for everything unknown and private.
     */
    public static Vr vrOf(int tag) {
        DictionaryEntry entry = entry(tag);
        if (entry != null) {
            return entry.vr();
        }
        if (Tag.isGroupLength(tag)) {
            return Vr.UL;
        }
        return Tag.isPrivateCreator(tag) ? Vr.LO : Vr.UN;
    }

    /** Keyword for people and logs: the standard's, or the number in parentheses when there is none. */
    public static String keywordOf(int tag) {
        DictionaryEntry entry = entry(tag);
        return entry == null || entry.keyword().isEmpty() ? Tag.format(tag) : entry.keyword();
    }

    /** Every line of the table, in its order. */
    public static Collection<DictionaryEntry> all() {
        return Collections.unmodifiableList(ALL);
    }
}
