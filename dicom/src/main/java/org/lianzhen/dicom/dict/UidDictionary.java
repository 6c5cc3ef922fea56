package org.lianzhen.dicom.dict;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All registered UIDs of PS3.6 annex A. */
public final class UidDictionary {

    private static final Map<String, UidEntry> BY_UID = new LinkedHashMap<>();
    private static final Map<String, UidEntry> BY_KEYWORD = new HashMap<>();

    static {
        for (String[] row : Table.rows("uids.tsv", 5)) {
            UidEntry entry = new UidEntry(row[0], row[1], UidType.ofLabel(row[2]), row[3].equals("Y"), row[4]);
            BY_UID.put(entry.uid(), entry);
            if (!entry.keyword().isEmpty()) {
                BY_KEYWORD.put(entry.keyword(), entry);
            }
        }
    }

    private UidDictionary() {}

    /** Finds a registered UID; null when it is none. */
    public static @Nullable UidEntry entry(String uid) {
        return BY_UID.get(uid);
    }

    /** Finds a registered UID by its keyword, such as CTImageStorage; null when there is none. */
    public static @Nullable UidEntry ofKeyword(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    /** The registered name, or the UID itself when it has none. */
    public static String name(String uid) {
        UidEntry entry = BY_UID.get(uid);
        return entry == null ? uid : entry.name();
    }

    /** Every registered UID in the order of the table. */
    public static Collection<UidEntry> all() {
        return Collections.unmodifiableCollection(BY_UID.values());
    }
}
