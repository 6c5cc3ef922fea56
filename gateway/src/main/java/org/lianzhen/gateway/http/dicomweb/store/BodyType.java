package org.lianzhen.gateway.http.dicomweb.store;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.json.MultipartException;
import org.lianzhen.dicom.json.MultipartType;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** What a request says that its body is. */
sealed interface BodyType {
    String DICOM = "application/dicom";
    String DICOM_JSON = "application/dicom+json";
    String TAKEN = "multipart/related; type=\"" + DICOM + "\", " + DICOM + ", multipart/related; type=\"" + DICOM_JSON
            + "\"";

    /** One DICOM file. */
    record OneFile() implements BodyType {}

    /** A DICOM file in each part. */
    record ManyFiles(MultipartType multipart) implements BodyType {}

    /** Metadata in a part, and what they name in others. */
    record Metadata(MultipartType multipart) implements BodyType {}

    /** @throws ProblemException (415) when it is nothing that is taken, (400) when its parts cannot be told apart */
    static BodyType of(@Nullable String contentType) {
        String said = contentType == null ? "" : contentType;
        return switch (bare(said)) {
            case DICOM -> new OneFile();
            case "multipart/related" -> multipart(said);
            default -> throw notTaken();
        };
    }

    /** A media type without its parameters. */
    static String bare(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static BodyType multipart(String contentType) {
        MultipartType multipart = parse(contentType);
        return switch (bare(multipart.type())) {
            case "", DICOM -> new ManyFiles(multipart);
            case DICOM_JSON -> new Metadata(multipart);
            default -> throw notTaken();
        };
    }

    private static MultipartType parse(String contentType) {
        try {
            return MultipartType.parse(contentType);
        } catch (MultipartException e) {
            throw new ProblemException(Problem.badRequest("multipart", "The parts cannot be told apart: "
                    + e.getMessage() + "."));
        }
    }

    private static ProblemException notTaken() {
        return new ProblemException(Problem.unsupportedMediaType("Send " + TAKEN.replace(", ", " or ") + "."),
                Map.of("Accept", TAKEN));
    }
}
