package org.lianzhen.gateway.postgres.route;

import io.vertx.sqlclient.Row;
import java.time.ZoneId;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.Urgency;

/** What routes look at, as rows tell it. */
public final class Subjects {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Subjects() {}

    /** Of a row with the columns unit, source, target, modality, body_part_examined, description, urgency and arrived_at. */
    public static Subject of(Row row) {
        var shown = new Subject.Content(row.getString("modality"), row.getString("body_part_examined"),
                row.getString("description"));
        return new Subject(row.getString("unit"), row.getString("source"), row.getString("target"), shown,
                Urgency.valueOf(row.getString("urgency")),
                row.getOffsetDateTime("arrived_at").atZoneSameInstant(CHINA));
    }
}
