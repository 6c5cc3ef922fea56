package org.lianzhen.gateway.archive.conflict;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** Attributes that codecs write or change without changing what the image says. */
final class Usual {
    /** What their absence means (PS3.3 sections C.7.6.6 and C.7.6.1.1.5). */
    private static final Map<Integer, String> WHEN_ABSENT = Map.of(Tag.NumberOfFrames, "1",
            Tag.LossyImageCompression, "00");
    /** Colour spaces that a codec makes and undoes by itself (PS3.3 section C.7.6.3.1.2). */
    private static final Map<String, String> DECODED = Map.of("YBR_RCT", "RGB", "YBR_ICT", "RGB", "YBR_FULL_422",
            "YBR_FULL");

    private Usual() {}

    /** Whether the attribute means the same in both, by what it means when it is absent or decoded. */
    static boolean sameByDefault(int tag, DataSet one, DataSet other) {
        if (tag == Tag.PhotometricInterpretation) {
            String a = one.string(tag);
            return a != null && decoded(a).equals(decoded(other.string(tag)));
        }
        String absent = WHEN_ABSENT.get(tag);
        return absent != null && text(one.string(tag), absent).equals(text(other.string(tag), absent));
    }

    private static String text(@Nullable String value, String absent) {
        return value == null ? absent : value;
    }

    private static String decoded(@Nullable String colours) {
        return colours == null ? "" : DECODED.getOrDefault(colours, colours);
    }
}
