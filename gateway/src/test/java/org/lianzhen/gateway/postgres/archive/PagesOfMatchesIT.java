package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Visible;
import org.lianzhen.gateway.postgres.TestPostgres;

/** Matches that are taken a page at a time. */
class PagesOfMatchesIT {
    private TestPostgres database;
    private PostgresArchiveSearch archive;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        archive = new PostgresArchiveSearch(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(Stream<SampleInstance> instances) {
        get(new PostgresArchiveIndex(database.pool()).begin(instances.map(SampleInstance::indexed).toList()).commit());
    }

    private static Search search(QueryLevel level, int limit) {
        return new Search(level, List.of(), Set.of("TS1"), new Search.Page(0, limit));
    }

    /** Of every page until there is none, with something that happens between two. */
    private List<DataSet> all(Search search, Runnable meanwhile) {
        List<DataSet> all = new ArrayList<>();
        FoundPage page = get(archive.findAfter(search, List.of()));
        while (!page.matches().isEmpty()) {
            assertThat(page.matches()).hasSizeLessThanOrEqualTo(search.page().limit());
            all.addAll(page.matches());
            meanwhile.run();
            page = get(archive.findAfter(search, page.end()));
        }
        assertThat(page.end()).isEmpty();
        return all;
    }

    private static List<String> values(List<DataSet> matches, int tag) {
        return matches.stream().map(match -> match.string(tag)).toList();
    }

    @Test
    void haveStudiesOfOtherUnitsThatAreOpenInTheirPlaces() {
        store(Stream.of("1", "2", "3").map(n -> SampleInstance.of(n).study("T" + n)));
        store(Stream.of("4", "5", "6").map(n -> SampleInstance.of(n).study("T" + n).from("TS2")));
        database.rows("update study set study_date = '2026010' || right(uid, 1)");
        var open = new Visible(Set.of("TS1"),
                Set.of(new Visible.Opened("TS2", "T4"), new Visible.Opened("TS2", "T6"),
                        new Visible.Opened("TS3", "T5")));
        for (int limit : List.of(1, 2, 10)) {
            var search = new Search(QueryLevel.STUDY, List.of(), open, new Search.Page(0, limit));
            assertThat(values(all(search, () -> {}), Tag.StudyInstanceUID)).as("by %s", limit)
                    .containsExactly("T6", "T4", "T3", "T2", "T1");
        }
        assertThat(values(get(archive.find(new Search(QueryLevel.STUDY, List.of(), open, new Search.Page(1, 2)))),
                Tag.StudyInstanceUID)).containsExactly("T4", "T3");
        for (QueryLevel level : List.of(QueryLevel.SERIES, QueryLevel.IMAGE)) {
            assertThat(values(all(new Search(level, List.of(), open, new Search.Page(0, 2)), () -> {}),
                    Tag.StudyInstanceUID)).as("%s", level).containsExactly("T1", "T2", "T3", "T4", "T6");
        }
        assertThat(get(archive.instances(new Search(QueryLevel.STUDY, List.of(), open, new Search.Page(0, 9)))))
                .hasSize(5);
        assertThat(get(archive.find(new Search(QueryLevel.PATIENT, List.of(), open, new Search.Page(0, 9)))))
                .as("told once").hasSize(1);
    }

    @Test
    void tellNoStudyTwiceAndPassOverNoneWhenNewerOnesArrive() {
        store(Stream.of("1", "2", "3", "4", "5").map(n -> SampleInstance.of(n).study("T" + n)));
        database.rows("update study set study_date = '20260215' where uid in ('T2', 'T4')");
        database.rows("update study set study_time = '09' where uid = 'T5'");
        List<String> newer = new ArrayList<>(List.of("9", "8", "7"));
        List<DataSet> found = all(search(QueryLevel.STUDY, 2), () -> {
            if (!newer.isEmpty()) {
                String next = newer.removeFirst();
                store(Stream.of(SampleInstance.of(next).study("T" + next)));
                database.rows("update study set study_date = '20260401' where uid = $1", "T" + next);
            }
        });
        assertThat(values(found, Tag.StudyInstanceUID)).containsExactly("T1", "T3", "T5", "T2", "T4");
    }

    @Test
    void tellEveryPatientOfOneNameWithoutNumbersOnce() {
        store(Stream.of(SampleInstance.of("1").patient("")));
        database.rows(
                """
                        insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex)
                        select uuidv7(), unit, 'x' || n, issuer, '', name, name_forms, name_terms,
                            to_char(date '1950-01-01' + n, 'YYYYMMDD'), sex from patient, generate_series(1, 250) n""");
        database.rows(
                """
                        insert into study (id, unit, patient, uid, study_date, study_time, accession_number, study_id, description,
                            referring_physician_name, institution_name, instance_count)
                        select uuidv7(), unit, id, 'x' || identity, '', '', '', '', '', '', '', 1 from patient
                        where identity like 'x%'""");
        List<DataSet> found = all(search(QueryLevel.PATIENT, 100), () -> {});
        assertThat(values(found, Tag.PatientBirthDate)).hasSize(251).doesNotHaveDuplicates();
        assertThat(values(found, Tag.PatientName)).containsOnly("王^小东");
    }

    @ParameterizedTest
    @CsvSource({ "SERIES,1", "SERIES,2", "SERIES,4", "IMAGE,1", "IMAGE,3", "IMAGE,100" })
    void areInTheOrderOfTheWholeAlsoWhereNumbersAreMissing(QueryLevel level, int limit) {
        store(Stream.of("S1", "S2", "S3", "S4").flatMap(series -> Stream.of("1", "2", "3")
                .map(n -> SampleInstance.of(series + "." + n).series(series, "CT"))));
        store(Stream.of(SampleInstance.of("T2.1").study("T2").series("S1", "CT")));
        database.rows("update series set series_number = null where uid in ('S1', 'S4')");
        database.rows("update instance set instance_number = null where sop_instance_uid like '%.2'");
        database.rows("update instance set instance_number = 7 where sop_instance_uid = 'S3.1'");
        int key = level.uniqueKey();
        List<String> whole = values(get(archive.find(search(level, 100))), key);
        assertThat(whole).hasSize(level == QueryLevel.SERIES ? 5 : 13);
        assertThat(values(all(search(level, limit), () -> {}), key)).isEqualTo(whole);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
