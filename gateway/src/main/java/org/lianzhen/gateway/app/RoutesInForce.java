package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.route.RouteDirectory;

/**
 * Puts the routes in force that a start begins with. Whoever names a file of them wants them as they are, so that those in it need no
 * rehearsal; that is put on record together with the new version.
 */
record RoutesInForce(Settings settings) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Those of the file that the settings name, unless it has not changed; else what there is. Blocks. */
    RouteDirectory begin(RouteDirectory routes) throws StartException {
        Path file = settings.routes();
        if (file == null) {
            return routes;
        }
        try {
            routes.offer(file.toString(), Files.readString(file), number -> event(file, number)).toCompletableFuture()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return routes;
        } catch (ExecutionException e) {
            throw new StartException("start.routes", file,
                    String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (IOException e) {
            throw new StartException("start.routes", file, e);
        } catch (TimeoutException e) {
            throw new StartException("start.routes", file, new IOException("the database does not answer", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("start.routes", file, String.valueOf(e));
        }
    }

    private static AuditEvent event(Path file, int number) {
        return AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROUTE_CHANGE, "routes/" + number)
                .with(Map.of("withoutRehearsal", "true", "file", file.toString()));
    }
}
