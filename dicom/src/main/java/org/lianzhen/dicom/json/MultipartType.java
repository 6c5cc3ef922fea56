package org.lianzhen.dicom.json;

import java.util.Map;
import java.util.UUID;

/**
 * The media type of a multipart/related body (RFC 2387).
 *
 * @param boundary what separates the parts, 1 to 70 characters (RFC 2046 section 5.1.1)
 * @param type media type of the root part, possibly with parameters; empty when the sender does not say
 */
public record MultipartType(String boundary, String type) {

    private static final String MEDIA_TYPE = "multipart/related";
    private static final int MAX_BOUNDARY = 70;

    /** @throws MultipartException when the boundary is none */
    public MultipartType {
        boolean valid = !boundary.isEmpty() && boundary.length() <= MAX_BOUNDARY && !boundary.endsWith(" ")
                && boundary.chars().allMatch(MultipartType::isBoundaryChar);
        if (!valid) {
            throw new MultipartException("boundary is not 1 to 70 of the characters allowed");
        }
    }

    /** A type for a body of one's own, with a boundary that no content contains. */
    public static MultipartType related(String type) {
        return new MultipartType("part-" + UUID.randomUUID(), type);
    }

    /**
     * Reads a Content-Type header.
     *
     * @throws MultipartException when it is not multipart/related with a boundary
     */
    public static MultipartType parse(String contentType) {
        Map<String, String> parameters = MediaTypeText.parameters(contentType, MEDIA_TYPE);
        String boundary = parameters.get("boundary");
        if (boundary == null) {
            throw new MultipartException("content type has no boundary");
        }
        return new MultipartType(boundary, parameters.getOrDefault("type", ""));
    }

    /** The Content-Type header. */
    public String format() {
        String root = type.isEmpty() ? "" : "; type=" + MediaTypeText.quoted(type);
        return MEDIA_TYPE + root + "; boundary=" + MediaTypeText.quoted(boundary);
    }

    private static boolean isBoundaryChar(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "'()+_,-./:=? ".indexOf(c) >= 0);
    }
}
