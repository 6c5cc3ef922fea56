package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.member.MemberDirectory;

/** What there is, seen with the eyes of whoever asks. */
record Holdings(ArchiveObjects objects, MemberDirectory members) {
    private static final int MOST = 20_000;

    /** The units whose studies a caller may see. */
    Set<String> units(RoutingContext request) {
        return members.readableBy(Requests.caller(request).unit());
    }

    /** The instances within a scope; a failure (404) when there are none, (406) when there are more than one answer may hold. */
    CompletionStage<List<KeptObject>> of(RoutingContext request, Scope scope) {
        return objects.objects(scope, units(request), MOST + 1).thenApply(found -> {
            if (found.isEmpty()) {
                throw Scopes.absent();
            }
            if (found.size() > MOST) {
                throw InstanceRoutes.tooMany(MOST);
            }
            return found;
        });
    }

    /** The one instance that a request names. */
    CompletionStage<KeptObject> instance(RoutingContext request, Scope scope) {
        return of(request, scope).thenApply(List::getFirst);
    }
}
