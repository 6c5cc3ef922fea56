package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.ImageEntry;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.PatientEntry;
import org.lianzhen.gateway.archive.ProcedureEntry;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.SeriesEntry;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.archive.StudyEntry;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Texts and numbers that no honest device sends: they break neither the index nor any question. */
class HostileTextIT {
    private static final int BATCH = 250;
    private static final Set<String> TS1 = Set.of("TS1");

    private TestPostgres database;
    private PostgresArchiveIndex index;
    private PostgresArchiveSearch archive;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
        archive = new PostgresArchiveSearch(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static List<Condition> conditionsOfEveryKind() {
        List<Condition> conditions = new ArrayList<>();
        for (String text : List.of("'; drop table study; --", "\\' or '1'='1", "$1", "%_\\", "(((((", "[[:alpha:]",
                "a{9999}",
                "\\1", "(?i)x", "***=x", "a\0b", "\ud800", "x".repeat(70_000), "99999999999999999999", "-", "\n", "")) {
            for (IndexColumn column : IndexColumn.values()) {
                List<Condition> ofColumn = List.of(new Condition.OneOf(column.tag(), List.of(text, "other")),
                        new Condition.Like(column.tag(), text + "*?"), new Condition.NameLike(column.tag(), text),
                        new Condition.Between(column.tag(), text, text));
                conditions.addAll(column.kind() == IndexColumn.Kind.OF_REQUESTS
                        ? ofColumn.stream().map(one -> new Condition.OfRequest(List.of(one))).toList()
                        : ofColumn);
            }
        }
        return conditions;
    }

    @ParameterizedTest
    @EnumSource(QueryLevel.class)
    void noConditionIsAnythingButACondition(QueryLevel level) {
        store(SampleInstance.of("1").indexed());
        List<CompletionStage<List<DataSet>>> answers = new ArrayList<>();
        for (Condition condition : conditionsOfEveryKind()) {
            answers.add(archive.find(new Search(level, List.of(condition), TS1, new Search.Page(0, 10))));
            if (answers.size() == 100) {
                answers.forEach(HostileTextIT::get);
                answers.clear();
            }
        }
        answers.forEach(HostileTextIT::get);
        assertThat(find(level)).as("it is still there").hasSize(1);
    }

    @Test
    void nobodySeesMoreByAnUnitThatIsSql() {
        store(SampleInstance.of("1").indexed());
        assertThat(get(archive.find(new Search(QueryLevel.STUDY, List.of(), Set.of("') or ('1'='1", "TS1\0"),
                new Search.Page(0, 10))))).isEmpty();
        assertThat(get(archive.durable(List.of(new SopReference("1.2\0", "1\0")), TS1))).isEmpty();
    }

    static List<String> texts() {
        return List.of("李^誠=𠀀^𠮷=", "a\\b", "é", "\u0001\u001b", "名".repeat(1000), "x".repeat(65_536), "' \" $1 %",
                "\ud83d\ude00", "\uffff", "=====", "^^^^^^^^");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsKeptIsFoundWhateverItsTexts(String text) {
        store(entry("1", text, text, 1));
        store(SampleInstance.of("2").series("S2", "CT").indexed());
        for (QueryLevel level : QueryLevel.values()) {
            assertThat(find(level)).as(level.name()).isNotEmpty();
        }
        assertThat(find(QueryLevel.STUDY).getFirst().string(Tag.StudyInstanceUID)).isEqualTo("T1");
        if (text.indexOf('\\') < 0 && text.codePoints().noneMatch(c -> c < ' ')) {
            assertThat(find(QueryLevel.STUDY).getFirst().string(Tag.StudyDescription)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 70_000, Integer.MAX_VALUE })
    void whatIsKeptIsFoundWhateverItsNumbers(int number) {
        store(entry("1", "text", "P1", number));
        for (QueryLevel level : QueryLevel.values()) {
            assertThat(find(level)).as(level.name()).hasSize(1);
        }
        assertThat(find(QueryLevel.IMAGE).getFirst().integer(Tag.InstanceNumber)).hasValue(number);
    }

    /** PostgreSQL refuses entries of an index that are too long, and with them everything in the batch. */
    @Test
    void aLongPatientIdSpoilsNobodyElsesBatch() {
        StringBuilder id = new StringBuilder();
        var random = new java.util.Random(7);
        random.ints(4000, 0x4e00, 0x9fa5).forEach(id::appendCodePoint);
        IndexedInstance strange = entry("1", id.toString(), id.toString(), 1);
        assertThat(get(index.begin(List.of(strange, SampleInstance.of("2").study("T2").patient("P2").indexed()))
                .commit())).hasSize(2).allMatch(Acceptance.Stored.class::isInstance);
        assertThat(find(QueryLevel.STUDY)).hasSize(2);
        assertThat(get(index.begin(List.of(entry("3", "x", id + "x", 1))).commit())).as("another patient's")
                .containsExactly(new Acceptance.Parked(1, Acceptance.ParkReason.PATIENT_DIFFERS));
    }

    @Test
    void handsOutPagesOfTenThousand() {
        List<IndexedInstance> many = new ArrayList<>();
        for (int i = 0; i < 10_050; i++) {
            many.add(SampleInstance.of("1." + i).indexed());
        }
        for (int from = 0; from < many.size(); from += BATCH) {
            List<IndexedInstance> batch = many.subList(from, Math.min(from + BATCH, many.size()));
            assertThat(get(index.begin(batch).commit())).hasSize(batch.size());
        }
        var first = new Search(QueryLevel.IMAGE, List.of(), TS1, new Search.Page(0, 10_000));
        List<DataSet> page = new ArrayList<>(get(archive.find(first)));
        List<DataSet> rest = get(archive.find(
                new Search(QueryLevel.IMAGE, List.of(), TS1, new Search.Page(10_000, 10_000))));
        assertThat(page).hasSize(10_000);
        assertThat(rest).hasSize(50);
        page.addAll(rest);
        assertThat(page.stream().map(found -> found.string(Tag.SOPInstanceUID))).doesNotHaveDuplicates();
        assertThat(get(archive.instances(first))).hasSize(10_000);
    }

    private static IndexedInstance entry(String uid, String text, String patientId, int number) {
        InstanceEntry usual = SampleInstance.of(uid).indexed().entry();
        var entry = new InstanceEntry(new PatientEntry("TS1", patientId, text, text, text, List.of()),
                new StudyEntry("T1", text, text, text, text, text, text, text, text),
                new SeriesEntry("S1", text, number, text, text, text, text,
                        new ProcedureEntry(text, text, List.of(new ProcedureEntry.Request(text, text)), text)),
                new ImageEntry(uid, usual.image().sopClassUid(), usual.image().transferSyntaxUid(), number, number,
                        number, number, number),
                usual.pixels(), usual.origin(), usual.dataSetOffset(),
                Optional.empty());
        return new IndexedInstance(entry, new StoredObject("object-" + uid, 100, Optional.of("sha-" + uid)));
    }

    private void store(IndexedInstance instance) {
        assertThat(get(index.begin(List.of(instance)).commit())).hasSize(1);
    }

    private List<DataSet> find(QueryLevel level) {
        return get(archive.find(new Search(level, List.of(), TS1, new Search.Page(0, 10))));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
