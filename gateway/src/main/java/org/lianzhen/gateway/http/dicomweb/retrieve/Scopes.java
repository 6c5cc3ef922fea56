package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** The places under which studies, series and instances are found. */
final class Scopes {
    static final String STUDY = Resources.STUDIES + "/:study";
    static final String SERIES = STUDY + "/series/:series";
    static final String INSTANCE = SERIES + "/instances/:instance";

    private Scopes() {}

    /** What the path of a request names. */
    static Scope of(RoutingContext request) {
        return of(request.pathParam("study"), request.pathParam("series"), request.pathParam("instance"));
    }

    /** What is no UID names nothing. */
    static Scope of(@Nullable String study, @Nullable String series, @Nullable String instance) {
        if (study == null || !Resources.isUid(study) || !(series == null || Resources.isUid(series))
                || !(instance == null || Resources.isUid(instance))) {
            throw absent();
        }
        return new Scope(study, series, instance);
    }

    /** For what is not there, and for what the caller may not know to be there. */
    static ProblemException absent() {
        return new ProblemException(Problem.notFound("no-such-instance",
                "There is no such study, series or instance here, or none that your unit may see."));
    }

    /** Address of an instance below the site. */
    static String path(KeptObject object) {
        return Resources.path(new Scope(object.study(), object.series(), object.sopInstanceUid()));
    }
}
