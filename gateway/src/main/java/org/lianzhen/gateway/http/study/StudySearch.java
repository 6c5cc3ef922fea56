package org.lianzhen.gateway.http.study;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.http.Bodies;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/**
 * What a client looks for. Every fault is a {@link ProblemException} (422).
 *
 * @param keys names of the fields that limit the search
 * @param unit code of the only unit whose studies are wanted
 * @param after where the page before ended; empty for the first
 */
record StudySearch(List<Condition> conditions, List<String> keys, @Nullable String unit, List<String> after,
        int limit) {
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_PLACE = 1024;
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;
    private static final Set<String> FIELDS = Set.of("patientName", "patientId", "accessionNumber",
            "studyInstanceUid", "samePatientAs", "modality", "from", "to", "unit", "after", "limit");

    StudySearch {
        conditions = List.copyOf(conditions);
        keys = List.copyOf(keys);
        after = List.copyOf(after);
    }

    /** A field that nobody knows is refused: without it a search would find more than was looked for. */
    static StudySearch read(JsonObject body) {
        if (!FIELDS.containsAll(body.fieldNames())) {
            throw refusal("unknown-field", "The fields of a search are " + FIELDS.stream().sorted().toList() + ".");
        }
        List<Condition> conditions = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        var reader = new Reader(body, conditions, keys);
        reader.take("patientName", name -> new Condition.NameLike(Tag.PatientName, contained(name)));
        reader.take("patientId", number -> new Condition.OneOf(Tag.PatientID, List.of(number)));
        reader.take("accessionNumber", number -> new Condition.OneOf(Tag.AccessionNumber, List.of(number)));
        reader.take("studyInstanceUid", uid -> new Condition.OneOf(Tag.StudyInstanceUID, List.of(uid)));
        reader.take("samePatientAs", Condition.OfPerson::new);
        reader.take("modality", modality -> new Condition.OneOf(Tag.ModalitiesInStudy, List.of(modality)));
        reader.dates();
        String unit = reader.key("unit");
        String after = body.getValue("after") == null ? null : Bodies.text(body, "after", LONGEST_PLACE);
        return new StudySearch(conditions, keys, unit, after == null ? List.of() : Place.of(after), limit(body));
    }

    /** A name is found by any piece of it, unless the asker says where the rest is. */
    private static String contained(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 ? name : "*" + name + "*";
    }

    private static int limit(JsonObject body) {
        Object limit = body.getValue("limit", USUAL_LIMIT);
        if (limit instanceof Integer number && number >= 1 && number <= LARGEST_LIMIT) {
            return number;
        }
        throw refusal("limit", "\"limit\" must be a whole number from 1 to " + LARGEST_LIMIT + ".");
    }

    static ProblemException refusal(String code, String detail) {
        return new ProblemException(Problem.unprocessable(code, detail));
    }

    private record Reader(JsonObject body, List<Condition> conditions, List<String> keys) {
        @Nullable
        String key(String name) {
            if (body.getValue(name) == null) {
                return null;
            }
            keys.add(name);
            return Bodies.text(body, name, LONGEST_TEXT).strip();
        }

        void take(String name, Function<String, Condition> condition) {
            String value = key(name);
            if (value != null) {
                conditions.add(condition.apply(value));
            }
        }

        void dates() {
            String from = date("from");
            String to = date("to");
            if (!from.isEmpty() && !to.isEmpty() && from.compareTo(to) > 0) {
                throw refusal("no-range", "\"from\" is after \"to\".");
            }
            if (!from.isEmpty() || !to.isEmpty()) {
                conditions.add(new Condition.Between(Tag.StudyDate, from, to));
            }
        }

        private String date(String name) {
            String value = key(name);
            if (value == null) {
                return "";
            }
            try {
                return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeException e) {
                throw refusal("no-date", "\"" + name + "\" must be a date as YYYYMMDD.");
            }
        }
    }
}
