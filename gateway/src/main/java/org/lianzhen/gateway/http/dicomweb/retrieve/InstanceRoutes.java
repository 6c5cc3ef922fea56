package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lianzhen.dicom.json.PartHeaders;
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
    private final Instances instances;
    private final Sender sender;
    private final Handouts handouts;

    InstanceRoutes(Holdings holdings, Instances instances, Sender sender, Handouts handouts) {
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
                holdings.of(request, scope).thenCompose(objects -> Answers.aside(() -> renditions(objects, wanted))),
                renditions -> Answers.when(request,
                        handouts.export(Requests.caller(request), scope, details(scope, renditions.size())), told -> {
                            if (single) {
                                single(request, renditions.getFirst());
                            } else {
                                sender.make(request, () -> multipart(renditions));
                            }
                        }));
    }

    private static List<Rendition> renditions(List<KeptObject> objects, List<String> wanted) {
        return objects.stream().map(object -> Renditions.of(object, wanted)).toList();
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

    private Sender.Answer multipart(List<Rendition> renditions) {
        List<MultipartBody.Part> parts = new ArrayList<>(renditions.size());
        for (Rendition rendition : renditions) {
            PartHeaders headers = PartHeaders.ofType(rendition.mediaType()).with("Content-Location",
                    Scopes.path(rendition.object()));
            long length = rendition.form() == Form.AS_KEPT ? rendition.object().bytes().length() : Body.UNKNOWN;
            parts.add(new MultipartBody.Part(headers, length, () -> instances.open(rendition)));
        }
        var body = new MultipartBody(DICOM, parts);
        return new Sender.Answer(Head.ok(body.contentType()), body);
    }

    /** For a scope with more in it than one answer may hold. */
    static ProblemException tooMany(int most) {
        return new ProblemException(Problem.notAcceptable("too-many",
                "There are more than " + most + " instances; ask series by series, or for single ones."));
    }
}
