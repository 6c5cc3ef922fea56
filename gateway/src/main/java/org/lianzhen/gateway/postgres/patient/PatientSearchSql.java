package org.lianzhen.gateway.postgres.patient;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.patient.PatientIndex;

/** The SQL of a search for patients: who fits, and who is linked to one that fits, as far as they may be seen. */
final class PatientSearchSql {
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> wheres = new ArrayList<>();

    PatientSearchSql(PatientIndex.Search search) {
        parameters.add(PostgresPatientIndex.texts(search.units()));
        search.number().ifPresent(this::number);
        search.name().ifPresent(this::name);
        search.birthDate().ifPresent(date -> wheres.add("left(k.birth_date, 8) = " + parameter(date)));
        parameters.add(search.limit());
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private void number(String number) {
        String given = parameter(clean(number));
        Optional<Identifier> card = Identifier.idCard(number);
        String canonical = card.isEmpty() ? given : parameter(card.get().number());
        wheres.add("(k.patient_id in (" + given + ", " + canonical + ") or k.id in (select i.patient from "
                + "patient_identifier i where i.number in (" + given + ", " + canonical + ")))");
    }

    private void name(String pattern) {
        wheres.add("k.name_terms @> " + parameter(NameForms.termsOfPattern(clean(pattern)).toArray(String[]::new))
                + " and exists (select from unnest(k.name_forms) form where form ~ "
                + parameter(NameForms.regex(clean(pattern))) + ")");
    }

    /** PostgreSQL takes no NUL. */
    private static String clean(String text) {
        return text.replace("\0", "").strip();
    }

    String text() {
        String fitting = "select k.id, k.person from patient k where "
                + (wheres.isEmpty() ? "true" : String.join(" and ", wheres));
        return "with fit as (" + fitting + ") " + RecordRows.SELECT
                + "where (p.id in (select id from fit) or p.person in "
                + "(select person from fit where person is not null)) and " + RecordRows.VISIBLE
                + " order by p.id desc limit $"
                + parameters.size();
    }

    Tuple parameters() {
        return Tuple.from(parameters);
    }
}
