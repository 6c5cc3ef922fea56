package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.FindRequest;
import org.lianzhen.dicom.service.InformationModel;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.dicom.service.QueryOption;
import org.lianzhen.dicom.service.RetrieveRequest;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.Condition;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.KeptInstances;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.FakeAssociation;

class ArchiveQueriesTest {
    private static final KeptInstance KEPT = new KeptInstance("1.2", new SopReference(SopClass.CTImageStorage, "1.2.3"),
            TransferSyntax.JPEG_BASELINE.uid(), "2026-03-01/000001/0000-9.dcm", 350);

    private final FakeSearch archive = new FakeSearch();
    private Optional<Viewers.Viewer> viewer = Optional.of(new Viewers.Viewer("CH1", Set.of("TS1", "CH1"), "GB18030"));
    private final List<AuditEvent> audit = new ArrayList<>();
    private CompletionStage<Void> kept = CompletableFuture.allOf();
    private final ArchiveQueries queries = new ArchiveQueries(archive,
            new TestViewers(() -> viewer, Set.of("CH1", "CH2")),
            new KeptInstances(key -> Path.of("objects", key), Path.of("decoding"), () -> false), event -> {
                audit.add(event);
                return kept;
            });

    private void find(InformationModel model, @Nullable QueryLevel level, DataSet keys, QueryOption... options) {
        queries.find(new FindRequest(new FakeAssociation(), model, level, keys, Priority.MEDIUM, Set.of(options)))
                .toCompletableFuture().join().next().toCompletableFuture().join();
    }

    private List<Instance> resolve(InformationModel model, QueryLevel level, DataSetBuilder keys) {
        return queries.resolve(new RetrieveRequest(new FakeAssociation(), model, level, keys.build(), Priority.MEDIUM,
                null, Set.of())).toCompletableFuture().join();
    }

    private Search asked() {
        return archive.asked.getLast();
    }

    private static void refuses(Status status, ThrowingCallable call) {
        assertThatThrownBy(call).satisfies(fault -> {
            Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
            assertThat(cause).isInstanceOfSatisfying(DimseException.class,
                    refusal -> assertThat(refusal.status()).isEqualTo(status));
        });
    }

    @Test
    void asksForWhatTheCallerMaySee() {
        find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.builder().put(Tag.PatientID, "P1").build());
        assertThat(asked().visible().units()).containsExactlyInAnyOrder("TS1", "CH1");
        assertThat(asked().level()).isEqualTo(QueryLevel.STUDY);
        assertThat(asked().conditions()).containsExactly(new Condition.OneOf(Tag.PatientID, List.of("P1")));
    }

    @ParameterizedTest
    @CsvSource({ "PATIENT_ROOT,STUDY", "PATIENT_ROOT,SERIES", "PATIENT_ROOT,IMAGE", "STUDY_ROOT,SERIES",
            "STUDY_ROOT,IMAGE", "PATIENT_STUDY_ONLY,STUDY" })
    void wantsTheKeysOfTheLevelsAboveUnlessAgreedOtherwise(InformationModel model, QueryLevel level) {
        DataSet none = DataSet.builder().putEmpty(Tag.SOPInstanceUID).build();
        refuses(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, () -> find(model, level, none));
        assertThat(archive.asked).isEmpty();
        find(model, level, none, QueryOption.RELATIONAL);
        assertThat(archive.asked).hasSize(1);
    }

    @Test
    void wantsNoKeysOfTheHighestLevel() {
        find(InformationModel.PATIENT_ROOT, QueryLevel.PATIENT, DataSet.EMPTY);
        find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.EMPTY);
        find(InformationModel.PATIENT_STUDY_ONLY, QueryLevel.PATIENT, DataSet.EMPTY);
        assertThat(archive.asked).hasSize(3);
    }

    @Test
    void refusesWithoutLevel() {
        refuses(Status.UNABLE_TO_PROCESS, () -> find(InformationModel.STUDY_ROOT, null, DataSet.EMPTY));
    }

    @Test
    void refusesACallerThatIsNoLongerKnown() {
        viewer = Optional.empty();
        refuses(Status.NOT_AUTHORIZED, () -> find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.EMPTY));
        refuses(Status.NOT_AUTHORIZED, () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.StudyInstanceUID, "1.2")));
        assertThat(archive.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "GB18030,GB18030", "GBK,GBK", "ISO_IR 192,UTF-8", ",UTF-8" })
    void readsTextsWithoutLabelAsTheCallerIsAnswered(@Nullable String term, String charset) {
        viewer = Optional.of(new Viewers.Viewer("TS1", Set.of("TS1"), term));
        Bytes name = Bytes.wrap("李^誠*".getBytes(Charset.forName(charset)));
        find(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(new Value(Tag.PatientName, Vr.PN, name)).build());
        assertThat(asked().conditions()).containsExactly(new Condition.NameLike(Tag.PatientName, "李^誠*"));
    }

    @Test
    void believesTheLabelOfTexts() {
        find(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, "李^誠").build());
        assertThat(asked().conditions()).containsExactly(new Condition.NameLike(Tag.PatientName, "李^誠"));
    }

    @Test
    void findsTheFilesOfInstances() {
        archive.kept.add(KEPT);
        assertThat(resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.StudyInstanceUID, "1.2"))).singleElement().satisfies(instance -> {
                    assertThat(instance.sopClassUid()).isEqualTo(SopClass.CTImageStorage);
                    assertThat(instance.sopInstanceUid()).isEqualTo("1.2.3");
                    assertThat(instance.transferSyntax()).isEqualTo(TransferSyntax.JPEG_BASELINE);
                    assertThat(instance.data().toString()).contains("0000-9.dcm").contains("350");
                });
    }

    @Test
    void retrievesNoMoreThanALineCanCarry() {
        archive.kept.addAll(Collections.nCopies(50_000, KEPT));
        DataSetBuilder study = DataSet.builder().put(Tag.StudyInstanceUID, "1.2");
        assertThat(resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY, study)).hasSize(50_000);
        assertThat(asked().page().limit()).as("one more, to notice").isEqualTo(50_001);
        archive.kept.add(KEPT);
        audit.clear();
        refuses(Status.UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES,
                () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY, study));
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_EXPORT);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.FAILED);
            assertThat(event.details().get("reason")).contains("more than 50000 instances");
        });
    }

    @Test
    void refusesARetrievalWithoutTheKeysAbove() {
        refuses(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.SERIES,
                DataSet.builder().put(Tag.SeriesInstanceUID, "1.2")));
    }

    @Test
    void refusesWhatItCannotName() {
        archive.kept.add(new KeptInstance("1.2", KEPT.instance(), "1.2.3.4.5", KEPT.objectKey(), 350));
        refuses(Status.UNABLE_TO_PROCESS, () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.StudyInstanceUID, "1.2")));
    }

    @Test
    void writesDownWhoSearchedByWhichKeysButNotForWhom() {
        find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.builder(SpecificCharacterSet.UTF_8)
                .put(Tag.PatientName, "王*").put(Tag.PatientID, "4711").putEmpty(Tag.StudyInstanceUID).build());
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.PATIENT_SEARCH);
            assertThat(event.actor().unit()).isEqualTo("CH1");
            assertThat(event.actor().role()).isEqualTo("DICOM_NODE");
            assertThat(event.details()).containsEntry("keys", "PatientName PatientID");
            assertThat(event.toString()).doesNotContain("王", "4711");
        });
    }

    @Test
    void writesDownWhatIsHandedOut() {
        archive.kept.add(KEPT);
        resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.builder().put(Tag.StudyInstanceUID, "1.2"));
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.STUDY_EXPORT);
            assertThat(event.object()).isEqualTo("1.2");
            assertThat(event.details()).containsEntry("instances", "1");
        });
    }

    @Test
    void writesDownEveryStudyThatIsHandedOutWithAPatient() {
        for (String study : List.of("1.2", "1.3", "1.2")) {
            archive.kept.add(new KeptInstance(study, KEPT.instance(), KEPT.transferSyntaxUid(), KEPT.objectKey(), 350));
        }
        resolve(InformationModel.PATIENT_ROOT, QueryLevel.PATIENT, DataSet.builder().put(Tag.PatientID, "4711"));
        assertThat(audit).extracting(AuditEvent::object).containsExactly("1.2", "1.3");
        assertThat(audit).extracting(event -> event.details().get("instances")).containsExactly("2", "1");
        assertThat(audit.toString()).doesNotContain("4711");
    }

    @Test
    void writesDownWhatWasAskedForInVain() {
        resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.StudyInstanceUID, "1.2", "1.3"));
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.object()).isEqualTo("1.2 1.3");
            assertThat(event.details()).containsEntry("instances", "0");
        });
    }

    @Test
    void writesDownWhoWasRefused() {
        DataSetBuilder series = DataSet.builder().put(Tag.SeriesInstanceUID, "1.2");
        refuses(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                () -> find(InformationModel.STUDY_ROOT, QueryLevel.SERIES, series.build()));
        refuses(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS,
                () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.SERIES, series));
        viewer = Optional.empty();
        refuses(Status.NOT_AUTHORIZED, () -> find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, DataSet.EMPTY));
        refuses(Status.NOT_AUTHORIZED, () -> resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY, series));
        assertThat(audit).extracting(AuditEvent::action).containsExactly(AuditAction.PATIENT_SEARCH,
                AuditAction.STUDY_EXPORT, AuditAction.PATIENT_SEARCH, AuditAction.STUDY_EXPORT);
        assertThat(audit).extracting(AuditEvent::outcome).containsExactly(AuditEvent.Outcome.FAILED,
                AuditEvent.Outcome.FAILED, AuditEvent.Outcome.REFUSED, AuditEvent.Outcome.REFUSED);
        assertThat(audit).extracting(event -> event.actor().unit()).containsExactly("CH1", "CH1", "", "");
        assertThat(audit.getFirst().details().get("reason")).contains("(0020,000D)");
    }

    @Test
    void sendsElsewhereOnlyWhatMayBeSeenHereAndThere() {
        archive.kept.add(KEPT);
        DataSet study = DataSet.builder().put(Tag.StudyInstanceUID, "1.2").build();
        queries.resolve(new RetrieveRequest(new FakeAssociation(), InformationModel.STUDY_ROOT, QueryLevel.STUDY, study,
                Priority.MEDIUM, "CH2PACS", Set.of())).toCompletableFuture().join();
        assertThat(asked().visible().units()).as("not what only the caller may see, nor what only the destination may")
                .containsExactly("CH1");
        assertThat(audit).singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("destination", "CH2PACS"));
    }

    @Test
    void answersNothingThatCannotBeWrittenDown() {
        kept = CompletableFuture.failedStage(new IllegalStateException("no audit"));
        archive.kept.add(KEPT);
        DataSetBuilder study = DataSet.builder().put(Tag.StudyInstanceUID, "1.2");
        assertThatThrownBy(() -> find(InformationModel.STUDY_ROOT, QueryLevel.STUDY, study.build()))
                .hasRootCauseMessage("no audit");
        assertThatThrownBy(() -> resolve(InformationModel.STUDY_ROOT, QueryLevel.STUDY, study))
                .hasRootCauseMessage("no audit");
    }
}
