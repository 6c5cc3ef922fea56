package org.lianzhen.dicom.json;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.Element;

/**
 * Names the place where a value can be fetched instead of being written into the JSON. Asked for values kept by reference, for
 * encapsulated pixel data, and for every other value of more than {@value #THRESHOLD} bytes.
 */
@FunctionalInterface
public interface BulkDataUris {

    /** Values up to this many bytes are always written out. */
    int THRESHOLD = 1024;

    /** Everything is written out; for data sets that hold all their values and no encapsulated pixel data. */
    BulkDataUris INLINE = (path, element) -> null;

    /**
     * The value of BulkDataURI (PS3.18 section F.2.6).
     *
     * @param path tags of eight hexadecimal digits and item numbers from 0, such as "00400275/0/00420011"
     * @return null to write the value out, which values kept by reference and encapsulated pixel data cannot be
     */
    @Nullable
    String uri(String path, Element element);
}
