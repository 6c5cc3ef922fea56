package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the server process of one cluster. */
final class Server implements Startable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LEFT_OVER_LIMIT = Duration.ofMinutes(1);
    /** Line of postmaster.pid that holds the server's state. */
    private static final int STATUS_LINE = 7;

    private final Cluster cluster;
    private final Programs programs;
    private final int port;
    private volatile FileTime started = FileTime.from(Instant.EPOCH);

    Server(Cluster cluster, Programs programs, int port) {
        this.cluster = cluster;
        this.programs = programs;
        this.port = port;
    }

    /** Ends a server that still serves this cluster because the process that started it was killed. */
    void stopLeftOver() throws IOException {
        if (!isAlive()) {
            return;
        }
        LOG.info("Ending the PostgreSQL that an earlier run left behind");
        try {
            Command.run(stopCommand("fast", LEFT_OVER_LIMIT), cluster.data(), LEFT_OVER_LIMIT.plusSeconds(5));
        } catch (IOException e) {
            if (isAlive()) {
                throw e;
            }
            LOG.info("It ended in another way; its journal mends that", e);
        }
    }

    /**
     * A server that was killed leaves its file, whose number may be that of any other process by now, also of somebody else's
     * PostgreSQL. PostgreSQL itself does not start while the file names a process of its account, so it is removed then; that
     * two never serve one folder is still sure, for its shared memory is known by the folder.
     */
    private boolean isAlive() throws IOException {
        Optional<ProcessHandle> named = named();
        if (named.isEmpty()) {
            return false;
        }
        try {
            Path folder = Path.of("/proc", String.valueOf(named.get().pid()), "cwd").toRealPath();
            if (folder.equals(cluster.data().toRealPath()) && isServer(named.get())) {
                return true;
            }
        } catch (IOException e) {
            LOG.debug("Nothing can be said of the process in {}", pidFile(), e);
            return false;
        }
        LOG.info("Removing {}, which names a process that is not this server", pidFile());
        Files.deleteIfExists(pidFile());
        return false;
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
    }

    /** The living process that the file of the server names, whatever it is. */
    private Optional<ProcessHandle> named() throws IOException {
        try {
            String first = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
            return first.matches("[0-9]{1,9}") ? ProcessHandle.of(Long.parseLong(first)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.path("postgres"), "-D", ServerAccount.HERE));
        settings().forEach(setting -> command.addAll(List.of("-c", setting)));
        started = FileTime.from(Instant.now());
        return new ProcessBuilder(programs.account().serverCommand(command))
                .directory(cluster.data().toFile()).redirectErrorStream(true).redirectOutput(cluster.errors().toFile())
                .start();
    }

    /** Statements and values stay out of the log: they hold patients' data. */
    private List<String> settings() {
        return List.of("listen_addresses=127.0.0.1", "port=" + port, "unix_socket_directories=", "fsync=on",
                "synchronous_commit=on", "full_page_writes=on", "max_connections=100", "shared_buffers=256MB",
                "max_wal_size=2GB", "timezone=UTC", "log_timezone=UTC", "logging_collector=on", "log_directory=log",
                "log_filename=postgresql-%a.log", "log_truncate_on_rotation=on", "log_rotation_age=1d",
                "log_error_verbosity=terse", "log_min_error_statement=panic", "log_statement=none",
                "log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "jit=off", "io_workers=1",
                "max_logical_replication_workers=0");
    }

    @Override
    public String lastWords() {
        return new LastWords(cluster.errors(), cluster.logs()).since(started);
    }

    @Override
    public boolean isReady(Process process) {
        try {
            List<String> lines = Files.readString(pidFile()).lines().toList();
            return lines.size() > STATUS_LINE && lines.getFirst().strip().equals(String.valueOf(process.pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("The state of PostgreSQL cannot be read yet", e);
            return false;
        }
    }

    @Override
    public void stop(Process process, Duration limit) {
        try {
            Command.run(stopCommand("fast", limit), cluster.data(), limit);
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop in good order; its journal will mend that at the next start", e);
            process.destroyForcibly();
        }
    }

    private List<String> stopCommand(String mode, Duration limit) {
        return programs.account().command(List.of(programs.path("pg_ctl"), "stop", "-D", ServerAccount.HERE,
                "-m", mode, "-t", String.valueOf(Math.max(1, limit.toSeconds()))));
    }

    private Path pidFile() {
        return cluster.data().resolve("postmaster.pid");
    }
}
