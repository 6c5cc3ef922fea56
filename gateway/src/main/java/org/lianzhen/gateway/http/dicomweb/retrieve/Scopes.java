package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** The places under which studies, series and instances are found. */
final class Scopes {
    static final String STUDY = "/dicom-web/studies/:study";
    static final String SERIES = STUDY + "/series/:series";
    static final String INSTANCE = SERIES + "/instances/:instance";
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

    private Scopes() {}

    /** What the path of a request names. */
    static Scope of(RoutingContext request) {
        return of(request.pathParam("study"), request.pathParam("series"), request.pathParam("instance"));
    }

    /** What is no UID names nothing. */
    static Scope of(@Nullable String study, @Nullable String series, @Nullable String instance) {
        if (study == null || !isUid(study) || !(series == null || isUid(series))
                || !(instance == null || isUid(instance))) {
            throw absent();
        }
        return new Scope(study, series, instance);
    }

    static boolean isUid(String text) {
        return UID.matcher(text).matches();
    }

    /** For what is not there, and for what the caller may not know to be there. */
    static ProblemException absent() {
        return new ProblemException(Problem.notFound("no-such-instance",
                "There is no such study, series or instance here, or none that your unit may see."));
    }

    /** Address of an instance below the site. */
    static String path(KeptObject object) {
        return path(new Scope(object.study(), object.series(), object.sopInstanceUid()));
    }

    static String path(Scope scope) {
        StringBuilder path = new StringBuilder("/dicom-web/studies/").append(scope.study());
        if (scope.series() != null) {
            path.append("/series/").append(scope.series());
        }
        if (scope.instance() != null) {
            path.append("/instances/").append(scope.instance());
        }
        return path.toString();
    }
}
