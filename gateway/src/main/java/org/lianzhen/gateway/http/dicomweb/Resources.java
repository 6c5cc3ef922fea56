package org.lianzhen.gateway.http.dicomweb;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.gateway.archive.Scope;

/** The paths under which studies, series and instances are found, below the site (PS3.18 section 10.1). */
public final class Resources {
    public static final String STUDIES = "/dicom-web/studies";

    private Resources() {}

    /** Whether a text can be a UID; what else is in it could be part of a path. */
    public static boolean isUid(@Nullable String text) {
        return text != null && Uid.isPlausible(text);
    }

    public static String path(Scope scope) {
        StringBuilder path = new StringBuilder(STUDIES).append('/').append(scope.study());
        if (scope.series() != null) {
            path.append("/series/").append(scope.series());
        }
        if (scope.instance() != null) {
            path.append("/instances/").append(scope.instance());
        }
        return path.toString();
    }
}
