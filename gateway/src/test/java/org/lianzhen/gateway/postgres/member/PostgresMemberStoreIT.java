package org.lianzhen.gateway.postgres.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
        MemberVersion second = get(store.newest()).orElseThrow();
        assertThat(second).isEqualTo(new MemberVersion(2, "other", second.madeAt(), "units: [] # 卫生院"));
        assertThat(get(store.version(2))).contains(second);
        assertThat(get(store.version(1))).map(MemberVersion::author).contains("admin");
        assertThat(get(store.version(3))).isEmpty();
        assertThat(get(store.newestOf("admin"))).map(MemberVersion::number).contains(1);
        assertThat(get(store.newestOf("nobody"))).isEmpty();
        assertThat(database.rows("select number, author from member_version order by 1"))
                .containsExactly(List.of(1, "admin"), List.of(2, "other"));
    }

    @Test
    void refusesAVersionMadeFromAnOldOne() {
        get(store.add(0, "admin", "units: []"));
        assertThat(get(store.add(0, "other", "nodes: []"))).isEmpty();
        assertThat(get(store.add(5, "other", "nodes: []"))).isEmpty();
        assertThat(get(store.newest())).map(MemberVersion::author).contains("admin");
    }

    @Test
    void givesOneOfThoseWhoChangeTheSameVersionAtOnceTheRight() {
        List<CompletionStage<Optional<MemberVersion>>> all = IntStream.range(0, 8)
                .mapToObj(i -> store.add(0, "author" + i, "units: []")).toList();
        assertThat(all.stream().map(PostgresMemberStoreIT::get).filter(Optional::isPresent)).hasSize(1);
        assertThat(database.value("select count(*) from member_version")).isEqualTo(1L);
    }

    @Test
    void listsVersionsNewestFirst() {
        for (int base = 0; base < 5; base++) {
            get(store.add(base, "admin", "# " + base));
        }
        assertThat(get(store.versions(Integer.MAX_VALUE, 2))).map(MemberVersion::number).containsExactly(5, 4);
        assertThat(get(store.versions(4, 10))).map(MemberVersion::document).containsExactly("# 2", "# 1", "# 0");
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
