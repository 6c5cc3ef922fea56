package org.lianzhen.gateway.postgres.order;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.gateway.order.OrderSearch;
import org.lianzhen.gateway.patient.NameForms;

/** A search for orders as SQL. */
final class OrderSearchSql {
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> wheres = new ArrayList<>();

    private OrderSearchSql() {}

    /** A statement and its parameters. */
    record Statement(String sql, Tuple parameters) {}

    static Statement of(OrderSearch search) {
        var sql = new OrderSearchSql();
        sql.wheres.add("o.unit = any(" + sql.parameter(search.units().toArray(String[]::new)) + ")");
        if (!search.states().isEmpty()) {
            sql.wheres.add("o.state = any("
                    + sql.parameter(search.states().stream().map(Enum::name).toArray(String[]::new)) + ")");
        }
        sql.filter(search.filter());
        search.page().after().ifPresent(after -> sql.wheres.add("o.id < " + sql.parameter(after)));
        return new Statement(OrderRows.SELECT + "where " + String.join(" and ", sql.wheres)
                + " order by o.id desc limit " + sql.parameter(search.page().limit()), Tuple.from(sql.parameters));
    }

    private void filter(OrderSearch.Filter filter) {
        if (!filter.modality().isEmpty()) {
            wheres.add("o.modality = " + parameter(filter.modality()));
        }
        if (!filter.number().isEmpty()) {
            wheres.add(parameter(filter.number()) + " in (o.accession_number, o.placer_number, o.patient_id)");
        }
        if (!filter.name().isEmpty()) {
            wheres.add(name(filter.name()));
        }
        LocalDate from = filter.from();
        if (from != null) {
            wheres.add("o.placed_at >= " + parameter(start(from)));
        }
        LocalDate to = filter.to();
        if (to != null) {
            wheres.add("o.placed_at < " + parameter(start(to.plusDays(1))));
        }
    }

    private String name(String pattern) {
        return "o.name_terms @> " + parameter(NameForms.termsOfPattern(pattern).toArray(String[]::new))
                + " and exists (select from unnest(o.name_forms) form where form ~ "
                + parameter(NameForms.regex(pattern)) + ")";
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(ZoneId.systemDefault()).toOffsetDateTime();
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }
}
