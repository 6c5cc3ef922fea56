package org.lianzhen.gateway.http.notice;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Policy;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.notify.Notice;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.notify.Notices;

/** Routes below {@code /api/v1/notices}. People see what they were told; who oversees a unit sees what is the unit's. */
public final class NoticeFeature implements Feature {
    private static final String ROOT = "/api/v1/notices";
    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private final NoticeStore store;
    private final Notices notices;

    public NoticeFeature(NoticeStore store, Notices notices) {
        this.store = store;
        this.notices = notices;
    }

    @Override
    public void mount(Router router) {
        router.get(ROOT).handler(Guard.of(Operation.VIEW_NOTICES)).handler(this::list);
        router.get(ROOT + "/:id").handler(Guard.of(Operation.VIEW_NOTICES))
                .handler(request -> visible(request, notice -> Answers.json(request, NoticeJson.of(notice))));
        router.get(ROOT + "/:id/attempts").handler(Guard.of(Operation.VIEW_NOTICES)).handler(this::attempts);
        router.post(ROOT + "/:id/acknowledgement").handler(Guard.of(Operation.VIEW_NOTICES))
                .handler(request -> end(request, id -> notices.acknowledge(id,
                        Requests.caller(request).actor(Operation.VIEW_NOTICES))));
        router.post(ROOT + "/:id/withdrawal").handler(Guard.of(Operation.OVERSEE_NOTICES))
                .handler(Bodies.handler()).handler(this::withdraw);
    }

    private void withdraw(RoutingContext request) {
        String reason = Bodies.text(Bodies.json(request), "reason", LONGEST_REASON).strip();
        end(request, id -> notices.withdraw(id, Requests.caller(request).actor(Operation.OVERSEE_NOTICES), reason));
    }

    private void list(RoutingContext request) {
        if ("unit".equals(said(request, "scope"))) {
            Guard.require(request, Operation.OVERSEE_NOTICES,
                    () -> tell(request, selection(request, null, Requests.caller(request).unit())));
        } else {
            tell(request, selection(request, Requests.caller(request).account(), null));
        }
    }

    private static NoticeStore.Selection selection(RoutingContext request, @Nullable String told,
            @Nullable String unit) {
        String before = said(request, "before");
        String limit = said(request, "limit");
        try {
            return new NoticeStore.Selection(told, unit, filter(request),
                    before == null ? null : UUID.fromString(before),
                    limit == null ? MOST : Math.clamp(Integer.parseInt(limit), 1, MOST));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ProblemException(Problem.badRequest("parameter", "\"state\" is some of "
                    + Stream.of(Notice.State.values()).toList() + ", \"from\" and \"to\" are moments such as "
                    + "2026-01-31T00:00:00Z, \"before\" is the id of a notice, \"limit\" a number."));
        }
    }

    private static NoticeStore.Filter filter(RoutingContext request) {
        String states = said(request, "state");
        String from = said(request, "from");
        String to = said(request, "to");
        return new NoticeStore.Filter(
                states == null ? Set.of() : Stream.of(states.split(",", -1)).map(Notice.State::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                said(request, "kind"),
                from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to));
    }

    private static @Nullable String said(RoutingContext request, String name) {
        String value = request.request().getParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private void tell(RoutingContext request, NoticeStore.Selection selection) {
        Answers.when(request, store.list(selection), found -> {
            JsonObject answer = new JsonObject().put("items",
                    new JsonArray(found.stream().map(NoticeJson::of).toList()));
            if (found.size() == selection.limit()) {
                answer.put("next", found.getLast().id().toString());
            }
            Answers.json(request, answer);
        });
    }

    private void attempts(RoutingContext request) {
        visible(request, notice -> Answers.when(request, store.attempts(notice.id()),
                all -> Answers.json(request, new JsonObject().put("items",
                        new JsonArray(all.stream().map(NoticeJson::of).toList())))));
    }

    /** What a person may not see is unknown like what is not there. */
    private void visible(RoutingContext request, Consumer<Notice> next) {
        UUID id = Requests.id(request, NoticeFeature::unknown);
        Caller caller = Requests.caller(request);
        Answers.when(request, store.find(id), found -> next
                .accept(found.filter(notice -> concerns(caller, notice)).orElseThrow(NoticeFeature::unknown)));
    }

    private static boolean concerns(Caller caller, Notice notice) {
        return notice.progress().told().contains(caller.account())
                || (Policy.permits(caller, Operation.OVERSEE_NOTICES) && notice.matter().unit().equals(caller.unit()));
    }

    /** Ends a notice. */
    private interface Ending {
        CompletionStage<Boolean> of(UUID id);
    }

    private void end(RoutingContext request, Ending ending) {
        visible(request, notice -> Answers.when(request,
                ending.of(notice.id()).thenCompose(done -> store.find(notice.id()).thenApply(
                        now -> done ? now : now.filter(other -> ends(other, Requests.caller(request))))),
                now -> Answers.json(request, NoticeJson.of(now.orElseThrow(() -> new ProblemException(Problem
                        .conflict("notice-ended", "Somebody else has taken it, or it has ceased; get it again.")))))));
    }

    /** Whoever says the same twice is answered the same. */
    private static boolean ends(Notice notice, Caller caller) {
        Notice.Ending ending = notice.progress().ending();
        return ending != null && ending.by().equals(caller.account())
                && List.of(Notice.State.ACKNOWLEDGED, Notice.State.WITHDRAWN).contains(notice.progress().state());
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("no-such-notice", "There is no notice with this id for you."));
    }
}
