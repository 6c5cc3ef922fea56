package org.lianzhen.dicom.dict;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a data set is turned into bytes (PS3.5 section 10 and annex A).
 *
 * @param uid such as 1.2.840.10008.1.2.1
 * @param name such as "Explicit VR Little Endian"
 * @param explicitVr whether each element carries its value representation
 * @param bigEndian whether numbers are big endian (retired, still arriving)
 * @param deflated whether the whole data set is one deflate stream; false where only frames are deflated
 * @param encapsulated whether Pixel Data is a sequence of fragments
 */
public record TransferSyntax(String uid, String name, boolean explicitVr, boolean bigEndian, boolean deflated,
        boolean encapsulated) {

    /** Explicit VR little endian whose pixels are native, or not in the data set at all (JPIP, SMPTE). */
    private static final Set<String> NATIVE = Set.of("1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.204",
            "1.2.840.10008.1.2.4.205", "1.2.840.10008.1.2.6.1", "1.2.840.10008.1.2.6.2", "1.2.840.10008.1.2.7.1",
            "1.2.840.10008.1.2.7.2", "1.2.840.10008.1.2.7.3");

    private static final Set<String> IMPLICIT = Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.20");

    private static final Set<String> DEFLATED = Set.of("1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95",
            "1.2.840.10008.1.2.4.205");

    private static final Map<String, TransferSyntax> BY_UID = new LinkedHashMap<>();

    static {
        for (UidEntry entry : UidDictionary.all()) {
            if (entry.type() == UidType.TRANSFER_SYNTAX) {
                BY_UID.put(entry.uid(), of(entry));
            }
        }
    }

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN = known("1.2.840.10008.1.2");
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN = known("1.2.840.10008.1.2.1");
    public static final TransferSyntax ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN = known(
            "1.2.840.10008.1.2.1.98");
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = known("1.2.840.10008.1.2.1.99");
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN = known("1.2.840.10008.1.2.2");
    public static final TransferSyntax JPEG_BASELINE = known("1.2.840.10008.1.2.4.50");
    public static final TransferSyntax JPEG_EXTENDED = known("1.2.840.10008.1.2.4.51");
    public static final TransferSyntax JPEG_LOSSLESS = known("1.2.840.10008.1.2.4.57");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 = known("1.2.840.10008.1.2.4.70");
    public static final TransferSyntax JPEG_LS_LOSSLESS = known("1.2.840.10008.1.2.4.80");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS = known("1.2.840.10008.1.2.4.81");
    public static final TransferSyntax JPEG_2000_LOSSLESS = known("1.2.840.10008.1.2.4.90");
    public static final TransferSyntax JPEG_2000 = known("1.2.840.10008.1.2.4.91");
    public static final TransferSyntax MPEG2_MAIN_LEVEL = known("1.2.840.10008.1.2.4.100");
    public static final TransferSyntax MPEG4_HIGH_PROFILE = known("1.2.840.10008.1.2.4.102");
    public static final TransferSyntax HEVC_MAIN_PROFILE = known("1.2.840.10008.1.2.4.107");
    public static final TransferSyntax HTJ2K_LOSSLESS = known("1.2.840.10008.1.2.4.201");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL = known("1.2.840.10008.1.2.4.202");
    public static final TransferSyntax HTJ2K = known("1.2.840.10008.1.2.4.203");
    public static final TransferSyntax RLE_LOSSLESS = known("1.2.840.10008.1.2.5");
    public static final TransferSyntax DEFLATED_IMAGE_FRAME = known("1.2.840.10008.1.2.8.1");

    private static TransferSyntax of(UidEntry entry) {
        String uid = entry.uid();
        boolean implicit = IMPLICIT.contains(uid);
        return new TransferSyntax(uid, entry.name(), !implicit, uid.equals("1.2.840.10008.1.2.2"),
                DEFLATED.contains(uid), !implicit && !NATIVE.contains(uid));
    }

    private static TransferSyntax known(String uid) {
        TransferSyntax syntax = BY_UID.get(uid);
        if (syntax == null) {
            throw new IllegalStateException(uid + " is missing in the table");
        }
        return syntax;
    }

    /** Finds a transfer syntax of the standard, retired ones too; null for private and unknown ones. */
    public static @Nullable TransferSyntax of(String uid) {
        return BY_UID.get(uid);
    }

    /** All transfer syntaxes of the standard in the order of its table. */
    public static Collection<TransferSyntax> all() {
        return Collections.unmodifiableCollection(BY_UID.values());
    }

    /** Whether new objects should not use it. */
    public boolean retired() {
        UidEntry entry = UidDictionary.entry(uid);
        return entry != null && entry.retired();
    }
}
