package org.lianzhen.gateway.http.charset;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.intake.CharsetProposal;
import org.lianzhen.gateway.intake.CharsetProposal.State;
import org.lianzhen.gateway.intake.CharsetProposals;
import org.lianzhen.gateway.intake.CharsetStore.Decided;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.MemberDirectory;

/** Lists proposals of studies that the caller's unit may see, and takes decisions on those that it owns. */
public final class CharsetFeature implements Feature {
    private static final String PROPOSALS = "/api/v1/charset-proposals";
    private static final int MOST = 200;

    private final CharsetProposals proposals;
    private final MemberDirectory members;
    private final Reach reach;
    private final AuditLog audit;

    public CharsetFeature(CharsetProposals proposals, MemberDirectory members, AuditLog audit) {
        this.proposals = proposals;
        this.members = members;
        this.reach = new Reach(members);
        this.audit = audit;
    }

    private interface Decision {
        CompletionStage<Decided> on(UUID proposal, AuditEvent.Actor by);
    }

    @Override
    public void mount(Router router) {
        router.get(PROPOSALS).handler(Guard.of(Operation.VIEW_CONFLICTS)).handler(this::list);
        decision(router, "accept", proposals::accept);
        decision(router, "dismiss", proposals::dismiss);
        decision(router, "undo", proposals::undo);
    }

    private void decision(Router router, String name, Decision decision) {
        router.post(PROPOSALS + "/:id/" + name).handler(Guard.of(Operation.SETTLE_CONFLICTS))
                .handler(request -> decide(request, decision));
    }

    private Set<String> units(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.VIEW_CONFLICTS);
    }

    private void list(RoutingContext request) {
        State state = state(request.queryParams().get("state"));
        AuditEvent event = AuditEvent.success(Requests.caller(request).actor(Operation.VIEW_CONFLICTS),
                AuditAction.PATIENT_SEARCH, "").with(Map.of("what", "charset proposals", "state", state.name()));
        Answers.when(request, audit.append(event).thenCompose(kept -> proposals.list(state, units(request), MOST)),
                found -> Answers.json(request,
                        new JsonObject().put("items", new JsonArray(found.stream().map(this::json).toList()))));
    }

    private static State state(@Nullable String text) {
        try {
            return text == null ? State.OPEN : State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest("state", "state is open, accepted, dismissed or assumed."));
        }
    }

    /** What the caller may not even see is unknown. */
    private void decide(RoutingContext request, Decision decision) {
        UUID id = Requests.id(request, CharsetFeature::unknown);
        Set<String> units = units(request);
        AuditEvent.Actor by = Requests.caller(request).actor(Operation.SETTLE_CONFLICTS);
        Answers.when(request, proposals.find(id).thenCompose(found -> {
            if (found.filter(one -> units.contains(one.unit())).isEmpty()) {
                throw unknown();
            }
            return decision.on(id, by);
        }), decided -> answer(request, decided));
    }

    private void answer(RoutingContext request, Decided decided) {
        switch (decided) {
            case Decided.Done(CharsetProposal proposal) -> Answers.json(request, json(proposal));
            case Decided.Unknown() -> throw unknown();
            case Decided.NotYours() -> throw new ProblemException(Problem.forbidden("other-unit",
                    "Another unit owns the study, and decides."));
            case Decided.Already() -> throw new ProblemException(Problem.conflict("already-decided",
                    "The proposal is in another state by now; look at it again."));
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-proposal", "There is nothing to decide under this id."));
    }

    private JsonObject json(CharsetProposal proposal) {
        JsonObject json = new JsonObject().put("id", proposal.id().toString()).put("unit", proposal.unit())
                .put("studyInstanceUid", proposal.studyUid()).put("source", proposal.source())
                .put("proposed", proposal.proposed()).put("confidence", proposal.confidence())
                .put("reason", proposal.reason()).put("currentName", proposal.names().current())
                .put("proposedName", proposal.names().proposed()).put("state", proposal.state().name())
                .put("proposedAt", proposal.proposedAt().toString());
        return offersNode(proposal) ? json.put("offer",
                new JsonObject().put("node", proposal.source()).put("assumedCharset", proposal.proposed())) : json;
    }

    /** Whether the node may be told to be one that always writes so. */
    private boolean offersNode(CharsetProposal proposal) {
        return proposal.state() == State.ACCEPTED && members.members().node(proposal.source())
                .map(DicomNode::assumedCharset).isEmpty() && members.members().node(proposal.source()).isPresent();
    }
}
