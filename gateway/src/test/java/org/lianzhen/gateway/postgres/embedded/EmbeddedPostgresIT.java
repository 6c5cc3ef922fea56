package org.lianzhen.gateway.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.DatabaseAddress;

class EmbeddedPostgresIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsDataFromStartToStart() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
            execute(first.address(), "create table kept (x int)");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
            execute(second.address(), "insert into kept values (1)");
            assertThat(show(second.address(), "fsync")).isEqualTo("on");
            assertThat(show(second.address(), "synchronous_commit")).isEqualTo("on");
            assertThat(show(second.address(), "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(second.address(), "server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            DatabaseAddress address = server.address();
            var wrong = new DatabaseAddress(address.host(), address.port(), address.database(), address.user(), "x");
            assertThatThrownBy(() -> execute(wrong, "select 1")).hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(address.toString()).doesNotContain(address.password());
        }
    }

    @Test
    void startsAgainOnTheSamePortWhenItsProcessIsKilled() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            execute(server.address(), "create table kept (x int)");
            postmaster().destroyForcibly();
            await(() -> {
                try {
                    execute(server.address(), "insert into kept values (1)");
                    return true;
                } catch (SQLException e) {
                    return false;
                }
            });
            await(server::isUp);
        }
    }

    @Test
    void endsTheServerThatAKilledProgramLeftBehind() throws Exception {
        EmbeddedPostgres forgotten = EmbeddedPostgres.start(folder);
        ProcessHandle left = postmaster();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(folder)) {
            assertThat(left.isAlive()).isFalse();
            execute(next.address(), "select 1");
        } finally {
            forgotten.close();
        }
    }

    @Test
    void leavesAloneTheServerOfAnotherFolderWhoseProcessHasTheNumberOfOneThatWasKilled() throws Exception {
        EmbeddedPostgres.start(folder).close();
        Path other = Files.createDirectory(folder.resolve("other"));
        try (EmbeddedPostgres theirs = EmbeddedPostgres.start(other)) {
            Files.copy(other.resolve("data/postmaster.pid"), folder.resolve("data/postmaster.pid"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            try (EmbeddedPostgres ours = EmbeddedPostgres.start(folder)) {
                execute(ours.address(), "select 1");
            }
            execute(theirs.address(), "select 1");
        }
    }

    @Test
    void removesWhatAnInterruptedStartLeft() throws Exception {
        Files.createDirectories(folder.resolve("data.unfinished/base"));
        Files.writeString(folder.resolve("password"), "of a cluster that never was");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
            execute(server.address(), "select 1");
        }
        assertThat(folder.resolve("data.unfinished")).doesNotExist();
    }

    @Test
    void saysWhichProgramTheDataBelongsTo() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder)).isInstanceOf(IOException.class)
                .hasMessageContaining("PostgreSQL 17").hasMessageContaining("pg_upgrade");
    }

    @Test
    void saysWhyTheServerDoesNotStart() throws Exception {
        EmbeddedPostgres.start(folder).close();
        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Duration.ofSeconds(1))).isInstanceOf(IOException.class)
                .hasMessageContaining("did not start").hasMessageContaining("has invalid permissions");
    }

    @Test
    void saysWhyTheServerEndedOnceItHadOpenedItsLog() throws Exception {
        EmbeddedPostgres.start(folder).close();
        Files.writeString(folder.resolve("data/postgresql.auto.conf"), "shared_preload_libraries = 'not_there'\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Duration.ofSeconds(1))).isInstanceOf(IOException.class)
                .hasMessageContaining("not_there");
    }

    @Test
    void isGoneWhenClosed() throws Exception {
        ProcessHandle server;
        try (EmbeddedPostgres running = EmbeddedPostgres.start(folder)) {
            assertThat(running.isUp()).isTrue();
            server = postmaster();
        }
        await(() -> !server.isAlive());
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(DatabaseAddress address, String setting) throws SQLException {
        try (Connection connection = connect(address);
                var rows = connection.createStatement().executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address.host() + ":" + address.port() + "/"
                + address.database(), address.user(), address.password());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Await.until("what is waited for", condition);
    }
}
