package org.lianzhen.dicom.json;

/**
 * What a multipart body may consist of; the contents of parts stream through and have no limit here.
 *
 * @param maxParts number of parts
 * @param maxHeaderBytes header lines of one part together
 * @param maxIgnoredBytes preamble and epilogue together
 */
public record MultipartLimits(int maxParts, int maxHeaderBytes, long maxIgnoredBytes) {

    /** 100,000 parts, 8 KiB of headers, 64 KiB around the parts. */
    public static final MultipartLimits DEFAULT = new MultipartLimits(100_000, 8 * 1024, 64 * 1024);

    public MultipartLimits {
        if (maxParts < 1 || maxHeaderBytes < 2 || maxIgnoredBytes < 0) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
