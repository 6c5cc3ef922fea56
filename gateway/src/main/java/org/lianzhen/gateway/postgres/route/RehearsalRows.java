package org.lianzhen.gateway.postgres.route;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.postgres.UuidV7;
import org.lianzhen.gateway.route.KeptRehearsal;
import org.lianzhen.gateway.route.Rehearsal;

/** Rehearsals as rows. */
final class RehearsalRows {
    /** Of those that led to nothing, this one and the newest others. */
    static final String KEEP = """
            with gone as (
                delete from route_rehearsal where backs is null and id not in (
                    select id from route_rehearsal where backs is null order by made_at desc, id desc limit 99)
            )
            insert into route_rehearsal (id, author, document, version, from_day, to_day, studies, more, nowhere, lines)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    static final String NEWEST = """
            select author, made_at, backs, version, from_day, to_day, studies, more, nowhere, lines
            from route_rehearsal order by made_at desc limit $1""";

    static final String DOCUMENTS = "select id, document from route_rehearsal order by made_at desc limit $1";
    static final String BACK = "update route_rehearsal set backs = $1 where id = any($2)";

    private RehearsalRows() {}

    static Tuple tuple(String author, String document, Rehearsal rehearsal) {
        Rehearsal.Extent extent = rehearsal.extent();
        var lines = new JsonArray(rehearsal.lines().stream()
                .map(line -> new JsonObject().put("route", line.route()).put("destination", line.destination())
                        .put("studies", line.studies()).put("withoutRight", line.withoutRight()))
                .toList());
        return Tuple.tuple().addUUID(UuidV7.next()).addString(author).addString(document).addInteger(extent.version())
                .addLocalDate(extent.days().from()).addLocalDate(extent.days().to()).addInteger(extent.studies())
                .addBoolean(extent.more()).addInteger(rehearsal.nowhere()).addJsonArray(lines);
    }

    static List<KeptRehearsal> all(RowSet<Row> rows) {
        List<KeptRehearsal> all = new ArrayList<>();
        for (Row row : rows) {
            var extent = new Rehearsal.Extent(row.getInteger("version"),
                    new Period(row.getLocalDate("from_day"), row.getLocalDate("to_day")), row.getInteger("studies"),
                    row.getBoolean("more"));
            all.add(new KeptRehearsal(row.getString("author"), row.getOffsetDateTime("made_at").toInstant(),
                    row.getInteger("backs"),
                    new Rehearsal(extent, row.getInteger("nowhere"), lines(row.getJsonArray("lines")))));
        }
        return all;
    }

    private static List<Rehearsal.Line> lines(JsonArray lines) {
        return lines.stream().map(JsonObject.class::cast)
                .map(line -> new Rehearsal.Line(line.getString("route"), line.getString("destination"),
                        line.getInteger("studies"), line.getInteger("withoutRight")))
                .toList();
    }
}
