package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;
import org.lianzhen.gateway.postgres.Database;

/** Asks the index in PostgreSQL where bytes are. */
public final class PostgresArchiveObjects implements ArchiveObjects {
    private static final int LIMIT_SECONDS = 30;
    private static final String COLUMNS = """
            select s.uid, e.uid, i.sop_class_uid, i.sop_instance_uid, i.version, i.transfer_syntax_uid, i.object_key,
                i.object_length, i.data_set_offset, i.sha256, i.pixel_offset
            """;
    /** A long image has many frames: only who asks for one instance is told of them. */
    private static final String PLACED = COLUMNS.stripTrailing() + ", i.pixel_length, i.frames\n";
    private static final String FROM = """
            from study s join series e on e.study = s.id join instance i on i.series = e.id
            """;
    private static final String IN_FORCE = "where i.state = 'ACTIVE' and s.uid = $1 and s.unit = any($2)";
    /** The names of objects are never used twice, so they tell one state of a series from every other. */
    private static final String SERIES = """
            select e.uid, encode(sha256(convert_to(
                string_agg(i.object_key, E'\\n' order by i.instance_number, i.sop_instance_uid), 'UTF8')), 'hex')
            """;
    private static final String MIDDLE_FIRST = """
            order by e.series_number, e.uid, row_number() over (partition by e.id order by i.instance_number,
               i.sop_instance_uid) = count(*) over (partition by e.id) / 2 + 1 desc limit 1""";
    private static final String VERSION = COLUMNS + FROM + """
            where i.sop_instance_uid = $1 and (s.unit = any($2) or i.unit = any($2))
                and (i.version = $3 or ($3 = 0 and i.state = 'ACTIVE'))""";

    private final Pool pool;

    public PostgresArchiveObjects(Pool pool) {
        this.pool = pool;
    }

    /** The conditions of a scope, and its parameters. */
    private record Where(String sql, List<Object> parameters) {
        static Where of(Scope scope, Set<String> units) {
            StringBuilder sql = new StringBuilder(IN_FORCE);
            List<Object> parameters = new ArrayList<>(List.of(scope.study(), SearchSql.texts(units)));
            String series = scope.series();
            if (series != null) {
                parameters.add(series);
                sql.append(" and e.uid = $").append(parameters.size());
            }
            String instance = scope.instance();
            if (instance != null) {
                parameters.add(instance);
                sql.append(" and i.sop_instance_uid = $").append(parameters.size());
            }
            return new Where(sql.toString(), parameters);
        }

        Tuple tuple() {
            return Tuple.from(parameters);
        }
    }

    @Override
    public CompletionStage<Optional<PlacedObject>> instance(Scope scope, Set<String> units) {
        Where where = Where.of(scope, units);
        return ask(PLACED + FROM + where.sql(), where.tuple()).map(PostgresArchiveObjects::placed)
                .toCompletionStage();
    }

    private static Optional<PlacedObject> placed(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        KeptObject object = object(row);
        return Optional.of(new PlacedObject(object, new PixelPlace(object.pixels(), row.getLong(11),
                FrameBytes.frames(row.getBuffer(12), object.pixels()))));
    }

    @Override
    public CompletionStage<List<KeptObject>> objects(Scope scope, Set<String> units, int limit) {
        Where where = Where.of(scope, units);
        String sql = COLUMNS + FROM + where.sql()
                + " order by e.series_number, e.uid, i.instance_number, i.sop_instance_uid limit " + limit;
        return ask(sql, where.tuple()).map(rows -> {
            List<KeptObject> objects = new ArrayList<>(rows.size());
            rows.forEach(row -> objects.add(object(row)));
            return objects;
        }).toCompletionStage();
    }

    private static KeptObject object(Row row) {
        return new KeptObject(row.getString(0), row.getString(1), new SopReference(row.getString(2), row.getString(3)),
                row.getInteger(4), row.getString(5), new KeptObject.Place(row.getString(6), row.getLong(7),
                        row.getInteger(8), row.getString(9)),
                row.getLong(10));
    }

    @Override
    public CompletionStage<List<SeriesVersion>> series(Scope scope, Set<String> units) {
        Where where = Where.of(scope, units);
        String sql = SERIES + FROM + where.sql() + " group by e.id order by e.series_number, e.uid";
        return ask(sql, where.tuple()).map(rows -> {
            List<SeriesVersion> series = new ArrayList<>(rows.size());
            rows.forEach(row -> series.add(new SeriesVersion(row.getString(0), row.getString(1))));
            return series;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<PlacedObject>> picture(Scope scope, Set<String> units,
            Set<String> transferSyntaxes) {
        Where where = Where.of(scope, units);
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(SearchSql.texts(transferSyntaxes));
        String images = " and i.pixel_offset >= 0 and i.transfer_syntax_uid = any($" + parameters.size() + ")";
        return ask(PLACED + FROM + where.sql() + images + MIDDLE_FIRST, Tuple.from(parameters))
                .map(PostgresArchiveObjects::placed).toCompletionStage();
    }

    @Override
    public CompletionStage<Optional<KeptObject>> version(String sopInstanceUid, int version, Set<String> units) {
        return ask(VERSION, Tuple.of(sopInstanceUid, SearchSql.texts(units), version))
                .map(rows -> rows.size() == 0 ? Optional.<KeptObject>empty()
                        : Optional.of(object(rows.iterator().next())))
                .toCompletionStage();
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
