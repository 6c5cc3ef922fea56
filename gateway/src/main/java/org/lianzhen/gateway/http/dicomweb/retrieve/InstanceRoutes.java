package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.dicomweb.retrieve.Rendition.Form;

/** Whole instances (PS3.18 section 10.4.1.1.1 to 3). */
final class InstanceRoutes {
    private static final String DICOM = "application/dicom";
    private static final String OFFERED = "Instances come as multipart/related; type=\"application/dicom\", a single one "
            + "also as application/dicom.";

    private final Holdings holdings;
    private final InstanceBodies instances;
    private final Sender sender;
    private final Handouts handouts;

    InstanceRoutes(Holdings holdings, InstanceBodies instances, Sender sender, Handouts handouts) {
        this.holdings = holdings;
        this.instances = instances;
        this.sender = sender;
        this.handouts = handouts;
    }

    /** Answers for a study, a series or an instance. */
    void answer(RoutingContext request) {
        Scope scope = Scopes.of(request);
        List<MediaRange> ranges = Accept.of(request).wanting(DICOM);
        if (ranges.isEmpty()) {
            throw Accept.refusal(OFFERED);
        }
        boolean single = !ranges.getFirst().takesMultipart();
        if (single && scope.instance() == null) {
            throw Accept.refusal(OFFERED);
        }
        List<String> wanted = Renditions
                .wanted(ranges.stream().filter(range -> range.takesMultipart() != single).toList());
        Answers.when(request,
                holdings.of(request, scope).thenCompose(objects -> Answers.aside(() -> chosen(objects, wanted))),
                chosen -> Answers.when(request,
                        handouts.export(Requests.caller(request), scope, details(scope, chosen.renditions().size())),
                        told -> {
                            if (single) {
                                single(request, chosen.renditions().getFirst());
                            } else {
                                sender.make(request, () -> multipart(chosen));
                            }
                        }));
    }

    /**
     * What goes out.
     *
     * @param asked how many instances there are
     */
    private record Chosen(List<Rendition> renditions, List<String> wanted, int asked) {}

    private static Chosen chosen(List<KeptObject> objects, List<String> wanted) {
        return new Chosen(Renditions.ofAll(objects, wanted), wanted, objects.size());
    }

    static Map<String, String> details(Scope scope, int instances) {
        String series = scope.series();
        String instance = scope.instance();
        return Map.of("series", series == null ? "" : series, "instance", instance == null ? "" : instance,
                "instances", Integer.toString(instances));
    }

    void single(RoutingContext request, Rendition rendition) {
        Head head = Head.ok(rendition.mediaType()).with("Content-Location", Scopes.path(rendition.object()));
        String tag = Tags.of(rendition);
        if (rendition.form() == Form.AS_KEPT) {
            new SinglePart(sender).send(request, head, tag, instances.asKept(rendition.object()));
        } else {
            new SinglePart(sender).make(request, head, tag, () -> instances.open(rendition));
        }
    }

    /** Who gets some and not all is told so (PS3.18 table 10.4.3-1). */
    private Sender.Answer multipart(Chosen chosen) {
        var body = new MultipartBody(DICOM, new InstanceParts(instances, chosen.wanted()).of(chosen.renditions()));
        Head head = Head.ok(body.contentType());
        int missing = chosen.asked() - chosen.renditions().size();
        return new Sender.Answer(missing == 0 ? head
                : head.status(206).with("Warning", "299 lianzhen \"" + missing + " of " + chosen.asked()
                        + " instances cannot be had in the transfer syntax asked for and are left out\""),
                body);
    }

    /** For a scope with more in it than one answer may hold. */
    static ProblemException tooMany(int most) {
        return new ProblemException(Problem.notAcceptable("too-many",
                "There are more than " + most + " instances; ask series by series, or for single ones."));
    }
}
