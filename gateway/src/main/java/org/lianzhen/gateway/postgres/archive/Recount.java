package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Counts anew what of a study is in force, after a change other than by a batch. The study must be locked. */
final class Recount {
    private static final String SERIES = """
            update series e set changed_at = now(), instance_count =
                (select count(*) from instance i where i.series = e.id and i.state = 'ACTIVE')
            where e.id = $1""";

    private static final String STUDY = """
            update study s set changed_at = now(), (instance_count, bytes, series_count, modalities, sop_classes) = (
                select count(*), coalesce(sum(i.object_length), 0), count(distinct e.id),
                    coalesce(array_agg(distinct e.modality) filter (where e.modality <> ''), '{}'),
                    coalesce(array_agg(distinct i.sop_class_uid), '{}')
                from series e join instance i on i.series = e.id and i.state = 'ACTIVE' where e.study = s.id)
            where s.id = $1""";

    private Recount() {}

    static Future<?> of(SqlConnection connection, UUID study, UUID series) {
        return connection.preparedQuery(SERIES).execute(Tuple.of(series))
                .compose(done -> connection.preparedQuery(STUDY).execute(Tuple.of(study)));
    }
}
