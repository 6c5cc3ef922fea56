package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.AssociationEndedException;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** Our query user against our query provider. */
class FindTest {

    @Test
    void handsOutEveryMatchWithItsText() {
        DataSet one = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "Zhang^San=张^三")
                .put(Tag.StudyInstanceUID, "1.2.1").build();
        DataSet other = DataSet.builder(SpecificCharacterSet.GB18030).put(Tag.PatientName, "Zhu^RongJi=朱^镕基")
                .put(Tag.StudyInstanceUID, "1.2.2").build();
        var asked = new AtomicReference<FindRequest>();
        try (LocalNode local = finding(request -> {
            asked.set(request);
            return CompletableFuture.completedStage(Matches.of(List.of(one, other)));
        })) {
            FindAnswer answer = Await.completed(local.user().findAll(local.node(), Queries.study("1.2.*")));
            assertThat(answer.matches()).containsExactly(Match.of(one), Match.of(other));
            assertThat(answer.matches().getLast().identifier().string(Tag.PatientName)).contains("镕");
            assertThat(answer.summary()).isEqualTo(new FindSummary(Outcome.SUCCESS, 2, false, Set.of()));
        }
        assertThat(asked.get().model()).isEqualTo(InformationModel.STUDY_ROOT);
        assertThat(asked.get().level()).isEqualTo(QueryLevel.STUDY);
        assertThat(asked.get().identifier().string(Tag.StudyInstanceUID)).isEqualTo("1.2.*");
        assertThat(asked.get().identifier().contains(Tag.PatientName)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "PATIENT_ROOT,PATIENT", "PATIENT_ROOT,STUDY", "PATIENT_ROOT,SERIES", "PATIENT_ROOT,IMAGE",
            "STUDY_ROOT,STUDY", "STUDY_ROOT,SERIES", "STUDY_ROOT,IMAGE", "PATIENT_STUDY_ONLY,PATIENT",
            "PATIENT_STUDY_ONLY,STUDY" })
    void servesEveryModelAtEachOfItsLevels(InformationModel model, QueryLevel level) {
        DataSet found = DataSet.builder().put(Tag.PatientID, "P1").build();
        var asked = new AtomicReference<FindRequest>();
        try (LocalNode local = finding(request -> {
            asked.set(request);
            return CompletableFuture.completedStage(Matches.of(List.of(found)));
        })) {
            var answer = Await.completed(local.user().findAll(local.node(), FindQuery.of(model, level, found)));
            assertThat(answer.matches()).containsExactly(Match.of(found));
        }
        assertThat(asked.get().model()).isEqualTo(model);
        assertThat(asked.get().level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({ "STUDY_ROOT,PATIENT", "PATIENT_STUDY_ONLY,IMAGE", "STUDY_ROOT,''", "PATIENT_ROOT,FRAME" })
    void refusesLevelsTheModelHasNot(InformationModel model, String level) {
        DataSet keys = DataSet.builder().put(Tag.QueryRetrieveLevel, level).build();
        var query = new FindQuery(model, keys, 10, Duration.ofSeconds(20), Priority.MEDIUM, Set.of());
        try (LocalNode local = finding(request -> {
            throw new AssertionError("not to be asked");
        })) {
            assertThat(failure(local, query).status()).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
            assertThat(failure(local, query).offendingElements()).containsExactly(Tag.QueryRetrieveLevel);
        }
    }

    @Test
    void worklistHasNoLevels() {
        DataSet step = DataSet.builder().put(Tag.AccessionNumber, "A1").build();
        var asked = new AtomicReference<FindRequest>();
        try (LocalNode local = LocalNode.of(builder -> builder.worklist(request -> {
            asked.set(request);
            return CompletableFuture.completedStage(Matches.of(List.of(step)));
        }))) {
            var answer = Await.completed(local.user().findAll(local.node(),
                    FindQuery.worklist(DataSet.builder().putEmpty(Tag.AccessionNumber).build())));
            assertThat(answer.matches()).containsExactly(Match.of(step));
        }
        assertThat(asked.get().level()).isNull();
        assertThat(asked.get().model()).isEqualTo(InformationModel.MODALITY_WORKLIST);
    }

    @Test
    void unsupportedKeysAreTold() {
        DataSet found = DataSet.builder().put(Tag.PatientID, "P1").build();
        try (LocalNode local = finding(request -> CompletableFuture.completedStage(
                endless(n -> n < 2 ? Optional.of(new Match(found, n == 0)) : Optional.empty())))) {
            assertThat(Await.completed(local.user().findAll(local.node(), Queries.study("1"))).matches())
                    .containsExactly(new Match(found, true), new Match(found, false));
        }
    }

    @Test
    void refusalsAndFaultsEndTheQuery() {
        try (LocalNode local = finding(request -> CompletableFuture
                .failedStage(new DimseException(Status.OUT_OF_RESOURCES, "too broad")))) {
            assertThat(failure(local, Queries.study("1")))
                    .isEqualTo(Outcome.of(Status.OUT_OF_RESOURCES, "too broad"));
        }
        try (LocalNode local = finding(request -> {
            throw new IllegalStateException("a test");
        })) {
            assertThat(failure(local, Queries.study("1")).status()).isEqualTo(Status.UNABLE_TO_PROCESS);
        }
        try (LocalNode local = finding(request -> CompletableFuture.completedStage(endless(n -> {
            throw new IllegalStateException("a test");
        })))) {
            assertThat(failure(local, Queries.study("1")).status()).isEqualTo(Status.UNABLE_TO_PROCESS);
        }
    }

    @Test
    void moreThanWantedAreNotFetched() {
        var asked = new AtomicInteger();
        var closed = new AtomicBoolean();
        try (LocalNode local = finding(request -> CompletableFuture.completedStage(numbered(asked, closed)))) {
            var answer = Await.completed(local.user().findAll(local.node(), Queries.study("1").withLimit(25)));
            assertThat(answer.matches()).hasSize(25);
            assertThat(answer.summary().limited()).isTrue();
            assertThat(answer.summary().outcome().status()).isEqualTo(Status.CANCEL);
            Await.until("the matches are closed", closed::get);
        }
        assertThat(asked.get()).isLessThan(10_000);
    }

    @Test
    void asManyAsWantedIsNotLimited() {
        DataSet found = DataSet.builder().put(Tag.PatientID, "P1").build();
        try (LocalNode local = finding(
                request -> CompletableFuture.completedStage(Matches.of(List.of(found, found, found))))) {
            var answer = Await.completed(local.user().findAll(local.node(), Queries.study("1").withLimit(3)));
            assertThat(answer.summary()).isEqualTo(new FindSummary(Outcome.SUCCESS, 3, false, Set.of()));
        }
    }

    @Test
    void aSlowPullerHoldsThePeerBack() {
        var asked = new AtomicInteger();
        var closed = new AtomicBoolean();
        try (LocalNode local = finding(request -> CompletableFuture.completedStage(numbered(asked, closed)))) {
            FindCall call = local.user().find(local.node(), Queries.study("1").withLimit(1_000_000));
            Await.result(call.next());
            int before = Await.settled(asked::get, Duration.ofMillis(300));
            assertThat(before).isLessThan(20_000);
            for (int i = 1; i < 1_000; i++) {
                assertThat(Await.result(call.next())).isPresent();
            }
            call.cancel();
            FindSummary summary = Await.completed(call.result());
            assertThat(summary.outcome().status()).isEqualTo(Status.CANCEL);
            Await.until("the matches are closed", closed::get);
        }
    }

    @Test
    void aPeerThatNeverEndsMeetsTheDeadline() {
        try (LocalNode local = finding(request -> new CompletableFuture<>())) {
            FindCall call = local.user().find(local.node(), Queries.study("1").within(Duration.ofMillis(200)));
            assertThatThrownBy(() -> Await.result(call.result())).cause()
                    .isInstanceOf(AssociationEndedException.class);
            assertThatThrownBy(() -> Await.result(call.next())).cause()
                    .isInstanceOf(AssociationEndedException.class);
        }
    }

    @Test
    void matchesAreClosedWhenTheAskerIsGone() {
        var closed = new AtomicBoolean();
        try (LocalNode local = finding(request -> {
            request.association().loop().execute(() -> request.association().abort("a test"));
            return CompletableFuture.completedStage(numbered(new AtomicInteger(), closed));
        })) {
            assertThatThrownBy(() -> Await.completed(local.user().findAll(local.node(), Queries.study("1"))))
                    .hasRootCauseInstanceOf(AssociationEndedException.class);
            Await.until("the matches are closed", closed::get);
        }
    }

    private static LocalNode finding(FindHandler handler) {
        return LocalNode.of(builder -> builder.find(handler));
    }

    private static Outcome failure(LocalNode local, FindQuery query) {
        var result = Await.result(local.user().findAll(local.node(), query));
        assertThat(result).isInstanceOf(ServiceResult.Failed.class);
        return ((ServiceResult.Failed<FindAnswer>) result).outcome();
    }

    private static Matches numbered(AtomicInteger asked, AtomicBoolean closed) {
        return new Matches() {
            @Override
            public CompletionStage<Optional<Match>> next() {
                return CompletableFuture.completedStage(Optional.of(Match.of(DataSet.builder()
                        .put(Tag.InstanceNumber, String.valueOf(asked.incrementAndGet()))
                        .put(Tag.PatientComments, "long ".repeat(1_600)).build())));
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
    }

    private static Matches endless(IntFunction<Optional<Match>> match) {
        var count = new AtomicInteger();
        return new Matches() {
            @Override
            public CompletionStage<Optional<Match>> next() {
                return CompletableFuture.completedStage(match.apply(count.getAndIncrement()));
            }

            @Override
            public void close() {}
        };
    }
}
