package org.lianzhen.gateway.postgres.delivery;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.gateway.delivery.DeliveryLedger.Followed;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Priors;
import org.lianzhen.gateway.route.Routing;

/** Earlier studies become work for a destination, some instances in one transaction: a crash loses none and does none twice. */
final class PriorWork {
    private static final int AT_ONCE = 500;

    private final SqlConnection connection;
    private final Function<String, Optional<Routing.Following>> rules;

    PriorWork(SqlConnection connection, Function<String, Optional<Routing.Following>> rules) {
        this.connection = connection;
        this.rules = rules;
    }

    Future<Optional<Followed>> go() {
        return execute(PriorSql.NEXT, Tuple.tuple()).compose(next -> {
            for (Row row : next) {
                Optional<Routing.Following> following = rules.apply(row.getString("destination"));
                return following.isPresent()
                        ? follow(row, following.get())
                        : done(row).map(Optional.of(new Followed(row.getString("destination"), Urgency.BULK, 0)));
            }
            return Future.succeededFuture(Optional.empty());
        });
    }

    private Future<Optional<Followed>> follow(Row row, Routing.Following following) {
        UUID[] known = row.getArrayOfUUIDs("priors");
        Future<UUID[]> priors = known == null ? choose(row, following) : Future.succeededFuture(known);
        Urgency priority = following.rule().after(Urgency.valueOf(row.getString("priority")));
        return priors.compose(ids -> execute(PriorSql.QUEUE, Tuple.of(ids, row.getString("destination"),
                priority.name(), row.getString("route"), row.getInteger("route_version"),
                "PRIOR OF " + row.getString("uid"), AT_ONCE)))
                .compose(rows -> {
                    int queued = rows.iterator().next().getInteger(0);
                    var followed = Optional.of(new Followed(row.getString("destination"), priority, queued));
                    return queued < AT_ONCE ? done(row).map(followed) : Future.succeededFuture(followed);
                });
    }

    private Future<RowSet<Row>> done(Row row) {
        return execute(PriorSql.DONE, key(row));
    }

    private static Tuple key(Row row) {
        return Tuple.of(row.getUUID("study"), row.getString("destination"), row.getString("modality"),
                row.getString("body_part"));
    }

    private Future<UUID[]> choose(Row row, Routing.Following following) {
        UUID study = row.getUUID("study");
        var fresh = new Priors.Study(study, day(row), some(row.getString("modality")),
                some(row.getString("body_part")));
        return execute(PriorSql.CHOSEN, Tuple.of(study, row.getString("destination")))
                .compose(chosen -> execute(PriorSql.OTHERS,
                        Tuple.of(study, (Object) following.owners().toArray(String[]::new)))
                        .map(others -> following.rule().choose(fresh, studies(others), ids(chosen))))
                .map(priors -> priors.toArray(UUID[]::new))
                .compose(priors -> execute(PriorSql.CHOOSE, key(row).addArrayOfUUID(priors)).map(priors));
    }

    private static Set<UUID> ids(RowSet<Row> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static List<Priors.Study> studies(RowSet<Row> rows) {
        List<Priors.Study> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(new Priors.Study(row.getUUID("id"), day(row), upper(row.getArrayOfStrings("modalities")),
                    upper(row.getArrayOfStrings("body_parts"))));
        }
        return all;
    }

    private static Set<String> upper(String[] texts) {
        return Stream.of(texts).map(text -> text.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> some(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.toUpperCase(Locale.ROOT));
    }

    /** As the study says, or when it came. */
    private static LocalDate day(Row row) {
        try {
            return LocalDate.parse(row.getString("study_date"), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            return row.getOffsetDateTime("created_at").atZoneSameInstant(MemberDirectory.ZONE).toLocalDate();
        }
    }

    private Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }
}
