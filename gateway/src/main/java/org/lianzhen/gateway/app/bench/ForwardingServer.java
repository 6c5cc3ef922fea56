package org.lianzhen.gateway.app.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.Migrations;
import org.lianzhen.gateway.postgres.embedded.EmbeddedPostgres;

/** Servers that send everything they receive on to one destination. */
final class ForwardingServer {
    private static final String ADD = "insert into route_version (number, author, document) values (1, 'bench', $1)";
    private static final long LIMIT_SECONDS = 60;

    private ForwardingServer() {}

    /**
     * The whole product, database and all.
     *
     * @param associations to the destination at most
     */
    static ServerUnderTest lianzhen(Path folder, InetSocketAddress destination, int associations) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
            Migrations.apply(postgres.address());
            Vertx vertx = Vertx.vertx();
            Pool pool = Database.pool(vertx, postgres.address());
            Database.awaitFirst(pool, Duration.ofSeconds(LIMIT_SECONDS));
            pool.preparedQuery(ADD).execute(Tuple.of(routes(associations)))
                    .timeout(LIMIT_SECONDS, TimeUnit.SECONDS).await();
            pool.close().await();
            vertx.close().await();
        }
        return ServerUnderTest.gateway(folder, """
                units: [{code: BENCH, name: Benchmark, kind: OTHER}]
                nodes:
                  - {aeTitle: BENCH, unit: BENCH}
                  - {aeTitle: %s, unit: BENCH, host: 127.0.0.1, port: %d}
                """.formatted(ServerUnderTest.AE_TITLE, destination.getPort()));
    }

    private static String routes(int associations) {
        return """
                destinations: [{code: DESTINATION, unit: BENCH, node: %s, associations: %d}]
                routes: [{code: all, name: all, to: [DESTINATION], state: ACTIVE}]
                """.formatted(ServerUnderTest.AE_TITLE, associations);
    }

    /** Orthanc with a script that does the same, as its book says. */
    static ServerUnderTest orthanc(Path folder, InetSocketAddress destination) throws IOException {
        Files.createDirectories(folder);
        Path script = Files.writeString(folder.resolve("route.lua"), """
                function OnStoredInstance(instanceId, tags, metadata, origin)
                    Delete(SendToModality(instanceId, 'destination'))
                end
                """);
        return ServerUnderTest.orthanc(folder, """
                , "LuaScripts": ["%s"], "DicomModalities": {"destination": ["%s", "127.0.0.1", %d]}
                """.formatted(script, ServerUnderTest.AE_TITLE, destination.getPort()));
    }
}
