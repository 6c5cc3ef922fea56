package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.postgres.TestPostgres;

/** The index in a database of somebody else's, where punctuation comes before digits and case counts last. */
class SortedByLanguageIT {
    private static final Set<String> TS1 = Set.of("TS1");

    private static TestPostgres database;
    private static PostgresArchiveSearch archive;

    @BeforeAll
    static void fill() throws IOException {
        database = TestPostgres.migratedSortingAs("zh-CN");
        archive = new PostgresArchiveSearch(database.pool());
        get(new PostgresArchiveIndex(database.pool()).begin(Stream.of(SampleInstance.of("1").patient("b-1"),
                SampleInstance.of("2").study("T2").patient("B1"), SampleInstance.of("3").study("T3").patient("a~"))
                .map(SampleInstance::indexed).toList()).commit());
        database.rows("update study set study_date = '20260215', study_time = '' where uid = 'T2'");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void sortsOtherwiseThanBytesDo() {
        assertThat(database.value("select '20260215' between '' and '~'")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({ "20260216,'',2", "'',20260216,1", "20260101,20261231,3", "20260215,20260215,1", "20270101,'',0" })
    void findsRangesOfDates(String from, String to, int count) {
        assertThat(
                get(archive.find(new Search(QueryLevel.STUDY, List.of(new Condition.Between(Tag.StudyDate, from, to)),
                        TS1, new Search.Page(0, 10)))))
                .hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({ "10,'',2", "'',2359,2", "11,'',0" })
    void findsRangesOfTimes(String from, String to, int count) {
        assertThat(
                get(archive.find(new Search(QueryLevel.STUDY, List.of(new Condition.Between(Tag.StudyTime, from, to)),
                        TS1, new Search.Page(0, 10)))))
                .hasSize(count);
    }

    @Test
    void goesOnAfterAPlaceInItsOwnOrder() {
        var one = new Search(QueryLevel.PATIENT, List.of(), TS1, new Search.Page(0, 1));
        List<String> ids = new ArrayList<>();
        FoundPage page = get(archive.findAfter(one, List.of()));
        while (!page.matches().isEmpty()) {
            ids.add(page.matches().getFirst().string(Tag.PatientID));
            page = get(archive.findAfter(one, page.end()));
        }
        assertThat(ids).containsExactlyInAnyOrder("b-1", "B1", "a~");
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
