package org.lianzhen.gateway.http.dicomweb.search;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.DictionaryEntry;
import org.lianzhen.dicom.dict.ElementDictionary;

/** How requests name attributes: by keyword or by eight hexadecimal digits (PS3.18 section 8.3.4.1.1). */
final class AttributeName {
    private static final int HEXADECIMAL = 16;

    private AttributeName() {}

    /** The tag that a name stands for; null when it stands for none. Of a path into a sequence, the sequence. */
    static @Nullable Integer tag(String name) {
        int dot = name.indexOf('.');
        return simple(dot < 0 ? name : name.substring(0, dot));
    }

    /** The tag of what a path into a sequence leads to; null when it leads nowhere, or deeper, or is no path. */
    static @Nullable Integer inItem(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? null : simple(path.substring(dot + 1));
    }

    private static @Nullable Integer simple(String name) {
        DictionaryEntry entry = ElementDictionary.entry(name);
        if (entry != null) {
            return entry.tag();
        }
        return name.matches("[0-9A-Fa-f]{8}") ? Integer.parseUnsignedInt(name, HEXADECIMAL) : null;
    }
}
