package org.lianzhen.gateway.http.share;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.share.SecondFact;
import org.lianzhen.gateway.access.share.ShareLink;
import org.lianzhen.gateway.access.share.ShareLinkStore;
import org.lianzhen.gateway.access.share.ShareLinks;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.SessionCookie;
import org.lianzhen.gateway.http.dicomweb.Resources;

/** Links to a study: given to its patient by those who treat, opened by whoever has one and knows a second fact. */
public final class ShareFeature implements Feature {
    private static final String OF_STUDY = "/api/v1/studies/:study/share-links";
    private static final String OPEN = "/api/v1/shared";
    private static final int LONGEST_VALID = 30;
    private static final int SHORTEST_REASON = 2;
    private static final int LONGEST = 500;
    private static final int LARGEST_BODY = 4096;

    private final ShareLinks shares;
    private final Reach reach;
    private final Links links;

    /** @param links by which browsers come to us */
    public ShareFeature(ShareLinks shares, Reach reach, Links links) {
        this.shares = shares;
        this.reach = reach;
        this.links = links;
    }

    @Override
    public String contract() {
        return "share.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get(OF_STUDY).handler(Guard.of(Operation.SHARE_STUDIES)).handler(this::list);
        router.post(OF_STUDY).handler(Guard.of(Operation.SHARE_STUDIES)).handler(Bodies.handler(LARGEST_BODY))
                .handler(this::issue);
        router.delete("/api/v1/share-links/:id").handler(Guard.of(Operation.SHARE_STUDIES)).handler(this::revoke);
        router.post(OPEN).handler(Bodies.handler(LARGEST_BODY)).handler(this::open);
        router.delete(OPEN).handler(Guard.anySession()).handler(this::leave);
    }

    private Set<String> units(RoutingContext request) {
        return reach.units(Requests.caller(request), Operation.SHARE_STUDIES);
    }

    private static String study(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw noStudy();
        }
        return study;
    }

    private static ProblemException noStudy() {
        return new ProblemException(
                Problem.notFound("no-such-study", "There is no such study here, or none that your unit may give."));
    }

    private void list(RoutingContext request) {
        Answers.when(request, shares.list(study(request), units(request)), found -> Answers.json(request,
                new JsonObject().put("items", new JsonArray(found.stream().map(ShareFeature::json).toList()))));
    }

    private static JsonObject json(ShareLink link) {
        Instant last = link.use().lastAt();
        return new JsonObject().put("id", link.id().toString()).put("account", link.account())
                .put("reason", link.reason()).put("state", link.state(Instant.now()).name())
                .put("createdAt", link.times().createdAt().toString())
                .put("expiresAt", link.times().expiresAt().toString()).put("opened", link.use().opened())
                .put("openedAt", last == null ? null : last.toString()).put("failures", link.use().failures());
    }

    private void issue(RoutingContext request) {
        String study = study(request);
        JsonObject body = Bodies.json(request);
        String reason = Bodies.text(body, "reason", LONGEST).strip();
        if (reason.length() < SHORTEST_REASON) {
            throw new ProblemException(Problem.unprocessable("reason", "Say what the link is for."));
        }
        var wish = new ShareLinks.Wish(study, reason, valid(body));
        Answers.when(request, shares.issue(Requests.caller(request), wish, units(request)), given -> {
            switch (given.issued()) {
                // after the # of an address, which browsers send to nobody
                case ShareLinkStore.Issued.Made(ShareLink link) -> Answers.json(request, 201,
                        json(link).put("url", links.base(request) + "/shared#" + given.token()));
                case ShareLinkStore.Issued.NoStudy() -> throw noStudy();
                case ShareLinkStore.Issued.NoSecondFact() -> throw new ProblemException(
                        Problem.conflict("no-second-fact",
                                "Neither the date of birth nor the identity card of the patient is known, so nobody could prove to be the patient."));
            }
        });
    }

    private static Duration valid(JsonObject body) {
        if (body.getValue("days") instanceof Integer days && days >= 1 && days <= LONGEST_VALID) {
            return Duration.ofDays(days);
        }
        throw new ProblemException(
                Problem.unprocessable("field", "\"days\" must be a number from 1 to " + LONGEST_VALID + "."));
    }

    private void revoke(RoutingContext request) {
        UUID id = Requests.id(request, ShareFeature::noLink);
        Answers.when(request, shares.revoke(id, Requests.caller(request), units(request)),
                revoked -> Answers.json(request, json(revoked.orElseThrow(ShareFeature::noLink))));
    }

    private static ProblemException noLink() {
        return new ProblemException(Problem.notFound("no-such-link", "There is no such link, or it was taken back."));
    }

    private void open(RoutingContext request) {
        SessionCookie.refuseOtherSites(request);
        JsonObject body = Bodies.json(request);
        String token = Bodies.text(body, "token", LONGEST);
        SecondFact fact = SecondFact.of(Bodies.text(body, "fact", LONGEST))
                .orElseThrow(() -> new ProblemException(Problem.unprocessable("fact",
                        "Give the date of birth as eight digits, such as 19700131, or the last four characters of the identity card.")));
        Answers.when(request, shares.open(token, fact, Requests.from(request)), result -> {
            switch (result) {
                case ShareLinks.Result.In(String session, ShareLink link) -> {
                    SessionCookie.give(request, session);
                    Answers.json(request, new JsonObject().put("studyInstanceUid", link.place().study())
                            .put("expiresAt", link.times().expiresAt().toString()));
                }
                case ShareLinks.Result.Refused(ShareLinkStore.Opened why) -> throw refused(why);
                case ShareLinks.Result.TooMany(Duration pause) -> throw later(pause);
            }
        });
    }

    private static ProblemException later(Duration pause) {
        long seconds = pause.toSeconds() + 1;
        return new ProblemException(
                new Problem(429, "too-many", "Too many attempts from there", "Try again in " + seconds + " seconds."),
                Map.of("Retry-After", String.valueOf(seconds)));
    }

    private static ProblemException refused(ShareLinkStore.Opened why) {
        return new ProblemException(switch (why) {
            case ShareLinkStore.Opened.Wrong(ShareLink link) -> Problem.forbidden("wrong-fact",
                    "That is another than here; "
                            + (ShareLink.MOST_FAILURES - link.use().failures()) + " attempts are left.");
            case ShareLinkStore.Opened.Over(ShareLink link) -> new Problem(410, "link-over", "This link opens no more",
                    "It is " + link.state(Instant.now()) + "; ask who gave it to you for another one.");
            case ShareLinkStore.Opened.Unknown unknown -> notThere();
            case ShareLinkStore.Opened.Yes yes -> notThere();
        });
    }

    private static Problem notThere() {
        return Problem.notFound("no-such-link", "There is no such link; look whether all of it was copied.");
    }

    private void leave(RoutingContext request) {
        Answers.when(request, shares.leave(Requests.session(request)), left -> {
            SessionCookie.take(request);
            Answers.empty(request);
        });
    }
}
