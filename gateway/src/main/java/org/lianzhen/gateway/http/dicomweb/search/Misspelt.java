package org.lianzhen.gateway.http.dicomweb.search;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.service.QueryLevel;

/**
 * Tells parameters that nobody knows, which are ignored (PS3.18 section 8.3), from keys with a slip of the pen: a search that
 * ignored those would tell of all patients instead of one.
 */
final class Misspelt {
    private static final int SLIPS = 2;
    /** Shorter names are near one another by chance. */
    private static final int SHORTEST = 6;

    private Misspelt() {}

    /** The keyword of the key that was most likely meant; null when none was. */
    static @Nullable String meant(String name, KnownAttributes known, QueryLevel level) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (folded.length() < SHORTEST) {
            return null;
        }
        String nearest = null;
        int fewest = SLIPS + 1;
        for (DictionaryEntry entry : ElementDictionary.all()) {
            boolean near = Math.abs(entry.keyword().length() - folded.length()) < fewest;
            if (near && known.isKnown(entry.tag(), level)) {
                int slips = slips(folded, entry.keyword().toLowerCase(Locale.ROOT));
                if (slips < fewest) {
                    fewest = slips;
                    nearest = entry.keyword();
                }
            }
        }
        return nearest;
    }

    /** Characters to put in, leave out or change so that one text becomes the other. */
    private static int slips(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
