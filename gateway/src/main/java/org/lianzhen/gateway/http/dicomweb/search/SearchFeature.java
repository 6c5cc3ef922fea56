package org.lianzhen.gateway.http.dicomweb.search;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Accept;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.http.Visibility;
import org.lianzhen.gateway.http.dicomweb.Resources;
import org.lianzhen.gateway.member.MemberDirectory;

/** Searches for studies, series and instances among those that the caller's unit may see. */
public final class SearchFeature implements Feature {
    private static final String STUDY = "StudyInstanceUID";
    private static final String SERIES = "SeriesInstanceUID";
    private static final String DICOM_JSON = "application/dicom+json";
    private static final String JSON = "application/json";

    private final Sources sources;
    private final Visibility visibility;
    private final Links links;

    /**
     * What is asked.
     *
     * @param attributes that the archive's index holds
     */
    public record Sources(ArchiveSearch archive, KnownAttributes attributes, MemberDirectory members, AuditLog audit) {}

    public SearchFeature(Sources sources, Links links) {
        this.sources = sources;
        this.visibility = new Visibility(new Reach(sources.members()));
        this.links = links;
    }

    @Override
    public void mount(Router router) {
        route(router, Resources.STUDIES, QueryLevel.STUDY);
        route(router, "/dicom-web/series", QueryLevel.SERIES);
        route(router, "/dicom-web/instances", QueryLevel.IMAGE);
        route(router, Resources.STUDIES + "/:" + STUDY + "/series", QueryLevel.SERIES);
        route(router, Resources.STUDIES + "/:" + STUDY + "/instances", QueryLevel.IMAGE);
        route(router, Resources.STUDIES + "/:" + STUDY + "/series/:" + SERIES + "/instances", QueryLevel.IMAGE);
    }

    private void route(Router router, String path, QueryLevel level) {
        router.get(path).handler(Guard.of(Operation.SEARCH_STUDIES)).handler(request -> search(request, level));
    }

    /** Looks while the event is being written, and answers when it is durable: waiting for the disk is most of a small search. */
    private void search(RoutingContext request, QueryLevel level) {
        Accept.require(request, DICOM_JSON, JSON);
        SearchRequest asked = SearchParameters.read(level, path(request), request.queryParams(), sources.attributes());
        Caller caller = Requests.caller(request);
        CompletionStage<Void> kept = sources.audit().append(event(caller, asked));
        Answers.when(request,
                sources.archive().find(asked.search(visibility.of(caller))).thenCombine(kept,
                        (found, durable) -> found),
                matches -> answer(request, asked, matches));
    }

    private static MultiMap path(RoutingContext request) {
        MultiMap uids = MultiMap.caseInsensitiveMultiMap();
        for (String name : List.of(STUDY, SERIES)) {
            String uid = request.pathParam(name);
            if (uid != null) {
                uids.add(name, uid);
            }
        }
        return uids;
    }

    /** Keys are told by name; their values are patients'. */
    private static AuditEvent event(Caller caller, SearchRequest asked) {
        StringBuilder keys = new StringBuilder();
        for (Element key : asked.identifier()) {
            if (key.tag() != Tag.SpecificCharacterSet) {
                keys.append(keys.isEmpty() ? "" : " ").append(ElementDictionary.keywordOf(key.tag()));
            }
        }
        return AuditEvent.success(caller.actor(Operation.SEARCH_STUDIES), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("level", asked.level().name(), "keys", keys.toString()));
    }

    private void answer(RoutingContext request, SearchRequest asked, List<DataSet> found) {
        HttpServerResponse response = request.response();
        boolean more = found.size() > asked.page().limit();
        asked.warnings().forEach(warning -> warn(response, warning));
        if (more) {
            warn(response, "there are further matches, which can be asked for with offset="
                    + (asked.page().offset() + asked.page().limit()));
        }
        if (found.isEmpty()) {
            response.setStatusCode(204).end();
            return;
        }
        List<DataSet> matches = more ? found.subList(0, asked.page().limit()) : found;
        var writer = new MatchWriter(asked, links.base(request));
        Answers.when(request, Answers.aside(() -> writer.json(matches)),
                json -> response.putHeader(HttpHeaders.CONTENT_TYPE, DICOM_JSON).end(json));
    }

    private static void warn(HttpServerResponse response, String text) {
        response.headers().add("Warning", "299 lianzhen \"" + text.replaceAll("[^\\x20-\\x7e]|\"", "?") + "\"");
    }
}
