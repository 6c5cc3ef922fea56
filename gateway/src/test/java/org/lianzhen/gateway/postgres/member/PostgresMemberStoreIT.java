package org.lianzhen.gateway.postgres.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.MemberVersion;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresMemberStoreIT {
    private TestPostgres database;
    private PostgresMemberStore store;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        store = new PostgresMemberStore(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsEveryVersionWithItsAuthor() {
        assertThat(get(store.newest())).isEmpty();
        get(store.add(0, "admin", "units: []"));
        get(store.add(1, "other", "units: [] # 卫生院"));
        assertThat(get(store.newest())).contains(new MemberVersion(2, "other", "units: [] # 卫生院"));
        assertThat(database.rows("select number, author from member_version order by 1"))
                .containsExactly(java.util.List.of(1, "admin"), java.util.List.of(2, "other"));
    }

    @Test
    void refusesAVersionMadeFromAnOldOne() {
        get(store.add(0, "admin", "units: []"));
        assertThatThrownBy(() -> get(store.add(0, "other", "nodes: []"))).hasMessageContaining("duplicate key");
        assertThat(get(store.newest())).map(MemberVersion::author).contains("admin");
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
