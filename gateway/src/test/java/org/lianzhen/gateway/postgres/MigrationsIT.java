package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private final TestPostgres database = TestPostgres.empty();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makeTheTablesOnceAndLeaveThemAloneAfterwards() throws IOException {
        Migrations.apply(database.address());
        database.rows("insert into alert (id, unit, kind, subject) values ($1, 'TS1', 'x', $1)", UuidV7.next());
        Migrations.apply(database.address());
        assertThat(database.value("select count(*) from alert")).isEqualTo(1L);
    }

    @Test
    void refuseADatabaseThatANewerProgramWrote() throws IOException {
        Migrations.apply(database.address());
        database.rows("insert into schema_version (installed_rank, version, description, type, script, checksum, "
                + "installed_by, execution_time, success) values (99, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true)");
        assertThatThrownBy(() -> Migrations.apply(database.address())).isInstanceOf(IOException.class)
                .hasMessageContaining("newer than this program").hasMessageContaining("999");
    }

    @Test
    void sayWhenTheDatabaseCannotBeReached() {
        DatabaseAddress nowhere = new DatabaseAddress("127.0.0.1", 1, "x", "nobody", "secret");
        assertThatThrownBy(() -> Migrations.apply(nowhere)).isInstanceOf(IOException.class)
                .hasMessageContaining("nobody@127.0.0.1:1/x").hasMessageNotContaining("secret");
    }

    @Test
    void mayBeAppliedBySeveralAtOnce() {
        var applying = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> Thread.ofVirtual().unstarted(() -> assertThatCode(
                        () -> Migrations.apply(database.address())).doesNotThrowAnyException()))
                .toList();
        applying.forEach(Thread::start);
        applying.forEach(MigrationsIT::join);
        assertThat(database.value("select count(*) from schema_version where version = '1'")).isEqualTo(1L);
    }

    private static void join(Thread thread) {
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }
}
