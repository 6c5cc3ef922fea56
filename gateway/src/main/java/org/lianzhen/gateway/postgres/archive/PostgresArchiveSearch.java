package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.postgres.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the index in PostgreSQL. */
public final class PostgresArchiveSearch implements ArchiveSearch {
    private static final int LIMIT_SECONDS = 30;
    private static final String DURABLE = """
            select i.sop_class_uid, i.sop_instance_uid from instance i join study s on s.id = i.study
            where i.sop_instance_uid = any($1) and (s.unit = any($2) or i.unit = any($2)
                or exists (select from instance_holder h where h.instance = i.id and h.unit = any($2)))""";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresArchiveSearch.class);
    private static final Pattern BACKSLASH = Pattern.compile("\\\\");

    private final Pool pool;

    public PostgresArchiveSearch(Pool pool) {
        this.pool = pool;
    }

    /** Whether matches of a level can be found by, and tell, the attribute of this tag. */
    public static boolean isKnown(int tag, QueryLevel level) {
        return tag == Tag.RequestAttributesSequence ? IndexColumn.STEP_IDS.isKnownAt(level)
                : IndexColumn.of(tag).filter(column -> column.isKnownAt(level)).isPresent();
    }

    @Override
    public CompletionStage<List<DataSet>> find(Search search) {
        return page(search, new SearchSql(search)).map(FoundPage::matches).toCompletionStage();
    }

    @Override
    public CompletionStage<FoundPage> findAfter(Search search, List<String> place) {
        Search onward = new Search(search.level(), search.conditions(), search.visible(),
                new Search.Page(0, search.page().limit()));
        return page(onward, new SearchSql(onward).after(place)).toCompletionStage();
    }

    private Future<FoundPage> page(Search search, SearchSql sql) {
        List<IndexColumn> columns = IndexColumn.downTo(search.level());
        return ask(sql.entities(), sql.parameters()).map(rows -> {
            List<DataSet> found = new ArrayList<>(rows.size());
            List<String> units = new ArrayList<>(rows.size());
            List<String> end = List.of();
            for (Row row : rows) {
                found.add(dataSet(row, columns));
                if (search.level() != QueryLevel.PATIENT) {
                    units.add(row.getString(columns.size()));
                }
                end = found.size() < rows.size() ? end : SearchOrder.of(search.level()).place(row, columns);
            }
            return new FoundPage(found, units, end);
        });
    }

    private static DataSet dataSet(Row row, List<IndexColumn> columns) {
        DataSetBuilder builder = DataSet.builder(SpecificCharacterSet.UTF_8);
        for (int i = 0; i < columns.size(); i++) {
            put(builder, columns.get(i), row, i);
        }
        RequestItems.put(builder, row, columns);
        return builder.build();
    }

    static void putText(DataSetBuilder builder, int tag, String text) {
        orEmpty(builder, tag, () -> builder.put(tag, BACKSLASH.split(text, -1)));
    }

    /** What the attribute's representation cannot hold, as a device sent it, is told as empty. */
    private static void orEmpty(DataSetBuilder builder, int tag, Runnable put) {
        try {
            put.run();
        } catch (InvalidValueException e) {
            LOG.debug("{} of a match cannot be told", Tag.format(tag), e);
            builder.putEmpty(tag);
        }
    }

    private static void put(DataSetBuilder builder, IndexColumn column, Row row, int position) {
        switch (column.kind()) {
            case TEXT -> putText(builder, column.tag(), row.getString(position));
            case OF_REQUESTS -> {}
            case LIST -> putText(builder, column.tag(), String.join("\\", row.getArrayOfStrings(position)));
            case NUMBER -> {
                Integer number = row.getInteger(position);
                if (number == null) {
                    builder.putEmpty(column.tag());
                } else {
                    orEmpty(builder, column.tag(), () -> builder.putInts(column.tag(), number));
                }
            }
        }
    }

    @Override
    public CompletionStage<List<KeptInstance>> instances(Search search) {
        var sql = new SearchSql(search);
        return ask(sql.instances(), sql.parameters()).map(rows -> {
            List<KeptInstance> kept = new ArrayList<>(rows.size());
            rows.forEach(row -> kept.add(new KeptInstance(row.getString(0),
                    new SopReference(row.getString(1), row.getString(2)), row.getString(3), row.getString(4),
                    row.getInteger(5))));
            return kept;
        }).toCompletionStage();
    }

    @Override
    public CompletionStage<Set<SopReference>> durable(List<SopReference> instances, Set<String> units) {
        String[] uids = SearchSql.texts(instances.stream().map(SopReference::sopInstanceUid).toList());
        return ask(DURABLE, Tuple.from(List.of(uids, SearchSql.texts(units)))).map(rows -> {
            Set<SopReference> durable = new HashSet<>();
            rows.forEach(row -> durable.add(new SopReference(row.getString(0), row.getString(1))));
            return durable;
        }).toCompletionStage();
    }

    private Future<RowSet<Row>> ask(String sql, Tuple parameters) {
        return Database.answered(pool.preparedQuery(sql).execute(parameters), LIMIT_SECONDS);
    }
}
