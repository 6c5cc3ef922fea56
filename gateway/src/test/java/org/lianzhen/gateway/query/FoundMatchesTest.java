package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Match;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.gateway.archive.FoundPage;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.intake.FakeAssociation;

class FoundMatchesTest {
    private final FakeSearch archive = new FakeSearch();
    private final FoundMatches found = new FoundMatches(archive,
            new Search(QueryLevel.STUDY, List.of(), Set.of("TS1"), FoundMatches.page()),
            new Answer(new FindRequest(new FakeAssociation(), InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                    DataSet.builder().putEmpty(Tag.StudyInstanceUID).build(), Priority.MEDIUM, Set.of()),
                    SpecificCharacterSet.UTF_8));

    private Optional<Match> next() {
        return found.next().toCompletableFuture().join();
    }

    private String nextUid() {
        return Objects.requireNonNull(next().orElseThrow().identifier().string(Tag.StudyInstanceUID));
    }

    @ParameterizedTest
    @CsvSource({ "0,1", "1,1", "199,1", "200,2", "201,2", "400,3", "450,3" })
    void givesEveryMatchOnceAPageAtATime(int matches, int pages) {
        archive.matches = matches;
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < matches; i++) {
            uids.add(nextUid());
        }
        assertThat(uids).doesNotHaveDuplicates().hasSize(matches);
        assertThat(next()).isEmpty();
        assertThat(next()).as("asked once more").isEmpty();
        assertThat(archive.asked).hasSize(pages);
    }

    @Test
    void asksForTheNextPageWhenThePeerHasTakenThisOne() {
        archive.matches = 300;
        for (int i = 0; i < 200; i++) {
            nextUid();
        }
        assertThat(archive.asked).hasSize(1);
        assertThat(nextUid()).isEqualTo("1.2.200");
        assertThat(archive.asked).hasSize(2);
        assertThat(archive.places).as("after the last of the page before").containsExactly(List.of(), List.of("200"));
    }

    @Test
    void givesNothingMoreWhenItIsClosed() {
        archive.matches = 300;
        nextUid();
        found.close();
        assertThat(next()).isEmpty();
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void givesNothingOfAPageThatComesAfterItIsClosed() {
        CompletableFuture<FoundPage> page = new CompletableFuture<>();
        archive.pending = page;
        CompletableFuture<Optional<Match>> next = found.next().toCompletableFuture();
        found.close();
        page.complete(new FoundPage(List.of(FakeSearch.study(1)), List.of(), List.of("1")));
        assertThat(next).isCompletedWithValue(Optional.empty());
        assertThat(next()).isEmpty();
    }

    @Test
    void failsWhenTheIndexDoes() {
        archive.fault = new IllegalStateException("away");
        assertThatThrownBy(this::next).hasCause(archive.fault);
    }
}
