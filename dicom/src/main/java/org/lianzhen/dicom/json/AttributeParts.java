package org.lianzhen.dicom.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Vr;

/** What was found in the object of one attribute, in whatever order. */
final class AttributeParts {
    @Nullable
    Vr vr;
    @Nullable
    List<JsonValue> values;
    byte @Nullable [] binary;
    @Nullable
    String uri;

    /** How many of the three forms of a value are there. */
    int count() {
        return (values == null ? 0 : 1) + (binary == null ? 0 : 1) + (uri == null ? 0 : 1);
    }
}
