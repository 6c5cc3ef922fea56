package org.lianzhen.gateway.http.patient;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.PatientIndex;

/** Takes decisions about links, each of which is in the audit log before it is in force. */
final class LinkDecisions {
    private final PatientIndex index;
    private final AuditLog audit;

    LinkDecisions(PatientIndex index, AuditLog audit) {
        this.index = index;
        this.audit = audit;
    }

    /** What can be decided. */
    enum Kind {
        LINK("link", AuditAction.PATIENT_LINK), UNLINK("unlink", AuditAction.PATIENT_UNLINK),
        /** A refused proposal keeps two records apart. */
        DISMISS("dismiss-link", AuditAction.PATIENT_UNLINK);

        private final String path;
        private final AuditAction action;

        Kind(String path, AuditAction action) {
            this.path = path;
            this.action = action;
        }

        String path() {
            return path;
        }
    }

    CompletionStage<Void> decide(Caller caller, Kind kind, Link link) {
        AuditEvent event = AuditEvent.success(caller.actor(Operation.LINK_PATIENTS), kind.action,
                link.first().toString()).with(about(kind, link));
        return audit.append(event).thenCompose(kept -> decide(kind, link)).thenCompose(outcome -> outcome
                .equals(new Link.Outcome.Done())
                        ? CompletableFuture.completedStage(null)
                        : audit.append(failed(event))
                                .thenCompose(kept -> CompletableFuture.failedStage(refusal(outcome))));
    }

    /** When the records are neither those of the caller's unit nor in its care. */
    CompletionStage<Void> refuse(Caller caller, Kind kind, Link link) {
        AuditEvent event = AuditEvent.refused(caller.actor(Operation.LINK_PATIENTS), kind.action,
                link.first().toString()).with(about(kind, link));
        return audit.append(event).thenCompose(kept -> CompletableFuture.failedStage(
                new ProblemException(
                        Problem.forbidden("not-your-records", "Your unit may read both records, and neither "
                                + "is its own: one of their units, or the one with the imaging centre, decides about them."))));
    }

    private static Map<String, String> about(Kind kind, Link link) {
        return Map.of("other", link.second().toString(), "decision", kind.name());
    }

    private CompletionStage<Link.Outcome> decide(Kind kind, Link link) {
        return switch (kind) {
            case LINK -> index.link(link);
            case UNLINK -> index.unlink(link);
            case DISMISS -> index.dismiss(link);
        };
    }

    private static AuditEvent failed(AuditEvent event) {
        return new AuditEvent(event.actor(), event.action(), AuditEvent.Outcome.FAILED, event.object(),
                event.details());
    }

    private static ProblemException refusal(Link.Outcome outcome) {
        return switch (outcome) {
            case Link.Outcome.Unknown() -> PatientFeature.unknown();
            case Link.Outcome.TooMany() -> new ProblemException(Problem.conflict("too-many-records",
                    "One person cannot have so many records; unlink wrong ones first."));
            case Link.Outcome.Done(),Link.Outcome.Unchanged(),Link.Outcome.Separated() -> new ProblemException(
                    Problem.conflict("nothing-to-decide", "The two records are not what this decision is about; "
                            + "look at them again. Only records that were linked with each other can be unlinked."));
        };
    }
}
