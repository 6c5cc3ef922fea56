package org.lianzhen.gateway.http.study;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Sight;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Visible;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.Visibility;
import org.lianzhen.gateway.member.MemberDirectory;

/** Searches for studies among those that the caller may see, the newest first. */
public final class StudyFeature implements Feature {
    private final ArchiveSearch archive;
    private final Visibility visibility;

    public StudyFeature(ArchiveSearch archive, MemberDirectory members) {
        this.archive = archive;
        this.visibility = new Visibility(new Reach(members));
    }

    @Override
    public void mount(Router router) {
        router.post("/api/v1/studies/search").handler(Guard.of(Operation.SEARCH_STUDIES)).handler(Bodies.handler())
                .handler(this::search);
    }

    private void search(RoutingContext request) {
        StudySearch asked = StudySearch.read(Bodies.json(request));
        Search search = new Search(QueryLevel.STUDY, asked.conditions(), visible(request, asked),
                new Search.Page(0, asked.limit()));
        Answers.audited(request, event(request, asked), () -> Answers.when(request,
                archive.findAfter(search, asked.after()),
                page -> Answers.json(request, json(page, asked.limit(), Sight.isMasked(Requests.caller(request))))));
    }

    /** A unit whose studies the caller may not see has none for them. */
    private Visible visible(RoutingContext request, StudySearch asked) {
        String only = asked.unit();
        return visibility.of(Requests.caller(request), unit -> only == null || only.equals(unit));
    }

    /** Keys are told by name; their values are patients'. */
    private static AuditEvent event(RoutingContext request, StudySearch asked) {
        return AuditEvent.success(Requests.caller(request).actor(Operation.SEARCH_STUDIES),
                AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("level", QueryLevel.STUDY.name(), "keys", String.join(" ", asked.keys())));
    }

    private static JsonObject json(FoundPage page, int limit, boolean masked) {
        var studies = new JsonArray();
        List<String> units = page.units();
        for (int i = 0; i < page.matches().size(); i++) {
            studies.add(StudyJson.of(page.matches().get(i), units.get(i), masked));
        }
        var answer = new JsonObject().put("studies", studies);
        if (page.matches().size() == limit) {
            answer.put("next", Place.text(page.end()));
        }
        return answer;
    }
}
