package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.member.MemberDirectory;

/** Hands out what the archive holds: whole, in parts, described, or as pictures. */
public final class RetrieveFeature implements Feature {
    private static final String FRAMES = Scopes.INSTANCE + "/frames/:frames";

    private final InstanceRoutes instances;
    private final MetadataRoutes metadata;
    private final FrameRoutes frames;
    private final BulkDataRoutes bulkData;
    private final RenderedRoutes rendered;
    private final UriRoutes uri;
    private final OriginalRoutes originals;

    /**
     * What it stands on.
     *
     * @param files the file of an object's key
     * @param members who may see what
     */
    public record Sources(ArchiveObjects objects, Function<String, Path> files, MemberDirectory members,
            AuditLog audit) {}

    /**
     * Where what can be made again is kept.
     *
     * @param low whether the volume has no room for that; must not block
     */
    public record Cache(Path folder, BooleanSupplier low) {
        private FileCache of(String what) {
            Path place = folder.resolve(what);
            return new FileCache(place, CacheSweep.Limits.of(place, low), Clock.systemUTC());
        }
    }

    /**
     * @param charsets knows about labels of texts that are wrong
     */
    public RetrieveFeature(Sources sources, Cache cache, Charsets charsets) {
        var holdings = new Holdings(sources.objects(), new Reach(sources.members()));
        var handouts = new Handouts(sources.audit(), Clock.systemUTC());
        var work = new ImageWork(ImageWork.Limits.ofMachine());
        var reading = new Reading(new ImageWork(ImageWork.Limits.ofReading()));
        var forms = new InstanceBodies(sources.files(), reading, work);
        var headers = new DataSetHeaders(sources.files(), reading);
        var sender = new Sender();
        var described = new MetadataFiles(sources.objects(), new InstanceMetadata(headers), charsets,
                cache.of("metadata"));
        instances = new InstanceRoutes(holdings, forms, sender, handouts);
        metadata = new MetadataRoutes(holdings, described, sender, handouts);
        var tools = new FrameRoutes.Tools(forms, headers, work);
        var sending = new BulkDataRoutes.Sending(sender, handouts);
        frames = new FrameRoutes(holdings, tools, sender, handouts);
        bulkData = new BulkDataRoutes(holdings, forms, frames, sending);
        rendered = new RenderedRoutes(holdings, new Renderer(tools), cache.of("thumbnails"),
                sending);
        uri = new UriRoutes(holdings, instances, rendered, handouts);
        originals = new OriginalRoutes(holdings, forms, sender, handouts);
    }

    @Override
    public void mount(Router router) {
        for (String scope : new String[]{ Scopes.STUDY, Scopes.SERIES, Scopes.INSTANCE }) {
            route(router, scope, Operation.EXPORT_STUDIES, instances::answer);
            route(router, scope + "/metadata", Operation.VIEW_STUDIES, metadata::answer);
            pictures(router, scope);
        }
        pictures(router, FRAMES);
        route(router, FRAMES, Operation.VIEW_STUDIES, frames::answer);
        route(router, Scopes.INSTANCE + "/bulkdata/*", Operation.VIEW_STUDIES, bulkData::answer);
        route(router, UriRoutes.PATH, Operation.VIEW_STUDIES, uri::answer);
        route(router, OriginalRoutes.PATH, Operation.EXPORT_STUDIES, originals::answer);
    }

    private void pictures(Router router, String of) {
        route(router, of + "/rendered", Operation.VIEW_STUDIES, rendered::rendered);
        route(router, of + "/thumbnail", Operation.VIEW_STUDIES, rendered::thumbnail);
    }

    private static void route(Router router, String path, Operation operation, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Guard.of(operation))
                .handler(handler);
    }
}
