package org.lianzhen.gateway.postgres.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lianzhen.gateway.intake.CharsetStore.Attribute;
import org.lianzhen.gateway.intake.CharsetStore.Change;
import org.lianzhen.gateway.patient.NameForms;

/** One text of the index that becomes another. */
record TextChange(UUID row, Attribute attribute, Change change) {
    private static final String REMEMBER = """
            insert into charset_change (proposal, unit, entity, entity_id, attribute, before, after)
            select id, unit, $2, $3, $4, $5, $6 from charset_proposal where id = $1
            on conflict (proposal, entity_id, attribute) do nothing""";

    /** Makes the change if the text is what it should be before, and remembers it. */
    Future<Void> make(SqlConnection connection, UUID proposal) {
        return update(connection).compose(updated -> updated.rowCount() == 0 ? Future.succeededFuture()
                : connection.preparedQuery(REMEMBER)
                        .execute(Tuple.of(proposal, TextColumn.of(attribute).entity().name(), row, attribute.name(),
                                change.before(), change.after()))
                        .mapEmpty());
    }

    /** Puts back what was, unless the text has become something else since. */
    Future<Void> takeBack(SqlConnection connection) {
        return new TextChange(row, attribute, change.reversed()).update(connection).mapEmpty();
    }

    private Future<RowSet<Row>> update(SqlConnection connection) {
        TextColumn column = TextColumn.of(attribute);
        List<Object> parameters = new ArrayList<>(List.of(row, change.before(), change.after()));
        if (column.entity() == TextColumn.Entity.PATIENT) {
            List<String> forms = NameForms.of(change.after());
            parameters.add(forms.toArray(String[]::new));
            parameters.add(NameForms.terms(forms).toArray(String[]::new));
        }
        return connection.preparedQuery(column.update()).execute(Tuple.from(parameters));
    }
}
