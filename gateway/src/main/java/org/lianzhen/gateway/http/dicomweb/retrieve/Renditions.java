package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.lianzhen.dicom.dict.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static org.lianzhen.dicom.dict.TransferSyntax.JPEG_LS_LOSSLESS;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.WebSyntax;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/** Chooses in which transfer syntax an instance goes out (PS3.18 section 8.7.3.5.2). */
final class Renditions {
    private static final String AS_KEPT = "*";
    /** Explicit VR Little Endian, or what is kept where that is compressed and cannot be decoded (PS3.18 section 8.7.3.4). */
    private static final String DEFAULT = "";

    private Renditions() {}

    /**
     * The first form that is wanted and possible.
     *
     * @param wanted from {@link #wanted}, or UIDs and {@code *}, the most wanted first
     * @throws ProblemException (406) with the reason when there is none
     */
    static Rendition of(KeptObject object, List<String> wanted) {
        Rendition rendition = find(object, wanted);
        if (rendition == null) {
            throw refusal(object);
        }
        return rendition;
    }

    /**
     * Those instances that can be had so: one that cannot takes no others with it.
     *
     * @throws ProblemException (406) with the reason when there is none at all
     */
    static List<Rendition> ofAll(List<KeptObject> objects, List<String> wanted) {
        List<Rendition> all = objects.stream().map(object -> find(object, wanted)).filter(Objects::nonNull).toList();
        if (all.isEmpty()) {
            throw refusal(objects.getFirst());
        }
        return all;
    }

    /** The bytes that are kept, when they may go out in place of what they turn out not to give; null when they may not. */
    static @Nullable Rendition asKept(KeptObject object, List<String> wanted) {
        TransferSyntax kept = TransferSyntax.of(object.transferSyntaxUid());
        if (kept == null || !mayGoAsKept(kept)) {
            return null;
        }
        boolean welcome = wanted.contains(DEFAULT) || wanted.contains(AS_KEPT) || wanted.contains(kept.uid());
        return welcome ? new Rendition(object, Form.AS_KEPT, kept) : null;
    }

    /** Deflated bytes are for those alone who ask for them by name. */
    private static boolean mayGoAsKept(TransferSyntax kept) {
        return WebSyntax.isAllowed(kept) && !kept.deflated();
    }

    private static @Nullable Rendition find(KeptObject object, List<String> wanted) {
        TransferSyntax kept = TransferSyntax.of(object.transferSyntaxUid());
        if (kept == null) {
            return null;
        }
        for (String one : wanted) {
            Rendition rendition = rendition(object, kept, one);
            if (rendition != null) {
                return rendition;
            }
        }
        return null;
    }

    private static ProblemException refusal(KeptObject object) {
        TransferSyntax kept = TransferSyntax.of(object.transferSyntaxUid());
        if (kept == null) {
            return Refusals.form("An instance is kept in a transfer syntax that nobody knows.");
        }
        return Refusals.form("An instance is kept in " + kept.name() + " (" + kept.uid() + ")"
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
            return syntax == null ? DEFAULT : syntax;
        }).toList();
    }

    private static @Nullable Rendition rendition(KeptObject object, TransferSyntax kept, String wanted) {
        if (wanted.equals(AS_KEPT) && mayGoAsKept(kept)) {
            return new Rendition(object, Form.AS_KEPT, kept);
        }
        if (wanted.equals(DEFAULT)) {
            Rendition explicit = explicit(object, kept);
            return explicit == null ? new Rendition(object, Form.AS_KEPT, kept) : explicit;
        }
        if (wanted.equals(EXPLICIT_VR_LITTLE_ENDIAN.uid()) || wanted.equals(AS_KEPT)) {
            return explicit(object, kept);
        }
        if (wanted.equals(kept.uid()) && WebSyntax.isAllowed(kept)) {
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
