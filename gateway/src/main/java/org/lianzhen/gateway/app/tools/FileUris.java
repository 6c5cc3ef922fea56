package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.json.BulkDataUris;

/**
 * Names values that stay in their file: where they lie in it, or for compressed pixel data the path of their element.
 */
record FileUris(Path file) implements BulkDataUris {
    @Override
    public @Nullable String uri(String path, Element element) {
        return switch (element) {
            case BulkValue bulk -> file.toUri() + "?offset=" + bulk.data().offset() + "&length="
                    + bulk.data().length();
            case Fragments fragments -> file.toUri() + "#" + path;
            default -> null;
        };
    }
}
