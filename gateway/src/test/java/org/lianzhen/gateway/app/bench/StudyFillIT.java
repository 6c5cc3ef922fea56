package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;

class StudyFillIT {
    private static final Set<String> UNITS = Set.of("TS1", "TS2", "CH1", "CH2");

    @Test
    void makesStudiesThatAreFound() throws Exception {
        try (TestPostgres database = TestPostgres.migrated();
                var fill = new StudyFill(database.address(), 4)) {
            fill.fill(0, 10);
            fill.fill(10, 30);
            var search = new PostgresArchiveSearch(database.pool());
            assertThat(find(search, QueryLevel.STUDY)).hasSize(30);
            assertThat(find(search, QueryLevel.SERIES)).hasSize(60);
            assertThat(find(search, QueryLevel.IMAGE)).hasSize(120);
            assertThat(find(search, QueryLevel.STUDY, new Condition.OneOf(Tag.PatientID,
                    List.of(StudyFill.patientId(7))))).extracting(study -> study.string(Tag.StudyInstanceUID))
                    .containsExactlyInAnyOrder("2.25.9.6", "2.25.9.7");
            assertThat(find(search, QueryLevel.STUDY, new Condition.NameLike(Tag.PatientName,
                    StudyFill.name(20) + "*"))).extracting(study -> study.string(Tag.PatientName))
                    .hasSize(2).containsOnly(StudyFill.name(20));
        }
    }

    private static List<DataSet> find(PostgresArchiveSearch search, QueryLevel level, Condition... conditions) {
        return Await.result(search.find(new Search(level, List.of(conditions), UNITS, new Search.Page(0, 200)))
                .toCompletableFuture());
    }
}
