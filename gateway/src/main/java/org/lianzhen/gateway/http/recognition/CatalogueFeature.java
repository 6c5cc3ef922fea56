package org.lianzhen.gateway.http.recognition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Explained;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.recognition.Catalogue;
import org.lianzhen.gateway.recognition.CatalogueProposals;
import org.lianzhen.gateway.recognition.DeclineReason;
import org.lianzhen.gateway.recognition.RecognitionItem;
import org.lianzhen.gateway.version.DocumentBook;
import org.lianzhen.gateway.version.DocumentException;
import org.lianzhen.gateway.version.DocumentVersion;

/** What is recognised, and by which rules; a change is proposed by one person and approved by another. */
public final class CatalogueFeature implements Feature {
    private static final String ROOT = "/api/v1/recognition/catalogue";
    private static final String PROPOSALS = ROOT + "/proposals";
    private static final int LARGEST_DOCUMENT = 1024 * 1024;
    private static final int LONGEST_TEXT = 500;
    private static final int TOLD = 100;

    private final DocumentBook<Catalogue> catalogue;
    private final CatalogueProposals proposals;

    public CatalogueFeature(DocumentBook<Catalogue> catalogue, CatalogueProposals proposals) {
        this.catalogue = catalogue;
        this.proposals = proposals;
    }

    @Override
    public String contract() {
        return "catalogue.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_CATALOGUE)).handler(this::show);
        router.get(ROOT + "/versions").handler(Guard.of(Operation.VIEW_CATALOGUE))
                .handler(request -> Answers.when(request, catalogue.versions(TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(CatalogueFeature::json).toList())))));
        router.get(PROPOSALS).handler(Guard.of(Operation.EDIT_CATALOGUE))
                .handler(request -> Answers.when(request, proposals.newest(TOLD),
                        all -> Answers.json(request, new JsonObject().put("items",
                                new JsonArray(all.stream().map(CatalogueFeature::json).toList())))));
        router.post(PROPOSALS).handler(Guard.of(Operation.EDIT_CATALOGUE))
                .handler(Bodies.handler(2 * LARGEST_DOCUMENT)).handler(this::propose);
        router.post(PROPOSALS + "/:id/approval").handler(Guard.of(Operation.EDIT_CATALOGUE)).handler(Bodies.handler())
                .handler(request -> settle(request, true));
        router.post(PROPOSALS + "/:id/refusal").handler(Guard.of(Operation.EDIT_CATALOGUE)).handler(Bodies.handler())
                .handler(request -> settle(request, false));
    }

    private void show(RoutingContext request) {
        DocumentBook.InForce<Catalogue> now = catalogue.inForce();
        VersionTag.put(request, now.version().number());
        Answers.json(request, json(now.version())
                .put("items", new JsonArray(now.content().items().stream()
                        .sorted(Comparator.comparing(RecognitionItem::code)).map(CatalogueFeature::json).toList()))
                .put("reasons", reasons(now.content())));
    }

    static JsonArray reasons(Catalogue catalogue) {
        return new JsonArray(catalogue.reasons().stream().map(CatalogueFeature::json).toList());
    }

    private static JsonObject json(DeclineReason reason) {
        return new JsonObject().put("code", reason.code()).put("text", JudgementJson.of(reason.text()))
                .put("leastText", reason.leastText()).put("of", reason.of());
    }

    private static JsonObject json(RecognitionItem item) {
        return new JsonObject().put("code", item.code())
                .put("name", new JsonObject().put("zh", item.name().zh()).put("en", item.name().en()))
                .put("category", item.category().name()).put("modality", item.subject().modality())
                .put("bodyParts", new JsonArray(item.subject().bodyParts().stream().sorted().toList()))
                .put("laterality", item.subject().laterality()).put("contrast", item.subject().contrast().name())
                .put("validityDays", item.validityDays()).put("imagesRequired", item.imagesRequired())
                .put("covers", new JsonArray(item.covers().stream().sorted().toList()))
                .put("price", item.price().toPlainString()).put("issuedBy", item.issuedBy().name())
                .put("sensitive", item.sensitive());
    }

    private static JsonObject json(DocumentVersion version) {
        return new JsonObject().put("version", version.number()).put("author", version.author())
                .put("madeAt", version.madeAt().toString()).put("document", version.document());
    }

    private static JsonObject json(CatalogueProposals.Proposal proposal) {
        CatalogueProposals.Decision decision = proposal.decision();
        JsonObject json = new JsonObject().put("id", proposal.id().toString()).put("base", proposal.base())
                .put("author", proposal.author()).put("document", proposal.document()).put("why", proposal.why())
                .put("madeAt", proposal.madeAt().toString()).put("state", proposal.state().name());
        return json.put("decision", decision == null ? null
                : new JsonObject().put("by", decision.by()).put("at", decision.at().toString())
                        .put("remark", decision.remark()).put("version", decision.version()));
    }

    /** What cannot be read is not proposed. */
    private void propose(RoutingContext request) {
        JsonObject body = Bodies.json(request);
        var draft = new CatalogueProposals.Draft(VersionTag.wanted(request),
                Bodies.text(body, "document", LARGEST_DOCUMENT), Bodies.text(body, "why", LONGEST_TEXT),
                Requests.caller(request).actor(Operation.EDIT_CATALOGUE));
        Answers.when(request,
                Explained.by(catalogue.rehearse(draft.document()), CatalogueFeature::problem)
                        .thenCompose(read -> proposals.propose(draft)),
                id -> Answers.json(request, 201, new JsonObject().put("id", id.toString())));
    }

    private static @Nullable Problem problem(Throwable fault) {
        return fault instanceof DocumentException wrong
                ? Problem.unprocessable("catalogue", String.join("; ", wrong.problems()))
                : null;
    }

    private void settle(RoutingContext request, boolean approved) {
        UUID id = Requests.id(request, CatalogueFeature::unknown);
        JsonObject body = Bodies.json(request);
        String remark = approved && !body.containsKey("remark") ? "" : Bodies.text(body, "remark", LONGEST_TEXT);
        var settlement = new CatalogueProposals.Settlement(id, approved, remark,
                Requests.caller(request).actor(Operation.EDIT_CATALOGUE));
        Answers.when(request,
                proposals.settle(settlement).thenCompose(outcome -> catalogue.load().thenApply(loaded -> outcome)),
                outcome -> {
                    switch (outcome) {
                        case DONE -> Answers.empty(request);
                        case UNKNOWN -> throw unknown();
                        case OWN -> throw new ProblemException(Problem.forbidden("own-proposal",
                                "Another person than its author decides on a proposal."));
                        case SETTLED -> throw new ProblemException(
                                Problem.conflict("settled", "Somebody has decided on it already."));
                        case STALE -> throw new ProblemException(Problem.stale(
                                "Another version was put in force meanwhile: propose the change anew from that."));
                    }
                });
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-proposal", "There is no such proposal."));
    }
}
