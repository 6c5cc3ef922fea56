package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.lianzhen.dicom.dict.TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.JPEG_LS_LOSSLESS;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/** Chooses in which transfer syntax an instance goes out (PS3.18 section 8.7.3.5.2). */
final class Renditions {
    private static final String AS_KEPT = "*";
    /** Not for the web, whoever asks for as it is kept. */
    private static final Set<TransferSyntax> NEVER_AS_KEPT = Set.of(IMPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN,
            DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    private Renditions() {}

    /**
     * The first form that is wanted and possible.
     *
     * @param wanted UIDs or {@code *}, the most wanted first; Explicit VR Little Endian is what those want who say nothing
     * @throws org.lianzhen.gateway.http.ProblemException (406) with the reason when there is none
     */
    static Rendition of(KeptObject object, List<String> wanted) {
        TransferSyntax kept = TransferSyntax.of(object.transferSyntaxUid());
        if (kept == null) {
            throw Refusals.form("An instance is kept in a transfer syntax that nobody knows.");
        }
        for (String one : wanted) {
            Rendition rendition = rendition(object, kept, one);
            if (rendition != null) {
                return rendition;
            }
        }
        throw Refusals.form("An instance is kept in " + kept.name() + " (" + kept.uid() + ")"
                + (FrameDecoder.supports(kept) ? "" : ", which cannot be decoded here")
                + ". It can be had "
                + (FrameDecoder.supports(kept) ? "in Explicit VR Little Endian, in JPEG-LS Lossless, and "
                        : "")
                + "as it is.");
    }

    /** What a list of media ranges asks for. */
    static List<String> wanted(List<MediaRange> ranges) {
        return ranges.stream().map(range -> {
            String syntax = range.transferSyntax();
            return syntax == null ? EXPLICIT_VR_LITTLE_ENDIAN.uid() : syntax;
        }).toList();
    }

    private static @Nullable Rendition rendition(KeptObject object, TransferSyntax kept, String wanted) {
        if (wanted.equals(AS_KEPT) && !NEVER_AS_KEPT.contains(kept)) {
            return new Rendition(object, Form.AS_KEPT, kept);
        }
        if (wanted.equals(EXPLICIT_VR_LITTLE_ENDIAN.uid()) || wanted.equals(AS_KEPT)) {
            return explicit(object, kept);
        }
        boolean never = wanted.equals(IMPLICIT_VR_LITTLE_ENDIAN.uid()) || wanted.equals(EXPLICIT_VR_BIG_ENDIAN.uid());
        if (wanted.equals(kept.uid()) && !never) {
            return new Rendition(object, Form.AS_KEPT, kept);
        }
        if (wanted.equals(JPEG_LS_LOSSLESS.uid())) {
            // what has no pixels has none to encode
            return !object.hasPixels() ? explicit(object, kept)
                    : FrameDecoder.supports(kept) ? new Rendition(object, Form.JPEG_LS, JPEG_LS_LOSSLESS) : null;
        }
        return null;
    }

    private static @Nullable Rendition explicit(KeptObject object, TransferSyntax kept) {
        if (kept.equals(EXPLICIT_VR_LITTLE_ENDIAN)) {
            return new Rendition(object, Form.AS_KEPT, kept);
        }
        if (!kept.encapsulated()) {
            return new Rendition(object, Form.REENCODED, EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return FrameDecoder.supports(kept) ? new Rendition(object, Form.DECODED, EXPLICIT_VR_LITTLE_ENDIAN) : null;
    }
}
