package org.lianzhen.gateway.http.link;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.LinkOrder;
import org.lianzhen.gateway.link.LinkReport;
import org.lianzhen.gateway.link.LinkTarget;
import org.lianzhen.gateway.link.LinkWatcher;
import org.lianzhen.gateway.link.WebPeer;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.MemberDirectory;

/** Routes below {@code /api/v1/links}. An examination is answered when it has ended, within two minutes. */
public final class LinkFeature implements Feature {
    private static final String ROOT = "/api/v1/links";
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_WATCH = 64;
    private static final int LONGEST_AE_TITLE = 16;
    private static final int HIGHEST_PORT = 65_535;

    private final LinkDoctor doctor;
    private final Known known;
    private final News news;
    private final LastReports last = new LastReports();

    /**
     * What nodes and services are examined.
     *
     * @param web services among the destinations of the routes in force, by code
     * @param local whether nobody but this machine calls us: then nodes that are no member's may be on it, too
     */
    public record Known(MemberDirectory members, Function<String, Optional<WebPeer>> web, boolean local) {}

    /**
     * Who else wants to know; nobody is waited for.
     *
     * @param step tells an account of a step of an examination that it watches
     * @param examined tells that there is a new last result of some node
     */
    public record News(BiConsumer<String, JsonObject> step, Runnable examined) {}

    public LinkFeature(LinkDoctor doctor, Known known, News news) {
        this.doctor = doctor;
        this.known = known;
        this.news = news;
    }

    @Override
    public void mount(Router router) {
        router.post(ROOT + "/examination").handler(Guard.of(Operation.EXAMINE_LINKS)).handler(Bodies.handler())
                .handler(request -> examine(request, stranger(Bodies.json(request)), found -> {}));
        router.post(ROOT + "/destinations/:code/examination").handler(Guard.of(Operation.EXAMINE_LINKS))
                .handler(Bodies.handler()).handler(this::examineWeb);
        router.get(ROOT).handler(Guard.of(Operation.EXAMINE_LINKS)).handler(this::all);
        router.get(ROOT + "/:aeTitle/examination").handler(Guard.of(Operation.EXAMINE_LINKS)).handler(this::lastOf);
        router.post(ROOT + "/:aeTitle/examination").handler(Guard.of(Operation.EXAMINE_LINKS))
                .handler(Bodies.handler()).handler(request -> examine(request, member(request), found -> {
                    last.put(new LastReports.Last(found, Requests.caller(request).account()));
                    news.examined().run();
                }));
    }

    private void all(RoutingContext request) {
        Answers.json(request, new JsonObject().put("items",
                new JsonArray(last.all().stream().map(LinkJson::summary).toList())));
    }

    private void lastOf(RoutingContext request) {
        Answers.json(request, last.of(title(request)).map(LinkJson::of).orElseThrow(() -> new ProblemException(
                Problem.notFound("not-examined", "Nobody has examined this node since the start of the gateway."))));
    }

    private static String title(RoutingContext request) {
        return Objects.requireNonNull(request.pathParam("aeTitle"), "aeTitle");
    }

    private LinkTarget member(RoutingContext request) {
        String title = title(request);
        DicomNode node = known.members().members().node(title).orElseThrow(() -> new ProblemException(
                Problem.notFound("no-node", "No member has a node of this AE title.")));
        String host = node.host();
        if (host == null || !node.listens()) {
            throw new ProblemException(Problem.conflict("not-listening",
                    "This node only calls us: it has no host and port. Give them to examine it."));
        }
        return new LinkTarget(title, host, node.port(), node.tls());
    }

    private void examineWeb(RoutingContext request) {
        WebPeer peer = known.web().apply(Objects.requireNonNull(request.pathParam("code"), "code"))
                .orElseThrow(() -> new ProblemException(Problem.notFound("no-service",
                        "No destination of the routes in force is a web service of this code.")));
        boolean store = yes(Bodies.json(request), "store");
        AuditEvent event = event(request, new LinkOrder(peer.target(), store, 0));
        answer(request, doctor.examine(peer, store, watcher(request, event)), event);
    }

    private LinkTarget stranger(JsonObject body) {
        String title = Bodies.text(body, "aeTitle", LONGEST_AE_TITLE);
        if (title.chars().anyMatch(c -> c < ' ' || c > '~' || c == '\\')) {
            throw wrong("\"aeTitle\" must be ASCII characters without backslash.");
        }
        return new LinkTarget(title, Bodies.text(body, "host", LONGEST_HOST), number(body, "port", 1, HIGHEST_PORT),
                yes(body, "tls"), known.local());
    }

    private void examine(RoutingContext request, LinkTarget target, Consumer<LinkReport> ended) {
        JsonObject body = Bodies.json(request);
        int megabytes = body.containsKey("throughputMegabytes")
                ? number(body, "throughputMegabytes", 0, LinkOrder.MOST_MEGABYTES)
                : 0;
        boolean store = yes(body, "store");
        if (megabytes > 0 && !store) {
            throw wrong("\"throughputMegabytes\" needs \"store\": test images stay at the node.");
        }
        var order = new LinkOrder(target, store, megabytes);
        AuditEvent event = event(request, order);
        answer(request, doctor.examine(order, watcher(request, event)).thenApply(found -> {
            found.ifPresent(ended);
            return found;
        }), event);
    }

    /** Puts the beginning on record, and tells whoever wants to watch of each step. */
    private LinkWatcher watcher(RoutingContext request, AuditEvent event) {
        JsonObject body = Bodies.json(request);
        String watch = body.containsKey("watch") ? Bodies.text(body, "watch", LONGEST_WATCH) : null;
        String account = Requests.caller(request).account();
        return new LinkWatcher() {
            @Override
            public CompletionStage<?> begins() {
                return Requests.audit(request).append(event);
            }

            @Override
            public void took(LinkReport.Step step) {
                if (watch != null) {
                    news.step().accept(account, LinkJson.step(step).put("watch", watch));
                }
            }
        };
    }

    private static void answer(RoutingContext request, CompletionStage<Optional<LinkReport>> examined,
            AuditEvent event) {
        Answers.when(request, examined,
                report -> report.ifPresentOrElse(found -> Answers.json(request, LinkJson.of(found)),
                        () -> busy(request, event)));
    }

    private static void busy(RoutingContext request, AuditEvent event) {
        AuditEvent failed = AuditEvent.failed(event.actor(), event.action(), event.object()).with(event.details());
        Answers.audited(request, failed, () -> request.fail(new ProblemException(
                Problem.unavailable("As many nodes are examined as may be; try again in a minute."))));
    }

    private static AuditEvent event(RoutingContext request, LinkOrder order) {
        LinkTarget target = order.target();
        return AuditEvent.success(Requests.caller(request).actor(Operation.EXAMINE_LINKS), AuditAction.LINK_EXAMINE,
                target.aeTitle()).with(
                        Map.of("host", target.host(), "port", String.valueOf(target.port()), "tls",
                                String.valueOf(target.tls()), "store", String.valueOf(order.store()), "megabytes",
                                String.valueOf(order.throughputMegabytes())));
    }

    private static boolean yes(JsonObject body, String name) {
        Object value = body.getValue(name, false);
        if (value instanceof Boolean yes) {
            return yes;
        }
        throw wrong("\"" + name + "\" must be true or false.");
    }

    private static int number(JsonObject body, String name, int least, int most) {
        if (body.getValue(name) instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong("\"" + name + "\" must be a number from " + least + " to " + most + ".");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.unprocessable("field", detail));
    }
}
