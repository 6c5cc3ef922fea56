package org.lianzhen.gateway.postgres.route;

import io.vertx.sqlclient.Row;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Subject;

/** What routes look at, as rows tell it. */
public final class Subjects {

    /** What of study {@code s} and series {@code e} a row must have, besides unit, source, target, urgency and arrived_at. */
    public static final String SHOWN = """
            e.modality, e.body_part_examined,
            s.description || E'\\n' || e.description || E'\\n' || e.procedure_names as procedure""";

    private Subjects() {}

    public static Subject of(Row row) {
        var shown = new Subject.Content(row.getString("modality"), row.getString("body_part_examined"),
                row.getString("procedure"));
        return new Subject(row.getString("unit"), row.getString("source"), row.getString("target"), shown,
                Urgency.valueOf(row.getString("urgency")),
                row.getOffsetDateTime("arrived_at").atZoneSameInstant(MemberDirectory.ZONE));
    }
}
