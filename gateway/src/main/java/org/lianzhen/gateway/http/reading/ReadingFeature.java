package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.VersionTag;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.reading.MarkStore;
import org.lianzhen.gateway.reading.PersonalDocument;
import org.lianzhen.gateway.reading.PreferenceStore;

/**
 * What the caller has drawn and measured on a study and chosen of it, and how the caller likes to look at images. Written as one goes,
 * so that nothing is lost with a window; each for oneself alone.
 */
public final class ReadingFeature implements Feature {
    private static final String MARKS = "/api/v1/studies/:study/marks";
    private static final String PREFERENCES = "/api/v1/viewer-preferences";
    private static final int LARGEST_MARKS = 1024 * 1024;
    private static final int LARGEST_PREFERENCES = 64 * 1024;

    private final MarkStore marks;
    private final PreferenceStore preferences;
    private final ArchiveObjects archive;
    private final Reach reach;

    /** @param reach whose studies somebody may see */
    public ReadingFeature(MarkStore marks, PreferenceStore preferences, ArchiveObjects archive, Reach reach) {
        this.marks = marks;
        this.preferences = preferences;
        this.archive = archive;
        this.reach = reach;
    }

    @Override
    public void mount(Router router) {
        router.get(MARKS).handler(Guard.of(Operation.ANNOTATE_STUDIES)).handler(this::marks);
        router.put(MARKS).handler(Guard.of(Operation.ANNOTATE_STUDIES)).handler(Bodies.handler(LARGEST_MARKS))
                .handler(this::keepMarks);
        router.get(PREFERENCES).handler(Guard.of(Operation.ANNOTATE_STUDIES)).handler(this::preferences);
        router.put(PREFERENCES).handler(Guard.of(Operation.ANNOTATE_STUDIES))
                .handler(Bodies.handler(LARGEST_PREFERENCES))
                .handler(this::keepPreferences);
    }

    private void marks(RoutingContext request) {
        MarkStore.Place place = place(request);
        Answers.when(request, seen(request, place).thenCompose(seen -> marks.marks(place)),
                found -> tell(request, found));
    }

    private void keepMarks(RoutingContext request) {
        MarkStore.Place place = place(request);
        JsonObject content = Marks.checked(content(request));
        AuditEvent event = AuditEvent
                .success(Requests.caller(request).actor(Operation.ANNOTATE_STUDIES), AuditAction.STUDY_MARK,
                        place.study())
                .with(Map.of("annotations", Integer.toString(content.getJsonArray(Marks.ANNOTATIONS).size()),
                        "keyImages", Integer.toString(content.getJsonArray(Marks.KEY_IMAGES).size())));
        PersonalDocument next = next(request, content);
        answer(request, seen(request, place).thenCompose(seen -> marks.keep(place, next, event)));
    }

    private void preferences(RoutingContext request) {
        Answers.when(request, preferences.preferences(Requests.caller(request).account()),
                found -> tell(request, found));
    }

    private void keepPreferences(RoutingContext request) {
        PersonalDocument next = next(request, content(request));
        answer(request, preferences.keep(Requests.caller(request).account(), next));
    }

    private static MarkStore.Place place(RoutingContext request) {
        String study = request.pathParam("study");
        if (study == null || !Resources.isUid(study)) {
            throw unknown();
        }
        return new MarkStore.Place(Requests.caller(request).account(), study);
    }

    /** A failure (404) when the caller may not see the study: whoever may not, shall not know that it is there. */
    private CompletionStage<Boolean> seen(RoutingContext request, MarkStore.Place place) {
        Caller caller = Requests.caller(request);
        Set<String> units = reach.units(caller, Operation.ANNOTATE_STUDIES, place.study());
        return archive.series(Scope.study(place.study()), units).thenApply(series -> {
            if (series.isEmpty()) {
                throw unknown();
            }
            return true;
        });
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.notFound("no-such-study", "There is no such study here, or none that your unit may see."));
    }

    private static JsonObject content(RoutingContext request) {
        if (Bodies.json(request).getValue("content") instanceof JsonObject content) {
            return Bodies.withoutNul(content);
        }
        throw new ProblemException(Problem.unprocessable("field", "\"content\" must be a JSON object."));
    }

    private static PersonalDocument next(RoutingContext request, JsonObject content) {
        return new PersonalDocument(VersionTag.wanted(request) + 1, content.encode());
    }

    private static void answer(RoutingContext request, CompletionStage<Optional<PersonalDocument>> keeping) {
        Answers.when(request, keeping, kept -> tell(request, kept.orElseThrow(() -> new ProblemException(Problem
                .stale("It was changed in another window meanwhile: get it, and add to that.")))));
    }

    private static void tell(RoutingContext request, PersonalDocument document) {
        VersionTag.put(request, document.version());
        Answers.json(request, new JsonObject().put("version", document.version()).put("content",
                new JsonObject(document.content())));
    }
}
