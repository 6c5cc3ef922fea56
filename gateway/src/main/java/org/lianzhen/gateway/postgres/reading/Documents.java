package org.lianzhen.gateway.postgres.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.reading.PersonalDocument;

/** Documents of people as rows of a version and a text. */
final class Documents {
    static final int LIMIT_SECONDS = 10;

    private Documents() {}

    /** The only one of an answer, or none. */
    static CompletionStage<PersonalDocument> one(Future<RowSet<Row>> answer) {
        return Database.answered(answer, LIMIT_SECONDS).map(rows -> {
            for (Row row : rows) {
                return new PersonalDocument(row.getInteger(0), row.getString(1));
            }
            return PersonalDocument.NONE;
        }).toCompletionStage();
    }
}
