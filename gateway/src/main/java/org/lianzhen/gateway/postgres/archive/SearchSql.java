package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Visible;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.NameForms;

/** The SQL of a question: values are parameters always, never part of the text. */
final class SearchSql {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,12}");
    private static final Pattern REFUSED = Pattern.compile("[\\x00\\p{Cs}]");
    /** No character, so that no text of the index has it. */
    private static final String NOTHING = "\uffff";
    /** Digits of a date. */
    private static final int DAY = 8;
    private static final int LONGEST_NAME = 1024;

    private final Search search;
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> wheres = new ArrayList<>();
    private final String ofUnits;

    SearchSql(Search search) {
        this.search = search;
        this.ofUnits = ofUnits("s");
        where("s.instance_count > 0");
        if (search.level().compareTo(QueryLevel.SERIES) >= 0) {
            where("e.instance_count > 0");
        }
        search.conditions().forEach(this::add);
    }

    /**
     * A test for one of some texts. One alone is told as one: a unit's studies are in the order of an index, and a plan for one
     * value is kept and used again, where PostgreSQL makes a new one for each list, which takes longer than the search itself.
     */
    private String among(String[] texts) {
        return texts.length == 1 ? "= " + parameter(texts[0]) : "= any(" + parameter(texts) + ")";
    }

    private String ofUnits(String alias) {
        return alias + ".unit " + among(texts(search.visible().units()));
    }

    /** Studies that are open one by one. */
    private String opened(String alias) {
        List<Visible.Opened> opened = List.copyOf(search.visible().opened());
        return "(" + alias + ".unit, " + alias + ".uid) in (select * from unnest("
                + parameter(texts(opened.stream().map(Visible.Opened::unit).toList()))
                + "::text[], " + parameter(texts(opened.stream().map(Visible.Opened::study).toList())) + "::text[]))";
    }

    private boolean areSomeOpened() {
        return !search.visible().opened().isEmpty();
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    /** PostgreSQL refuses NUL, and halves of characters would become question marks: no column has such a text. */
    private static String text(String value) {
        return REFUSED.matcher(value).replaceAll(NOTHING);
    }

    static String[] texts(Collection<String> values) {
        return values.stream().map(SearchSql::text).toArray(String[]::new);
    }

    private void where(String condition) {
        wheres.add(condition);
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.OfRequest(List<Condition> conditions)) {
            if (IndexColumn.STEP_IDS.isKnownAt(search.level())) {
                where(oneRequest(conditions));
            }
            return;
        }
        IndexColumn.of(condition.tag()).filter(column -> column.isKnownAt(search.level()))
                .ifPresent(column -> where(condition(column, condition)));
    }

    /** Both lists have a value for each request, so that together they tell of one. */
    private String oneRequest(List<Condition> conditions) {
        String fits = conditions.stream()
                .flatMap(condition -> IndexColumn.ofRequest(condition.tag()).stream()
                        .map(column -> " and " + condition(column, condition)))
                .collect(Collectors.joining());
        return "exists (select from unnest(" + IndexColumn.STEP_IDS.sql() + ", " + IndexColumn.PROCEDURE_IDS.sql()
                + ") r (step_id, procedure_id) where true" + fits + ")";
    }

    private static String ofRequest(IndexColumn column) {
        return column == IndexColumn.STEP_IDS ? "r.step_id" : "r.procedure_id";
    }

    private String condition(IndexColumn column, Condition condition) {
        return switch (condition) {
            case Condition.OneOf(int _, List<String> values) -> column == IndexColumn.PATIENT_ID && !asksForIssuer()
                    ? oneOfPersons(values)
                    : oneOf(column, values);
            case Condition.Like(int _, String pattern) -> like(column, pattern);
            case Condition.NameLike(int _, String pattern) -> nameLike(column, text(pattern));
            case Condition.Between(int tag, String from, String to) -> tag == Tag.StudyTime
                    || tag == Tag.PerformedProcedureStepStartTime
                            ? betweenTimes(column, text(from), text(to))
                            : between(column, text(from), text(to));
            case Condition.BetweenMoments range -> betweenMoments(column, range);
            case Condition.OfPerson(String study) -> ofPerson(text(study));
            case Condition.OfRequest _ -> throw new IllegalArgumentException("no request is of another");
        };
    }

    /** Longer ones fit no name that is kept, and PostgreSQL works for seconds on them before it gives up. */
    private String nameLike(IndexColumn column, String pattern) {
        if (pattern.length() > LONGEST_NAME) {
            return "false";
        }
        return column == IndexColumn.PATIENT_NAME ? patientName(pattern)
                : any(column, "~* " + parameter(nameRegex(pattern)));
    }

    /** Whether the column, or one of its values, passes a test of texts. */
    private static String any(IndexColumn column, String test) {
        return switch (column.kind()) {
            case TEXT -> column.sql() + " " + test;
            case OF_REQUESTS -> ofRequest(column) + " " + test;
            case NUMBER -> column.sql() + "::text " + test;
            case LIST -> "exists (select from unnest(" + column.sql() + ") m where m " + test + ")";
        };
    }

    private String oneOf(IndexColumn column, List<String> values) {
        return switch (column.kind()) {
            case TEXT -> column.sql() + " " + among(texts(values));
            case OF_REQUESTS -> ofRequest(column) + " " + among(texts(values));
            case LIST -> column.sql() + " && " + parameter(texts(values));
            case NUMBER -> column.sql() + " = any(" + parameter(numbers(values)) + "::bigint[])";
        };
    }

    private boolean asksForIssuer() {
        return search.conditions().stream().anyMatch(condition -> condition.tag() == Tag.IssuerOfPatientID);
    }

    /** Whoever knows a person by one number wants to find what is kept of them under every other one. */
    private String oneOfPersons(List<String> values) {
        List<String> numbers = values.stream()
                .flatMap(value -> Stream.concat(Stream.of(value),
                        Identifier.idCard(value).map(Identifier::number).stream()))
                .distinct().toList();
        String given = among(texts(numbers));
        return """
                p.id in (with known as (
                    select id, person from patient where patient_id %s
                    union select k.id, k.person from patient_identifier i join patient k on k.id = i.patient
                        where i.number %s and i.kind <> 'PHONE')
                select id from known union select m.id from known k join patient m on m.person = k.person)"""
                .formatted(given, given);
    }

    /** Whoever may not see the study learns nothing of whose it is. */
    private String ofPerson(String study) {
        String visible = ofUnits("a") + (areSomeOpened() ? " or " + opened("a") : "");
        return """
                p.id in (select m.id from study a join patient k on k.id = a.patient
                    join patient m on m.id = k.id or m.person = k.person where a.uid = %s and (%s))"""
                .formatted(parameter(study), visible);
    }

    /** What is no number is in no column. */
    private static Long[] numbers(List<String> values) {
        return values.stream().map(String::strip).filter(value -> NUMBER.matcher(value).matches()).map(Long::valueOf)
                .toArray(Long[]::new);
    }

    private String like(IndexColumn column, String pattern) {
        return any(column, "like " + parameter(text(pattern).replace("\\", "\\\\").replace("%", "\\%")
                .replace("_", "\\_").replace('*', '%').replace('?', '_')));
    }

    /** Found by the terms, which have an index, and told by the forms. Each group that the pattern has must fit. */
    private String patientName(String pattern) {
        return Arrays.stream(pattern.split("=", -1)).filter(group -> !group.isBlank()).map(this::oneForm)
                .collect(Collectors.joining("", "(true", ")"));
    }

    private String oneForm(String pattern) {
        return " and p.name_terms @> " + parameter(NameForms.termsOfPattern(pattern).toArray(String[]::new))
                + " and exists (select from unnest(p.name_forms) form where form ~ "
                + parameter(NameForms.regex(pattern)) + ")";
    }

    /** One of the groups of a name, with or without the empty components at its end. */
    private static String nameRegex(String pattern) {
        StringBuilder regex = new StringBuilder("(^|=)");
        String core = pattern.replaceAll("[=^]+$", "");
        for (int i = 0; i < core.length(); i++) {
            char c = core.charAt(i);
            switch (c) {
                case '*' -> regex.append("[^=]*");
                case '?' -> regex.append("[^=]");
                case '^', '$', '.', '+', '(', ')', '[', ']', '{', '}', '|', '\\' -> regex.append('\\').append(c);
                default -> regex.append(c);
            }
        }
        return regex.append("\\^*($|=)").toString();
    }

    /** What has no value lies in no range. An open end is no condition: no text comes last in every order of a language. */
    private String between(IndexColumn column, String from, String to) {
        List<String> tests = new ArrayList<>(List.of("<> ''"));
        if (!from.isEmpty()) {
            tests.add(">= " + parameter(from));
        }
        if (!to.isEmpty()) {
            tests.add("<= " + parameter(to));
        }
        return tests.stream().map(test -> any(column, test)).collect(Collectors.joining(" and "));
    }

    /** Times may be written to the hour, minute, second or fraction, and were written with colons once. */
    private String betweenTimes(IndexColumn column, String from, String to) {
        String time = sixDigits(column);
        return any(column, "<> ''") + " and " + time + " between " + parameter(filled(from, "000000")) + " and "
                + parameter(filled(to, "235959"));
    }

    private static String sixDigits(IndexColumn time) {
        return "rpad(left(replace(" + time.sql() + ", ':', ''), 6), 6, '0')";
    }

    /** The date is asked for by itself, too: of dates there is an index. */
    private String betweenMoments(IndexColumn date, Condition.BetweenMoments range) {
        IndexColumn time = IndexColumn.of(range.timeTag()).orElseThrow();
        String moment = "(" + date.sql() + " || " + sixDigits(time) + ")";
        String from = text(range.from());
        String to = text(range.to());
        StringBuilder tests = new StringBuilder(between(date, day(from), day(to))).append(" and ")
                .append(any(time, "<> ''"));
        if (!from.isEmpty()) {
            tests.append(" and ").append(moment).append(" >= ")
                    .append(parameter(day(from) + filled(from.substring(DAY), "000000")));
        }
        if (!to.isEmpty()) {
            tests.append(" and ").append(moment).append(" <= ")
                    .append(parameter(day(to) + filled(to.substring(DAY), "235959")));
        }
        return tests.toString();
    }

    private static String day(String moment) {
        return moment.isEmpty() ? "" : moment.substring(0, DAY);
    }

    private static String filled(String time, String rest) {
        String digits = time.replace(":", "");
        String whole = digits.length() > rest.length() ? digits.substring(0, rest.length()) : digits;
        return whole + rest.substring(whole.length());
    }

    /** Only matches that come after a place; before the text is asked for. */
    SearchSql after(List<String> place) {
        if (!place.isEmpty()) {
            where(SearchOrder.of(search.level()).after(place, this::parameter));
        }
        return this;
    }

    /** The index's attributes of the matches, in the order of {@link IndexColumn#downTo}, and but for patients the study's unit. */
    String entities() {
        return areSomeOpened() ? together() : entities(ofUnits) + page();
    }

    private String entities(String visible) {
        String columns = IndexColumn.downTo(search.level()).stream().map(IndexColumn::sql)
                .collect(Collectors.joining(", "));
        boolean patients = search.level() == QueryLevel.PATIENT;
        return "select " + (patients ? "distinct " : "") + columns + (patients ? "" : ", s.unit")
                + from(search.level(), visible) + SearchOrder.of(search.level()).sql();
    }

    /** Two questions and not one with "or", so that studies of units come in the order of their index and no more of them than are wanted. */
    private String together() {
        String first = " limit " + (search.page().offset() + search.page().limit());
        return "(" + entities(ofUnits) + first + ") union " + (search.level() == QueryLevel.PATIENT ? "" : "all ") + "("
                + entities(opened("s")) + first + ")"
                + SearchOrder.of(search.level()).sql(IndexColumn.downTo(search.level())) + page();
    }

    /** Where the instances of the matches are. */
    String instances() {
        return "select s.uid, i.sop_class_uid, i.sop_instance_uid, i.transfer_syntax_uid, i.object_key, i.data_set_offset"
                + from(QueryLevel.IMAGE, areSomeOpened() ? "(" + ofUnits + " or " + opened("s") + ")" : ofUnits)
                + SearchOrder.of(QueryLevel.IMAGE).sql() + page();
    }

    private String from(QueryLevel level, String visible) {
        StringBuilder from = new StringBuilder(" from study s join patient p on p.id = s.patient");
        if (level.compareTo(QueryLevel.SERIES) >= 0) {
            from.append(" join series e on e.study = s.id");
        }
        if (level == QueryLevel.IMAGE) {
            from.append(" join instance i on i.series = e.id and i.state = 'ACTIVE'");
        }
        return from + " where " + visible + " and " + String.join(" and ", wheres);
    }

    private String page() {
        return " limit " + search.page().limit() + " offset " + search.page().offset();
    }

    /** To be asked for after the text. */
    Tuple parameters() {
        return Tuple.from(parameters);
    }
}
