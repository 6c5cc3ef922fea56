package org.lianzhen.gateway.postgres.archive;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lianzhen.dicom.service.QueryLevel;

/**
 * In which order the matches of a level come. No two have the same place in it, so that one who has seen some can go on where
 * they end, whatever has come or gone meanwhile.
 */
record SearchOrder(List<IndexColumn> columns) {
    private static final List<IndexColumn> NEWEST_FIRST = List.of(IndexColumn.STUDY_DATE, IndexColumn.STUDY_TIME);

    SearchOrder {
        columns = List.copyOf(columns);
    }

    static SearchOrder of(QueryLevel level) {
        return new SearchOrder(switch (level) {
            case PATIENT -> List.of(IndexColumn.PATIENT_ID, IndexColumn.ISSUER, IndexColumn.PATIENT_NAME,
                    IndexColumn.BIRTH_DATE, IndexColumn.SEX);
            case STUDY -> List.of(IndexColumn.STUDY_DATE, IndexColumn.STUDY_TIME, IndexColumn.STUDY_UID);
            case SERIES -> List.of(IndexColumn.STUDY_UID, IndexColumn.SERIES_NUMBER, IndexColumn.SERIES_UID);
            case IMAGE -> List.of(IndexColumn.STUDY_UID, IndexColumn.SERIES_NUMBER, IndexColumn.SERIES_UID,
                    IndexColumn.INSTANCE_NUMBER, IndexColumn.INSTANCE_UID);
        });
    }

    String sql() {
        return sql(IndexColumn::sql);
    }

    /**
     * The same of what several questions have found together.
     *
     * @param told what its columns are
     */
    String sql(List<IndexColumn> told) {
        return sql(column -> Integer.toString(told.indexOf(column) + 1));
    }

    private String sql(Function<IndexColumn, String> name) {
        return columns.stream().map(column -> name.apply(column) + (NEWEST_FIRST.contains(column) ? " desc" : ""))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /**
     * Where a match is in this order; a number that is missing is empty.
     *
     * @param told what the columns of {@code row} are
     */
    List<String> place(Row row, List<IndexColumn> told) {
        List<String> place = new ArrayList<>(columns.size());
        for (IndexColumn column : columns) {
            Object value = row.getValue(told.indexOf(column));
            place.add(value == null ? "" : value.toString());
        }
        return place;
    }

    /**
     * That a match comes after a place.
     *
     * @param parameter gives a value its name in the text
     */
    String after(List<String> place, Function<Object, String> parameter) {
        int last = columns.size() - 1;
        String after = "";
        for (int i = last; i >= 0; i--) {
            IndexColumn column = columns.get(i);
            String value = place.get(i);
            boolean isNumber = column.kind() == IndexColumn.Kind.NUMBER;
            String later = isNumber ? laterNumber(column, value, parameter)
                    : column.sql() + (NEWEST_FIRST.contains(column) ? " < " : " > ") + parameter.apply(value);
            String same = isNumber && value.isEmpty() ? column.sql() + " is null"
                    : column.sql() + " = " + parameter.apply(isNumber ? Integer.valueOf(value) : value);
            after = i == last ? later : "(" + later + " or " + same + " and " + after + ")";
        }
        return notBefore(place.getFirst(), parameter) + " and " + after;
    }

    /** Those without a number come last. */
    private static String laterNumber(IndexColumn column, String value, Function<Object, String> parameter) {
        return value.isEmpty() ? "false"
                : "(" + column.sql() + " > " + parameter.apply(Integer.valueOf(value)) + " or " + column.sql()
                        + " is null)";
    }

    /** Says nothing new, and tells PostgreSQL where in an index to begin. */
    private String notBefore(String value, Function<Object, String> parameter) {
        IndexColumn first = columns.getFirst();
        return first.sql() + (NEWEST_FIRST.contains(first) ? " <= " : " >= ") + parameter.apply(value);
    }
}
