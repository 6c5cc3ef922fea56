package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.patient.NameForms;

/** The SQL of a question: values are parameters always, never part of the text. */
final class SearchSql {
    private static final Pattern NO_NUMBER = Pattern.compile("[^0-9-]");
    private static final String EARLIEST = "";
    private static final String LATEST = "~";

    private final Search search;
    private final List<Object> parameters = new ArrayList<>();
    private final List<String> wheres = new ArrayList<>();

    SearchSql(Search search) {
        this.search = search;
        where("s.unit = any(" + parameter(search.units().toArray(String[]::new)) + ")");
        where("s.instance_count > 0");
        if (search.level().compareTo(QueryLevel.SERIES) >= 0) {
            where("e.instance_count > 0");
        }
        search.conditions().forEach(this::add);
    }

    private String parameter(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private void where(String condition) {
        wheres.add(condition);
    }

    private void add(Condition condition) {
        IndexColumn.of(condition.tag()).filter(column -> column.isKnownAt(search.level()))
                .ifPresent(column -> where(condition(column, condition)));
    }

    private String condition(IndexColumn column, Condition condition) {
        return switch (condition) {
            case Condition.OneOf(int _, List<String> values) -> oneOf(column, values);
            case Condition.Like(int _, String pattern) -> like(column, pattern);
            case Condition.NameLike(int tag, String pattern) -> tag == Tag.PatientName
                    ? patientName(pattern)
                    : column.sql() + " ~* " + parameter(nameRegex(pattern));
            case Condition.Between(int tag, String from, String to) -> tag == Tag.StudyTime
                    ? betweenTimes(column, from, to)
                    : column.sql() + " between " + parameter(from.isEmpty() ? EARLIEST : from) + " and "
                            + parameter(to.isEmpty() ? LATEST : to);
        };
    }

    private String oneOf(IndexColumn column, List<String> values) {
        return switch (column.kind()) {
            case TEXT -> column.sql() + " = any(" + parameter(values.toArray(String[]::new)) + ")";
            case LIST -> column.sql() + " && " + parameter(values.toArray(String[]::new));
            case NUMBER -> column.sql() + " = any(" + parameter(values.stream().map(SearchSql::number)
                    .toArray(Integer[]::new)) + ")";
        };
    }

    /** A number that no column holds when it is none. */
    private static int number(String text) {
        try {
            return Integer.parseInt(NO_NUMBER.matcher(text).replaceAll(""));
        } catch (NumberFormatException e) {
            return Integer.MIN_VALUE;
        }
    }

    private String like(IndexColumn column, String pattern) {
        String like = parameter(pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace('*', '%')
                .replace('?', '_'));
        return switch (column.kind()) {
            case TEXT -> column.sql() + " like " + like;
            case NUMBER -> column.sql() + "::text like " + like;
            case LIST -> "exists (select from unnest(" + column.sql() + ") m where m like " + like + ")";
        };
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

    /** Times may be written to the hour, minute, second or fraction, and were written with colons once. */
    private String betweenTimes(IndexColumn column, String from, String to) {
        String time = "rpad(left(replace(" + column.sql() + ", ':', ''), 6), 6, '0')";
        return time + " between " + parameter(filled(from, "000000")) + " and " + parameter(filled(to, "235959"));
    }

    private static String filled(String time, String rest) {
        String digits = time.replace(":", "");
        String whole = digits.length() > rest.length() ? digits.substring(0, rest.length()) : digits;
        return whole + rest.substring(whole.length());
    }

    /** The index's attributes of the matches, in the order of {@link IndexColumn#downTo}. */
    String entities() {
        String columns = IndexColumn.downTo(search.level()).stream().map(IndexColumn::sql)
                .collect(Collectors.joining(", "));
        return "select " + (search.level() == QueryLevel.PATIENT ? "distinct " : "") + columns + from(search.level())
                + order() + page();
    }

    /** Where the instances of the matches are. */
    String instances() {
        return "select i.sop_class_uid, i.sop_instance_uid, i.transfer_syntax_uid, i.object_key, i.data_set_offset"
                + from(QueryLevel.IMAGE)
                + " order by s.uid, e.series_number, e.uid, i.instance_number, i.sop_instance_uid"
                + page();
    }

    private String from(QueryLevel level) {
        StringBuilder from = new StringBuilder(" from study s join patient p on p.id = s.patient");
        if (level.compareTo(QueryLevel.SERIES) >= 0) {
            from.append(" join series e on e.study = s.id");
        }
        if (level == QueryLevel.IMAGE) {
            from.append(" join instance i on i.series = e.id and i.state = 'ACTIVE'");
        }
        return from + " where " + String.join(" and ", wheres);
    }

    private String order() {
        return switch (search.level()) {
            case PATIENT -> " order by p.patient_id, p.issuer, p.name";
            case STUDY -> " order by s.study_date desc, s.study_time desc, s.uid";
            case SERIES -> " order by s.uid, e.series_number, e.uid";
            case IMAGE -> " order by s.uid, e.series_number, e.uid, i.instance_number, i.sop_instance_uid";
        };
    }

    private String page() {
        return " limit " + search.page().limit() + " offset " + search.page().offset();
    }

    /** To be asked for after the text. */
    Tuple parameters() {
        return Tuple.from(parameters);
    }
}
