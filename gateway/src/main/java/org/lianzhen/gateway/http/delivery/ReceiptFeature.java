package org.lianzhen.gateway.http.delivery;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.archive.receipt.StudyReceipts;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;

/** Routes below {@code /api/v1/receipts}: whether studies are here as a whole, and people who say so. */
public final class ReceiptFeature implements Feature {
    private static final String STUDY = "/api/v1/receipts/:study";

    private final StudyReceipts receipts;
    private final Reach reach;

    public ReceiptFeature(StudyReceipts receipts, MemberDirectory members) {
        this.receipts = receipts;
        this.reach = new Reach(members);
    }

    @Override
    public String contract() {
        return "receipts.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(STUDY).handler(Guard.of(Operation.VIEW_DELIVERIES)).handler(this::show);
        router.post(STUDY).handler(Guard.of(Operation.SETTLE_RECEIPTS)).handler(Bodies.handler())
                .handler(this::sentInFull);
    }

    private static String study(RoutingContext request) {
        return Objects.requireNonNull(request.pathParam("study"));
    }

    private void show(RoutingContext request) {
        Set<String> units = reach.units(Requests.caller(request), Operation.VIEW_DELIVERIES);
        Answers.when(request, receipts.of(study(request), units), found -> Answers.json(request,
                json(found.orElseThrow(ReceiptFeature::unknown))));
    }

    static JsonObject json(Receipt receipt) {
        return new JsonObject().put("state", receipt.state().name())
                .put("rule", receipt.rule() == null ? null : receipt.rule().name())
                .put("since", receipt.since() == null ? null : receipt.since().toString());
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-study", "There is no such study that you may decide about."));
    }

    private void sentInFull(RoutingContext request) {
        Caller caller = Requests.caller(request);
        var said = new SentInFull(study(request), reach.units(caller, Operation.SETTLE_RECEIPTS),
                instances(Bodies.json(request)),
                caller.actor(Operation.SETTLE_RECEIPTS));
        Answers.when(request, receipts.sentInFull(said), result -> {
            switch (result) {
                case SentInFull.Result.Done() -> Answers.empty(request);
                case SentInFull.Result.Unknown() -> throw unknown();
                case SentInFull.Result.Differs(int here) -> throw new ProblemException(
                        Problem.conflict("other-count", here + " instances are here. Send the others, or say none."));
            }
        });
    }

    private static @Nullable Integer instances(JsonObject body) {
        Object value = body.getValue("instances");
        if (value == null || (value instanceof Integer count && count > 0)) {
            return (Integer) value;
        }
        throw new ProblemException(Problem.unprocessable("field", "\"instances\" must be a number above 0."));
    }
}
