package org.lianzhen.gateway.http.dicomweb.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.intake.Uploaded.Fault;
import org.lianzhen.gateway.intake.Uploaded.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever sent a request what became of it, after what was refused has been written down. */
final class StoreAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAnswer.class);

    private final RoutingContext request;
    private final StoreTrail trail;
    private final String base;

    /** @param base what addresses of ours begin with */
    StoreAnswer(RoutingContext request, StoreTrail trail, String base) {
        this.request = request;
        this.trail = trail;
        this.base = base;
    }

    static Problem noRoom() {
        return new Problem(507, "no-room", "No room",
                "Nothing is taken until there is room again; then send it again.");
    }

    /** @param lost whether nobody hears the answer */
    void give(StoreOutcome outcome, boolean lost) {
        log(outcome, lost);
        CompletionStage<Void> written = trail.write(outcome);
        if (lost) {
            written.whenComplete((done, fault) -> {
                if (fault != null) {
                    LOG.error("What was refused of {} before its connection ended could not be written down: {}",
                            trail.actor().name(), fault.getMessage());
                }
            });
            return;
        }
        CompletionStage<Buffer> answer = written.thenCompose(done -> body(outcome));
        Answers.when(request, answer, body -> request.response().setStatusCode(outcome.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, BodyType.DICOM_JSON).end(body));
    }

    /** Many files make a long answer, too long for the event loop. Exceptionally with a problem when there is nothing to tell of files. */
    private CompletionStage<Buffer> body(StoreOutcome outcome) {
        Problem problem = problem(outcome);
        return problem != null ? CompletableFuture.failedStage(new ProblemException(problem))
                : Answers.aside(() -> Buffer.buffer(StoreResponse.json(outcome, base).toArray()));
    }

    private static @Nullable Problem problem(StoreOutcome outcome) {
        if (outcome.isAnyKept()) {
            return null;
        }
        if (outcome.isAnyRefusedBy(Fault.INDEX)) {
            return Problem.unavailable("Nothing was stored, because the database does not answer; send it again.");
        }
        if (outcome.isAnyRefusedBy(Fault.STORAGE)) {
            return noRoom();
        }
        if (!outcome.files().isEmpty()) {
            return null;
        }
        return Problem.badRequest("multipart", outcome.broken() == null ? "There is no file in it."
                : "It cannot be taken apart: " + outcome.broken() + ".");
    }

    private void log(StoreOutcome outcome, boolean lost) {
        AuditEvent.Actor actor = trail.actor();
        if (lost || outcome.broken() != null) {
            LOG.warn("An upload of {} at {} ended in the middle after {} files: {}", actor.name(), actor.source(),
                    outcome.files().size(), lost ? "the connection was lost" : outcome.broken());
        }
        if (outcome.files().isEmpty() && outcome.broken() == null && !lost) {
            LOG.warn("An upload of {} at {} was refused: there is no file in it", actor.name(), actor.source());
        }
        outcome.refused().findFirst().map(Refused::why)
                .ifPresent(why -> LOG.warn("{} of {} files of {} at {} were refused; the first because: {}",
                        outcome.refused().count(), outcome.files().size(), actor.name(), actor.source(), why));
    }
}
