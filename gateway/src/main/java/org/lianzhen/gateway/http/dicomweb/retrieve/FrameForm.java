package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.JPEG_LS_LOSSLESS;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.gateway.http.MediaRange;

/**
 * In what form frames go out (PS3.18 sections 8.7.3.2 and 8.7.3.5).
 *
 * @param type media type without parameters
 * @param syntax what the bytes of a frame are in
 */
record FrameForm(Kind kind, String type, TransferSyntax syntax) {
    static final String OCTETS = "application/octet-stream";
    private static final String JPEG_LS = "image/jls";
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("1.2.840.10008.1.2.4.50", "image/jpeg"),
            Map.entry("1.2.840.10008.1.2.4.51", "image/jpeg"), Map.entry("1.2.840.10008.1.2.4.57", "image/jpeg"),
            Map.entry("1.2.840.10008.1.2.4.70", "image/jpeg"), Map.entry("1.2.840.10008.1.2.4.80", JPEG_LS),
            Map.entry("1.2.840.10008.1.2.4.81", JPEG_LS), Map.entry("1.2.840.10008.1.2.4.90", "image/jp2"),
            Map.entry("1.2.840.10008.1.2.4.91", "image/jp2"), Map.entry("1.2.840.10008.1.2.4.92", "image/jpx"),
            Map.entry("1.2.840.10008.1.2.4.93", "image/jpx"), Map.entry("1.2.840.10008.1.2.4.201", "image/jphc"),
            Map.entry("1.2.840.10008.1.2.4.202", "image/jphc"), Map.entry("1.2.840.10008.1.2.4.203", "image/jphc"),
            Map.entry("1.2.840.10008.1.2.5", "image/dicom-rle"), Map.entry("1.2.840.10008.1.2.4.100", "video/mpeg"),
            Map.entry("1.2.840.10008.1.2.4.101", "video/mpeg"), Map.entry("1.2.840.10008.1.2.4.102", "video/mp4"),
            Map.entry("1.2.840.10008.1.2.4.103", "video/mp4"));

    /** How frames come from what is kept. */
    enum Kind {
        /** As encapsulated pixel data hold them. */
        AS_KEPT,
        /** Samples in little endian: as kept when they are kept so, else decoded. */
        NATIVE,
        /** Encoded as JPEG-LS without loss. */
        JPEG_LS
    }

    /** The Content-Type of a frame. */
    String mediaType() {
        return type + "; transfer-syntax=" + syntax.uid();
    }

    /** What frames of a transfer syntax are when they go out as they are. */
    static String typeOf(TransferSyntax syntax) {
        return TYPES.getOrDefault(syntax.uid(), OCTETS);
    }

    /**
     * The first form that is wanted and possible.
     *
     * @throws org.lianzhen.gateway.http.ProblemException (406) with the reason when there is none
     */
    static FrameForm choose(TransferSyntax kept, List<MediaRange> ranges) {
        FrameForm form = find(kept, ranges);
        if (form != null) {
            return form;
        }
        throw Refusals.form("Frames of this instance are kept in " + kept.name() + ": they can be had as "
                + (kept.encapsulated() ? typeOf(kept) + "; transfer-syntax=" + kept.uid()
                        + (FrameDecoder.supports(kept) ? ", " : "; they cannot be decoded here") : "")
                + (FrameDecoder.supports(kept) ? OCTETS + " and " + JPEG_LS : "") + ".");
    }

    /** The first form that is wanted and possible, or null. */
    static @Nullable FrameForm find(TransferSyntax kept, List<MediaRange> ranges) {
        for (MediaRange range : ranges) {
            FrameForm form = of(kept, range);
            if (form != null) {
                return form;
            }
        }
        return null;
    }

    private static @Nullable FrameForm of(TransferSyntax kept, MediaRange range) {
        String syntax = range.transferSyntax();
        boolean asKept = "*".equals(syntax) || kept.uid().equals(syntax);
        boolean decodes = FrameDecoder.supports(kept);
        if (kept.encapsulated() && range.wants(typeOf(kept)) && !range.wants(OCTETS) && (asKept || syntax == null)) {
            return new FrameForm(Kind.AS_KEPT, typeOf(kept), kept);
        }
        if (range.wants(OCTETS) && kept.encapsulated() && asKept) {
            // who wants octets only is told octets
            return new FrameForm(Kind.AS_KEPT, range.wants(typeOf(kept)) ? typeOf(kept) : OCTETS, kept);
        }
        boolean samples = syntax == null || syntax.equals("*") || syntax.equals(EXPLICIT_VR_LITTLE_ENDIAN.uid());
        if (range.wants(OCTETS) && samples && decodes) {
            return new FrameForm(Kind.NATIVE, OCTETS, EXPLICIT_VR_LITTLE_ENDIAN);
        }
        if (kept.encapsulated() && !decodes && syntax == null && range.wants(typeOf(kept))) {
            return new FrameForm(Kind.AS_KEPT, typeOf(kept), kept);
        }
        boolean jpegLs = syntax == null || syntax.equals("*") || syntax.equals(JPEG_LS_LOSSLESS.uid());
        return range.wants(JPEG_LS) && jpegLs && decodes && !(samples && range.wants(OCTETS))
                ? new FrameForm(Kind.JPEG_LS, JPEG_LS, JPEG_LS_LOSSLESS)
                : null;
    }
}
