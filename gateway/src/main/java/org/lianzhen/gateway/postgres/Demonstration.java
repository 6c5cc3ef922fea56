package org.lianzhen.gateway.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the demonstration and real use out of each other's databases. */
public final class Demonstration {
    private static final int LIMIT_SECONDS = 10;
    private static final String BEGIN = """
            insert into demonstration select true where not exists (select from account)
                and not exists (select from member_version) on conflict do nothing""";
    private static final String IS_HERE = "select exists (select from demonstration)";

    private Demonstration() {}

    /**
     * Gives a database without accounts and members to the demonstration when that is wanted.
     *
     * @return whether it belongs to the demonstration afterwards
     */
    public static CompletionStage<Boolean> settle(Pool pool, boolean wanted) {
        String sql = wanted ? BEGIN : "select 1";
        Future<@Nullable Boolean> settled = pool
                .withConnection(connection -> connection.preparedQuery(sql).execute(Tuple.tuple())
                        .compose(begun -> connection.preparedQuery(IS_HERE).execute(Tuple.tuple()))
                        .map(rows -> rows.iterator().next().getBoolean(0)));
        return settled.timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(Objects::requireNonNull).toCompletionStage();
    }
}
