package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.http.Requests;

/** What there is, seen with the eyes of whoever asks. */
record Holdings(ArchiveObjects objects, Reach reach) {
    private static final int MOST = 20_000;
    private static final Set<String> SHOWN = TransferSyntax.all().stream().filter(FrameDecoder::supports)
            .map(TransferSyntax::uid).collect(Collectors.toUnmodifiableSet());

    /** The units with whose studies a caller may do what the route is for. */
    Set<String> units(RoutingContext request) {
        return reach.units(Requests.caller(request), Requests.operation(request));
    }

    /** The same for what is within a scope, which may be open to the caller as a case. */
    Set<String> units(RoutingContext request, Scope scope) {
        return reach.units(Requests.caller(request), Requests.operation(request), scope.study());
    }

    /** The instances within a scope; a failure (404) when there are none, (406) when there are more than one answer may hold. */
    CompletionStage<List<KeptObject>> of(RoutingContext request, Scope scope) {
        return objects.objects(scope, units(request, scope), MOST + 1).thenApply(found -> {
            if (found.isEmpty()) {
                throw Scopes.absent();
            }
            if (found.size() > MOST) {
                throw InstanceRoutes.tooMany(MOST);
            }
            return found;
        });
    }

    /**
     * The instance to show of a scope, and its pixels: the one that it names, or one in its midst; a failure (404) when there is none, (406) when
     * none is an image.
     */
    CompletionStage<PlacedObject> picture(RoutingContext request, Scope scope) {
        if (scope.instance() != null) {
            return instance(request, scope);
        }
        Set<String> units = units(request, scope);
        return objects.picture(scope, units, SHOWN).thenCompose(found -> found.isPresent()
                ? CompletableFuture.completedStage(found.get())
                : objects.series(scope, units).thenApply(series -> {
                    throw series.isEmpty() ? Scopes.absent()
                            : Refusals.form("There is no image in it that can be shown.");
                }));
    }

    /** The one instance that a request names, and its pixels; a failure (404) when it is not there. */
    CompletionStage<PlacedObject> instance(RoutingContext request, Scope scope) {
        return objects.instance(scope, units(request, scope)).thenApply(found -> found.orElseThrow(Scopes::absent));
    }
}
