package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.Visible;
import org.lianzhen.gateway.patient.NameForms;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresArchiveSearchIT {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final Set<String> TS1 = Set.of("TS1");
    private static final Page ALL = new Page(0, 100);

    private static TestPostgres database;
    private static PostgresArchiveSearch archive;

    /** Study T1 of P1 with series S1 (instances 1, 2) and S2; study T2 of P2; a parked instance. */
    @BeforeAll
    static void fill() throws IOException {
        database = TestPostgres.migrated();
        archive = new PostgresArchiveSearch(database.pool());
        var index = new PostgresArchiveIndex(database.pool());
        SampleInstance first = SampleInstance.of("1");
        index.begin(Stream.of(first, first.instance("2"), first.series("S2", "SR").instance("3"),
                SampleInstance.of("4").study("T2").patient("P2").named("Zhang^San=张^三=")).map(SampleInstance::indexed)
                .toList()).commit()
                .toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        index.begin(List.of(first.content("other").indexed())).commit().toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
        database.rows("update study set study_date = '20260215', study_time = '0930' where uid = 'T2'");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<String> find(QueryLevel level, int uniqueKey, Condition... conditions) {
        return get(archive.find(new Search(level, List.of(conditions), TS1, ALL))).stream()
                .map(found -> found.string(uniqueKey)).toList();
    }

    private static List<String> studies(Condition... conditions) {
        return find(QueryLevel.STUDY, Tag.StudyInstanceUID, conditions);
    }

    @Test
    void tellsOfAStudyWhatTheIndexHolds() {
        DataSet study = get(archive.find(new Search(QueryLevel.STUDY, List.of(), TS1, new Page(0, 1)))).getFirst();
        assertThat(study.string(Tag.PatientName)).isEqualTo("王^小东");
        assertThat(study.string(Tag.StudyDescription)).isEqualTo("胸部平扫");
        assertThat(study.strings(Tag.ModalitiesInStudy)).containsExactly("CT", "SR");
        assertThat(study.integer(Tag.NumberOfStudyRelatedSeries)).hasValue(2);
        assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(3);
    }

    @Test
    void tellsWhatKindsOfObjectsAStudyHas() {
        DataSet study = get(archive.find(new Search(QueryLevel.STUDY, List.of(), TS1, new Page(0, 1)))).getFirst();
        assertThat(study.strings(Tag.SOPClassesInStudy)).containsExactly(CT);
        assertThat(study.string(Tag.TimezoneOffsetFromUTC)).isEqualTo("+0800");
        assertThat(studies(new Condition.OneOf(Tag.SOPClassesInStudy, List.of(CT)))).containsExactly("T1", "T2");
        assertThat(studies(new Condition.OneOf(Tag.SOPClassesInStudy, List.of("1.2.3")))).isEmpty();
    }

    @Test
    void tellsOfASeriesWhichRequestsItCameFrom() {
        DataSet series = get(archive.find(new Search(QueryLevel.SERIES, List.of(), TS1, new Page(0, 1)))).getFirst();
        assertThat(series.string(Tag.PerformedProcedureStepStartDate)).isEqualTo("20260301");
        assertThat(series.string(Tag.PerformedProcedureStepStartTime)).isEqualTo("1014");
        List<DataSet> requests = series.items(Tag.RequestAttributesSequence);
        assertThat(requests).extracting(item -> item.string(Tag.ScheduledProcedureStepID)).containsExactly("SPS1",
                "SPS2");
        assertThat(requests.getFirst().string(Tag.RequestedProcedureID)).isEqualTo("RP1");
        assertThat(requests.getLast().hasValue(Tag.RequestedProcedureID)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "SPS1, true", "SPS2, true", "SPS3, false", "SPS*, true", "RP1, false" })
    void findsSeriesByTheStepThatWasScheduled(String step, boolean found) {
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, new Condition.OfRequest(List.of(step(step)))))
                .hasSize(found ? 3 : 0);
    }

    private static Condition step(String step) {
        return step.endsWith("*")
                ? new Condition.Like(Tag.ScheduledProcedureStepID, step)
                : new Condition.OneOf(Tag.ScheduledProcedureStepID, List.of(step));
    }

    /** The samples' second request has no Requested Procedure ID. */
    @ParameterizedTest
    @CsvSource({ "SPS1, RP1, true", "SPS2, RP1, false", "SPS*, RP1, true", "SPS1, RP2, false" })
    void findsSeriesByOneRequestAndNotByPiecesOfSeveral(String step, String procedure, boolean found) {
        var both = new Condition.OfRequest(
                List.of(step(step), new Condition.OneOf(Tag.RequestedProcedureID, List.of(procedure))));
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, both)).hasSize(found ? 3 : 0);
        assertThat(studies(both)).as("studies tell of no requests").hasSize(2);
    }

    @Test
    void keysOfRequestsAreNoKeysElsewhere() {
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, step("SPS9"))).as("not asked").hasSize(3);
        assertThat(PostgresArchiveSearch.isKnown(Tag.ScheduledProcedureStepID, QueryLevel.SERIES)).isFalse();
        assertThat(PostgresArchiveSearch.isKnown(Tag.RequestAttributesSequence, QueryLevel.SERIES)).isTrue();
        assertThat(PostgresArchiveSearch.isKnown(Tag.RequestAttributesSequence, QueryLevel.STUDY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "1014, 1014, 3", "1015, 1200, 0", "'', 1014, 3" })
    void findsSeriesByWhenTheyWereMade(String from, String to, int count) {
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID,
                new Condition.Between(Tag.PerformedProcedureStepStartDate, "20260301", "20260301"),
                new Condition.Between(Tag.PerformedProcedureStepStartTime, from, to))).hasSize(count);
    }

    @Test
    void looksForTheNewestOfOneUnitWhereTheyAreInOrder() {
        var sql = new SearchSql(new Search(QueryLevel.STUDY, List.of(), TS1, ALL));
        assertThat(sql.entities()).contains("s.unit = $1 and");
        var several = new SearchSql(new Search(QueryLevel.STUDY, List.of(), Set.of("TS1", "TS2"), ALL));
        assertThat(several.entities()).contains("s.unit = any($1)");
        var opened = new Visible(TS1, Set.of(new Visible.Opened("TS2", "T9")));
        assertThat(new SearchSql(new Search(QueryLevel.STUDY, List.of(), opened, new Page(10, 5))).entities())
                .as("not more of each than are wanted").contains("s.unit = $1 and").doesNotContain(" or ")
                .matches("(?s).* limit 15\\) union all .* limit 15\\) order by .* limit 5 offset 10");
    }

    @Test
    void findsEveryLevelInOrder() {
        assertThat(find(QueryLevel.PATIENT, Tag.PatientID)).containsExactly("P1", "P2");
        assertThat(studies()).as("newest first").containsExactly("T1", "T2");
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID)).containsExactly("S1", "S2", "S1");
        assertThat(find(QueryLevel.IMAGE, Tag.SOPInstanceUID)).as("without what is parked").containsExactly("1", "2",
                "3", "4");
    }

    @Test
    void seesOnlyTheUnitsItMay() {
        assertThat(get(archive.find(new Search(QueryLevel.STUDY, List.of(), Set.of("TS2"), ALL)))).isEmpty();
        assertThat(get(archive.find(new Search(QueryLevel.STUDY, List.of(), Set.of(), ALL)))).isEmpty();
        assertThat(get(archive.instances(new Search(QueryLevel.STUDY, List.of(), Set.of("TS2"), ALL)))).isEmpty();
        assertThat(get(archive.durable(List.of(new SopReference(CT, "1")), Set.of("TS2")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "王*,T1", "王^小东,T1", "王^小?,T1", "张^三,T2", "zhang^san,T2", "ZHANG*,T2", "San*,", "三*,", "张,", "wxd,T1",
            "wangxiao*,T1", "王小东,T1", "zs,T2", "zhangsan,T2", "zhang*=张*,T2", "zhang*=王*,",
            "*三,T2", "'王^小东=',T1", "'(.*',", "'[',", "'\\',", "$," })
    void matchesAnyGroupOfAName(String pattern, String expected) {
        assertThat(studies(new Condition.NameLike(Tag.PatientName, pattern)))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void aNameWithoutLettersAsksForNothing() {
        assertThat(studies(new Condition.NameLike(Tag.PatientName, "="))).hasSize(2);
        assertThat(studies(new Condition.NameLike(Tag.PatientName, "^"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "20260301,20260301,T1", "20260201,20260228,T2", "20260215,,T1 T2", ",20260215,T2", "20270101,," })
    void matchesRangesOfDates(String from, String to, String expected) {
        assertThat(String.join(" ", studies(new Condition.Between(Tag.StudyDate, from == null ? "" : from,
                to == null ? "" : to)))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({ "10,10,T1", "09,0930,T2", "1015,1015,T1", "101501,,''", ",1000,T2", "10:15:00,10:15:00,T1" })
    void matchesRangesOfTimesWhateverTheirPrecision(String from, String to, String expected) {
        assertThat(String.join(" ", studies(new Condition.Between(Tag.StudyTime, from == null ? "" : from,
                to == null ? "" : to)))).isEqualTo(expected);
    }

    /** T1 is of 1 March, 10:15, T2 of 15 February, 09:30. */
    @ParameterizedTest
    @CsvSource({ "202602152200,202603010600,''", "202602150930,202603011015,T1 T2", "2026021509:31,202603011014,''",
            "2026021410,2026030109,T2", "2026021510,'',T1", "'',2026030110,T1 T2", "'',2026030109,T2" })
    void matchesDatesAndTimesAsOne(String from, String to, String expected) {
        assertThat(String.join(" ", studies(new Condition.BetweenMoments(Tag.StudyDate, Tag.StudyTime, from, to))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "'',20991231", "'',''", "00000000,99991231" })
    void noRangeHasADateThatIsMissing(String from, String to) {
        database.rows("update study set study_date = '' where uid = 'T2'");
        assertThat(studies(new Condition.Between(Tag.StudyDate, from, to))).containsExactly("T1");
        database.rows("update study set study_date = '20260215' where uid = 'T2'");
    }

    @ParameterizedTest
    @CsvSource({ "000000,235959", "'',235959", "00,''" })
    void noRangeHasATimeThatIsMissing(String from, String to) {
        database.rows("update study set study_time = '' where uid = 'T2'");
        assertThat(studies(new Condition.Between(Tag.StudyTime, from, to))).containsExactly("T1");
        database.rows("update study set study_time = '0930' where uid = 'T2'");
    }

    @Test
    void matchesListsPatternsAndNumbers() {
        assertThat(studies(new Condition.OneOf(Tag.StudyInstanceUID, List.of("T2", "T9")))).containsExactly("T2");
        assertThat(studies(new Condition.OneOf(Tag.ModalitiesInStudy, List.of("SR", "MR")))).containsExactly("T1");
        assertThat(studies(new Condition.Like(Tag.ModalitiesInStudy, "S*"))).containsExactly("T1");
        assertThat(studies(new Condition.Like(Tag.PatientID, "?2"))).containsExactly("T2");
        assertThat(studies(new Condition.Like(Tag.PatientID, "P_"))).as("no SQL wildcard").isEmpty();
        assertThat(studies(new Condition.Like(Tag.PatientID, "%"))).as("no SQL wildcard").isEmpty();
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, new Condition.OneOf(Tag.SeriesNumber, List.of("2"))))
                .hasSize(3);
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, new Condition.OneOf(Tag.SeriesNumber, List.of("x"))))
                .isEmpty();
        assertThat(find(QueryLevel.SERIES, Tag.SeriesInstanceUID, new Condition.Like(Tag.SeriesNumber, "2*")))
                .hasSize(3);
    }

    @Test
    void aPatientIdFindsWhatIsKeptOfThePersonUnderOthers() {
        database.rows(
                "insert into patient_identifier (patient, unit, kind, issuer, number) select id, 'TS1', kind, '', "
                        + "number from patient, (values ('ID_CARD', '11010519491231002X'), ('PHONE', '13812348000')) "
                        + "as n (kind, number) where patient_id = 'P2'");
        assertThat(studies(patientId("11010519491231002x"))).containsExactly("T2");
        assertThat(studies(patientId("13812348000"))).as("families share a phone").isEmpty();
        database.rows("update patient set person = (select min(id::text)::uuid from patient)");
        assertThat(studies(patientId("P2"))).containsExactly("T1", "T2");
        assertThat(studies(patientId("11010519491231002X"))).containsExactly("T1", "T2");
        assertThat(find(QueryLevel.PATIENT, Tag.PatientID, patientId("P2"))).containsExactly("P1", "P2");
        assertThat(studies(patientId("P2"), new Condition.OneOf(Tag.IssuerOfPatientID, List.of("TS1"))))
                .as("whoever names the issuer means that very record").containsExactly("T2");
        assertThat(studies(new Condition.Like(Tag.PatientID, "P2*"))).containsExactly("T2");
        database.rows("update patient set person = null");
        database.rows("delete from patient_identifier");
    }

    /** Names that are read otherwise as surnames, in every way that people type them. */
    @ParameterizedTest
    @CsvSource({ "单^田芳,shantianfang stf 单* *田芳 dantianfang,wangxiaodong tf 田*",
            "尉迟^恭,yuchigong ycg 尉迟* yuchi* *迟恭,weichi gong", "曾^国藩,zengguofan zgf zeng* 曾国藩,guofan",
            "解^缙,xiejin xj jiejin,jin", "仇^英,qiuying qy 仇?,ying", "区^寄,ouji oj ou*,ji",
            "查^良镛,zhaliangyong zly 查* zha*,liangyong", "吕^布,lvbu lubu lb,bu",
            "Shan^Tianfang=单^田芳=,shantianfang 单* stf shan*=单*,tianfang shan*=王*" })
    void findsSurnamesAsTheyAreRead(String name, String found, String notFound) {
        List<String> forms = NameForms.of(name);
        database.rows("update patient set name = $1, name_forms = $2, name_terms = $3 where patient_id = 'P2'", name,
                forms.toArray(String[]::new), NameForms.terms(forms).toArray(String[]::new));
        for (String pattern : found.split(" ", -1)) {
            assertThat(studies(new Condition.NameLike(Tag.PatientName, pattern))).as(pattern).containsExactly("T2");
        }
        for (String pattern : notFound.split(" ", -1)) {
            assertThat(studies(new Condition.NameLike(Tag.PatientName, pattern))).as(pattern).doesNotContain("T2");
        }
        List<String> again = NameForms.of("Zhang^San=张^三=");
        database.rows("update patient set name = $1, name_forms = $2, name_terms = $3 where patient_id = 'P2'",
                "Zhang^San=张^三=", again.toArray(String[]::new), NameForms.terms(again).toArray(String[]::new));
    }

    private static Condition patientId(String id) {
        return new Condition.OneOf(Tag.PatientID, List.of(id));
    }

    @Test
    void passesOverConditionsThatItCannotAnswer() {
        assertThat(studies(new Condition.OneOf(Tag.Manufacturer, List.of("x")))).hasSize(2);
        assertThat(studies(new Condition.OneOf(Tag.SOPInstanceUID, List.of("1")))).hasSize(2);
    }

    @Test
    void handsOutPages() {
        assertThat(get(archive.find(new Search(QueryLevel.IMAGE, List.of(), TS1, new Page(1, 2)))).stream()
                .map(found -> found.string(Tag.SOPInstanceUID))).containsExactly("2", "3");
        assertThatThrownBy(() -> new Page(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhereInstancesAre() {
        assertThat(get(archive.instances(new Search(QueryLevel.SERIES,
                List.of(new Condition.OneOf(Tag.SeriesInstanceUID, List.of("S2"))), TS1, ALL))))
                .containsExactly(
                        new KeptInstance("T1", new SopReference(CT, "3"), "1.2.840.10008.1.2.1", "object-3", 350));
    }

    @Test
    void callsDurableWhatIsParkedToo() {
        database.rows("update instance set state = 'PARKED' where sop_instance_uid = '4'");
        var asked = List.of(new SopReference(CT, "1"), new SopReference(CT, "4"), new SopReference(CT, "9"),
                new SopReference("1.2", "2"));
        assertThat(get(archive.durable(asked, TS1))).as("of another class than asked for too")
                .containsExactlyInAnyOrder(asked.get(0), asked.get(1), new SopReference(CT, "2"));
        database.rows("update instance set state = 'ACTIVE' where sop_instance_uid = '4'");
    }

    @Test
    void saysWhenTheDatabaseDoesNotAnswer() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var unanswered = new PostgresArchiveSearch(away.pool());
            assertThatThrownBy(() -> get(unanswered.find(new Search(QueryLevel.STUDY, List.of(), TS1, ALL))))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
