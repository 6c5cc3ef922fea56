package org.lianzhen.gateway.http.print;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.regex.Pattern;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;

/**
 * Takes down that a page is printed. A browser prints what it shows already, so that nothing can be refused here: a client that says
 * it of itself is believed, and {@code STUDY_VIEW} tells who could have printed without a word.
 */
public final class PrintFeature implements Feature {
    private static final String PATH = "/api/v1/prints";
    private static final int LARGEST = 1024;
    private static final Pattern PAGE = Pattern.compile("[a-z0-9-]{1,60}");

    @Override
    public void mount(Router router) {
        router.post(PATH).handler(Guard.anySession()).handler(Bodies.handler(LARGEST)).handler(PrintFeature::printed);
    }

    private static void printed(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        String page = Bodies.optionalText(body, "page", LARGEST);
        String study = Bodies.optionalText(body, "study", LARGEST);
        if (!PAGE.matcher(page).matches()) {
            throw new ProblemException(Problem.unprocessable("field", "\"page\" must be the name of a page."));
        }
        if (!study.isEmpty() && !Resources.isUid(study)) {
            throw new ProblemException(Problem.unprocessable("field", "\"study\" must be a Study Instance UID."));
        }
        AuditEvent event = AuditEvent.success(Requests.caller(request).actor(), AuditAction.PAGE_PRINT, study)
                .with(Map.of("page", page));
        Answers.audited(request, event, () -> Answers.empty(request));
    }
}
