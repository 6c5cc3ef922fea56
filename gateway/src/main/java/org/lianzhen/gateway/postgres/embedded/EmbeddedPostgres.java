package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.lianzhen.gateway.postgres.DatabaseAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL of our own. Its port is chosen once and kept across restarts, so that connection pools find it again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** Lines of postmaster.pid. */
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private final DatabaseAddress address;
    private final Supervisor supervisor;

    private EmbeddedPostgres(DatabaseAddress address, Supervisor supervisor) {
        this.address = address;
        this.supervisor = supervisor;
    }

    /**
     * Unpacks and initialises what is missing, ends a server that an earlier run left behind, and starts a new one. Blocks for
     * about half a second, three seconds the first time.
     *
     * @param folder of this server alone; made when it does not exist
     * @throws IOException if that is not possible; the message says what to do
     */
    public static EmbeddedPostgres start(Path folder) throws IOException {
        return start(folder, START_LIMIT);
    }

    /**
     * The same for a server that may have much to mend.
     *
     * @param limit for the server itself to start, so that it is tried again a few times when it does not
     */
    public static EmbeddedPostgres start(Path folder, Duration limit) throws IOException {
        Files.createDirectories(folder);
        var programs = Programs.unpack(ServerAccount.choose(folder));
        var cluster = Cluster.open(folder, programs);
        int port = FreePort.onLoopback();
        var server = new Server(cluster, programs, port);
        server.stopLeftOver();
        var supervisor = new Supervisor(server);
        try {
            supervisor.start(limit);
        } catch (TimeoutException e) {
            supervisor.stop(STOP_LIMIT);
            throw new IOException("PostgreSQL did not start: " + server.lastWords() + " (its log is in "
                    + cluster.logs() + ")", e);
        } catch (IOException e) {
            supervisor.stop(STOP_LIMIT);
            throw e;
        }
        LOG.info("PostgreSQL {} serves the data in {}", programs.version(), cluster.data());
        return new EmbeddedPostgres(new DatabaseAddress("127.0.0.1", port, Cluster.DATABASE, Cluster.USER,
                cluster.password()), supervisor);
    }

    /**
     * Where the server of another process serves that folder.
     *
     * @return empty when none does
     * @throws IOException if this account may not know
     */
    public static Optional<DatabaseAddress> running(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("data/postmaster.pid"));
            if (lines.size() <= STATUS_LINE || !lines.get(STATUS_LINE).strip().equals("ready")) {
                return Optional.empty();
            }
            return Optional.of(new DatabaseAddress("127.0.0.1", Integer.parseInt(lines.get(PORT_LINE).strip()),
                    Cluster.DATABASE, Cluster.USER, Files.readString(folder.resolve("password")).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where to connect. */
    public DatabaseAddress address() {
        return address;
    }

    /** Whether the server was up when last looked at. */
    public boolean isUp() {
        return supervisor.isUp();
    }

    /** Ends the server in good order; blocks for five seconds at most. */
    @Override
    public void close() {
        stop(STOP_LIMIT);
    }

    /** Ends the server in good order if that is possible within {@code limit}; its journal mends what is not. Blocks. */
    public void stop(Duration limit) {
        supervisor.stop(limit);
    }
}
