package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.Window;
import org.lianzhen.dicom.image.Window.Function;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.MediaRange;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;

/** The URI service, known as WADO-URI (PS3.18 section 9): one instance by query parameters. */
final class UriRoutes {
    static final String PATH = "/wado";
    private static final String DICOM = "application/dicom";
    /** What would make another picture than we make; who asks must not take ours for it. */
    private static final Map<String, String> REFUSED = Map.of("anonymize", "Instances come as they are.",
            "presentationUID", "Presentation states are not applied.", "region", "Ask for a region through /rendered.",
            "annotation", "Pictures have nothing written into them.");
    private static final Set<String> WITHOUT_EFFECT = Set.of("", "no");

    private final Holdings holdings;
    private final InstanceRoutes instances;
    private final RenderedRoutes rendered;
    private final Handouts handouts;

    UriRoutes(Holdings holdings, InstanceRoutes instances, RenderedRoutes rendered, Handouts handouts) {
        this.holdings = holdings;
        this.instances = instances;
        this.rendered = rendered;
        this.handouts = handouts;
    }

    void answer(RoutingContext request) {
        MultiMap query = request.queryParams();
        if (!"WADO".equals(query.get("requestType"))) {
            throw View.bad("requestType", "requestType must be WADO.");
        }
        Scope scope = Scopes.of(required(query, "studyUID"), required(query, "seriesUID"),
                required(query, "objectUID"));
        REFUSED.forEach((name, why) -> {
            String value = query.get(name);
            if (value != null && !WITHOUT_EFFECT.contains(value)) {
                throw new ProblemException(Problem.notAcceptable(name, why));
            }
        });
        Answers.when(request, holdings.instance(request, scope), placed -> answer(request, scope, placed));
    }

    private static String required(MultiMap query, String name) {
        String value = query.get(name);
        if (value == null || value.isEmpty()) {
            throw View.bad(name, name + " is missing.");
        }
        return value;
    }

    private void answer(RoutingContext request, Scope scope, PlacedObject placed) {
        MultiMap query = request.queryParams();
        KeptObject object = placed.object();
        String list = query.get("contentType");
        Accept accept = list == null || list.isBlank() ? Accept.of(request) : Accept.parse(list);
        switch (type(accept, object)) {
            case DICOM -> Guard.require(request, Operation.EXPORT_STUDIES,
                    () -> Answers.when(request, holdings.instance(request, scope),
                            same -> dicom(request, scope, same.object(), query.get("transferSyntax"))));
            case View.PNG -> picture(request, scope, placed, View.PNG);
            case View.JPEG -> picture(request, scope, placed, View.JPEG);
            case null, default -> throw Accept.refusal("Instances come as " + DICOM + ", images also as " + View.JPEG
                    + " and " + View.PNG + ".");
        }
    }

    /** The most wanted type that we have; images are shown to those who take anything. */
    private static @Nullable String type(Accept accept, KeptObject object) {
        for (MediaRange range : accept.ranges()) {
            String type = switch (range.type()) {
                case "*/*" -> RenderedRoutes.canBeShown(object) ? View.JPEG : DICOM;
                case "image/*" -> View.JPEG;
                case DICOM, View.JPEG, View.PNG -> range.type();
                default -> null;
            };
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    private void dicom(RoutingContext request, Scope scope, KeptObject object, @Nullable String syntax) {
        Rendition rendition = Renditions.of(object, Renditions.wanted(List.of(new MediaRange(DICOM,
                syntax == null ? Map.of() : Map.of("transfer-syntax", syntax), 1))));
        Answers.when(request, handouts.export(Requests.caller(request), scope,
                InstanceRoutes.details(scope, 1)), told -> instances.single(request, rendition));
    }

    private void picture(RoutingContext request, Scope scope, PlacedObject placed, String type) {
        MultiMap query = request.queryParams();
        String number = query.get("frameNumber");
        List<Integer> frames = number == null ? List.of(0) : FrameList.parse(number);
        if (frames.size() != 1) {
            throw View.bad("frameNumber", "frameNumber is one number from 1.");
        }
        String quality = query.get("imageQuality");
        View view = new View(window(query), viewport(query), quality == null ? 90 : View.quality(quality), type);
        rendered.shown(request, scope, placed, shown -> rendered.picture(request, shown, frames, view));
    }

    private static @Nullable Window window(MultiMap query) {
        String center = query.get("windowCenter");
        String width = query.get("windowWidth");
        if (center == null && width == null) {
            return null;
        }
        if (center == null || width == null) {
            throw View.bad("window", "windowCenter and windowWidth go together.");
        }
        return View.window(center, width, Function.LINEAR);
    }

    private static @Nullable Viewport viewport(MultiMap query) {
        String rows = query.get("rows");
        String columns = query.get("columns");
        if (rows == null && columns == null) {
            return null;
        }
        String most = "16384";
        return new Viewport(Viewport.size(columns == null ? most : columns), Viewport.size(rows == null ? most : rows),
                null);
    }
}
