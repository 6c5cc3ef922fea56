package org.lianzhen.gateway.http.dicomweb.store;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.intake.Uploads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes instances for the caller's unit. Whatever can be refused by the head of a request is refused before its body is read. */
public final class StoreFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFeature.class);
    /** Faults from here on are logged for every request. */
    private static final int OURS = 500;
    private static final String STUDY = "StudyInstanceUID";

    private final Uploads uploads;
    private final AuditLog audit;
    private final Links links;
    private final InFlight inFlight = new InFlight();

    public StoreFeature(Uploads uploads, AuditLog audit, Links links) {
        this.uploads = uploads;
        this.audit = audit;
        this.links = links;
    }

    @Override
    public void mount(Router router) {
        for (String path : new String[]{ Resources.STUDIES, Resources.STUDIES + "/:" + STUDY }) {
            router.post(path).handler(EarlyAnswer::watch).handler(Guard.of(Operation.STORE_STUDIES))
                    .handler(this::take);
        }
    }

    private void take(RoutingContext request) {
        try {
            store(request);
        } catch (ProblemException e) {
            if (e.problem().status() < OURS) {
                LOG.warn("An upload of {} at {} was refused: {}", Requests.caller(request).account(),
                        Requests.source(request), e.getMessage());
            }
            throw e;
        }
    }

    private void store(RoutingContext request) {
        String study = study(request);
        Accept.require(request, BodyType.DICOM_JSON, "application/json");
        requirePlain(request);
        BodyType type = BodyType.of(request.request().getHeader(HttpHeaders.CONTENT_TYPE));
        if (uploads.isFull()) {
            throw new ProblemException(StoreAnswer.noRoom());
        }
        String address = links.base(request);
        AuditEvent.Actor by = Requests.caller(request).actor(Operation.STORE_STUDIES);
        var uploader = new Uploads.Uploader(by, address + Resources.STUDIES, study);
        var answer = new StoreAnswer(request, new StoreTrail(audit, by, study), address);
        Bodies.ask(request);
        new StoreRequest(request, new UploadedFiles(uploads, uploader, request.vertx(), inFlight), answer).run(type);
    }

    private static @Nullable String study(RoutingContext request) {
        String study = request.pathParam(STUDY);
        if (study != null && !Resources.isUid(study)) {
            throw new ProblemException(Problem.badRequest("uid", "What stands behind /studies/ is no UID."));
        }
        return study;
    }

    private static void requirePlain(RoutingContext request) {
        String encoding = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(Problem.unsupportedMediaType("Send the body without Content-Encoding."));
        }
    }
}
