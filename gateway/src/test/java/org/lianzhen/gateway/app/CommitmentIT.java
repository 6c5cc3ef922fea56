package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.NActionRq;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.DicomClient;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentOrder;
import org.lianzhen.dicom.service.CommitmentReceipt;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.MemoryData;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveSearch;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.query.PostgresCommitmentReports;
import org.lianzhen.gateway.query.CommitmentReports.Progress;
import org.lianzhen.gateway.query.CommitmentReports.State;
import org.lianzhen.gateway.query.CommitmentSchedule;

/** Storage commitment as a modality sees it: it hears the result, whoever was away meanwhile. */
@Timeout(120)
class CommitmentIT {
    private static final CommitmentSchedule QUICK = new CommitmentSchedule(Duration.ofMillis(50), Duration.ofSeconds(5),
            Duration.ofMillis(100), Duration.ofMillis(300), 10_000);
    private static final Instance KEPT = ArchiveLoad.instance("1.2.840.78.1", 1);
    private static final SopReference HERE = new SopReference(KEPT.sopClassUid(), KEPT.sopInstanceUid());
    private static final SopReference NOT_HERE = new SopReference(SopClass.CTImageStorage, "1.2.840.78.1.1.99");

    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final int modalityPort = PeerProcess.newPort();
    private final ConcurrentLinkedQueue<CommitmentResult> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> heardFrom = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private TestPostgres database;
    private PostgresCommitmentReports reports;
    private RunningNode node;
    private @Nullable DicomServer modality;

    @BeforeEach
    void start() throws Exception {
        database = TestPostgres.migrated();
        reports = new PostgresCommitmentReports(database.pool());
        node = startNode(QUICK);
        store(KEPT);
    }

    private RunningNode startNode(CommitmentSchedule schedule) throws Exception {
        var members = TestMembers.of("""
                units: [{code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}]
                nodes: [{aeTitle: TS1PACS, unit: TS1, host: 127.0.0.1, port: %d, licences: [STORE]}]
                """.formatted(modalityPort));
        var settings = TestNode.settings(folder.resolve("data"), "LIANZHEN", "EMERGENCY");
        return TestNode.start(settings, new Archive(new PostgresArchiveIndex(database.pool()),
                new PostgresArchiveSearch(database.pool()), members, List.of(),
                new CommitmentKeeping(reports, schedule, new PostgresStudyReceipts(database.pool()),
                        (unit, result) -> CompletableFuture.completedStage(false)),
                new PostgresAuditLog(database.pool()), null));
    }

    @AfterEach
    void stop() {
        user.close();
        stopModality();
        loops.close();
        node.stop(Duration.ofSeconds(5));
        database.close();
    }

    private void startModality() {
        ApplicationEntity entity = ApplicationEntity.builder().commitmentResults((association, result) -> {
            heardFrom.add(association.terms().peerAeTitle());
            heard.add(result);
            return CompletableFuture.completedStage(null);
        }).build();
        modality = Await.result(DicomServer.listen(loops,
                ServerOptions.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), modalityPort),
                        ApplicationEntities.of(Map.of("TS1PACS", entity)))));
    }

    private void stopModality() {
        if (modality != null) {
            Await.result(modality.stop(Duration.ofSeconds(1)));
            modality = null;
        }
    }

    private RemoteNode remote(String title) {
        String addresses = node.addresses();
        int port = Integer.parseInt(addresses.substring(addresses.lastIndexOf(':') + 1));
        return RemoteNode.at("127.0.0.1", port, title, "TS1PACS");
    }

    private void store(Instance instance) {
        Await.result(user.store(remote("LIANZHEN"), List.of(instance), StoreOptions.STANDARD, StoreListener.NONE)
                .result());
    }

    private CommitmentReceipt ask(String title, CommitmentOrder order) {
        var result = Await.result(user.requestCommitment(remote(title), order));
        assertThat(result).as(result.inWords()).isInstanceOf(ServiceResult.Completed.class);
        return ((ServiceResult.Completed<CommitmentReceipt>) result).value();
    }

    private static CommitmentOrder order(SopReference... instances) {
        return CommitmentOrder.of(List.of(instances));
    }

    /** The result cannot come on the association of the request. */
    private String askAndHangUp(String title) {
        String transaction = Uid.random();
        assertThat(act(title, DataSet.builder().put(Tag.TransactionUID, transaction)
                .putSequence(Tag.ReferencedSOPSequence, List.of(item(HERE), item(NOT_HERE))).build()))
                .isEqualTo(Status.SUCCESS);
        return transaction;
    }

    private List<Progress> list(State state) {
        return Await.result(reports.list(state, 10));
    }

    private void awaitAttempts(int count) {
        Await.until("it was tried in vain", () -> list(State.RETRY_AT).stream()
                .anyMatch(progress -> progress.attempts() >= count && progress.lastStatus() != null));
    }

    private void assertHeardOnce(String transaction) {
        Await.until("the modality has heard it", () -> !heard.isEmpty());
        Await.until("that is known", () -> !list(State.DELIVERED).isEmpty());
        assertThat(heard).containsExactly(new CommitmentResult(transaction, List.of(HERE),
                List.of(new Refusal(NOT_HERE, Refusal.NO_SUCH_OBJECT))));
        assertThat(list(State.RETRY_AT)).isEmpty();
    }

    @Test
    void theResultComesOnTheSameAssociationWhileThatIsOpen() {
        CommitmentOrder order = order(HERE, NOT_HERE);
        assertThat(ask("LIANZHEN", order).result()).contains(new CommitmentResult(order.transactionUid(), List.of(HERE),
                List.of(new Refusal(NOT_HERE, Refusal.NO_SUCH_OBJECT))));
        Await.until("that is known", () -> list(State.DELIVERED).size() == 1);
        assertThat(list(State.DELIVERED).getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void theResultComesOnANewAssociationFromTheTitleThatWasAsked() {
        startModality();
        assertHeardOnce(askAndHangUp("EMERGENCY"));
        assertThat(heardFrom).containsExactly("EMERGENCY");
    }

    @Test
    void aModalityThatIsAwayHearsItWhenItIsBack() {
        String transaction = askAndHangUp("EMERGENCY");
        awaitAttempts(3);
        assertThat(list(State.RETRY_AT).getFirst().lastStatus()).contains("refused");
        startModality();
        assertHeardOnce(transaction);
        assertThat(heardFrom).containsExactly("EMERGENCY");
    }

    @Test
    void aResultOutlivesUs() throws Exception {
        String transaction = askAndHangUp("LIANZHEN");
        awaitAttempts(2);
        node.stop(Duration.ofSeconds(5));
        startModality();
        assertThat(heard).isEmpty();
        node = startNode(QUICK);
        assertHeardOnce(transaction);
    }

    @Test
    void whoIsNeverBackIsGivenUpVisibly() throws Exception {
        node.stop(Duration.ofSeconds(5));
        node = startNode(new CommitmentSchedule(Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofMillis(1),
                Duration.ofMillis(1), 3));
        askAndHangUp("LIANZHEN");
        Await.until("it is given up", () -> list(State.FAILED).size() == 1);
        Progress end = list(State.FAILED).getFirst();
        assertThat(end.attempts()).isEqualTo(3);
        assertThat(end.lastStatus()).contains("refused");
        assertThat(end.retryAt()).isNull();
    }

    @Test
    void whatWasNotHereYetIsCommittedWhenItIsAskedForAgain() {
        Instance late = ArchiveLoad.instance("1.2.840.78.1", 2);
        var reference = new SopReference(late.sopClassUid(), late.sopInstanceUid());
        CommitmentOrder order = order(reference);
        assertThat(ask("LIANZHEN", order).result().orElseThrow().failed())
                .containsExactly(new Refusal(reference, Refusal.NO_SUCH_OBJECT));
        store(late);
        assertThat(ask("LIANZHEN", order).result().orElseThrow().committed()).containsExactly(reference);
    }

    @Test
    void whoAsksForAllThatIsHereHasSentTheStudyAsAWhole() {
        Instance second = ArchiveLoad.instance("1.2.840.78.1", 2);
        store(second);
        ask("LIANZHEN", order(HERE));
        ask("LIANZHEN", order(HERE, NOT_HERE));
        assertThat(database.rows("select * from study_receipt")).as("that was not all").isEmpty();
        ask("LIANZHEN", order(HERE, new SopReference(second.sopClassUid(), second.sopInstanceUid())));
        Await.until("the study is stable", () -> database
                .rows("select state, rule, unit from study_receipt")
                .equals(List.of(List.of("STABLE", "COMMITMENT", "TS1"))));
    }

    @Test
    void anotherClassThanTheOneThatIsHereIsAConflict() {
        var other = new SopReference(SopClass.MRImageStorage, KEPT.sopInstanceUid());
        CommitmentResult result = ask("LIANZHEN", order(HERE, other)).result().orElseThrow();
        assertThat(result.committed()).containsExactly(HERE);
        assertThat(result.failed()).containsExactly(new Refusal(other, 0x0119));
    }

    @Test
    void nothingAndNonsenseAreRefusedAndLeaveNoReport() {
        assertThat(act("LIANZHEN", DataSet.builder().put(Tag.TransactionUID, Uid.random()).build()))
                .isEqualTo(Status.INVALID_ARGUMENT_VALUE);
        assertThat(act("LIANZHEN", DataSet.builder().put(Tag.TransactionUID, Uid.random())
                .putSequence(Tag.ReferencedSOPSequence, List.of()).build())).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
        assertThat(act("LIANZHEN", DataSet.builder().put(Tag.TransactionUID, Uid.random())
                .putSequence(Tag.ReferencedSOPSequence, List.of(DataSet.builder().build())).build()))
                .isEqualTo(Status.INVALID_ARGUMENT_VALUE);
        assertThat(
                act("LIANZHEN", DataSet.builder().putSequence(Tag.ReferencedSOPSequence, List.of(item(HERE))).build()))
                .isEqualTo(Status.INVALID_ARGUMENT_VALUE);
        assertThat(database.value("select count(*) from commitment_report")).isEqualTo(0L);
        assertThat(act("LIANZHEN", DataSet.builder().put(Tag.TransactionUID, Uid.random())
                .putSequence(Tag.ReferencedSOPSequence, List.of(item(HERE))).build())).isEqualTo(Status.SUCCESS);
        assertThat(database.value("select count(*) from commitment_report")).isEqualTo(1L);
    }

    private static DataSet item(SopReference reference) {
        return DataSet.builder().put(Tag.ReferencedSOPClassUID, reference.sopClassUid())
                .put(Tag.ReferencedSOPInstanceUID, reference.sopInstanceUid()).build();
    }

    /** Answer to an N-ACTION on an association that takes no report and is cut at once. */
    private Status act(String title, DataSet dataSet) {
        AssociationProposal.Builder proposal = AssociationProposal.from("TS1PACS", title);
        int context = proposal.context(SopClass.StorageCommitmentPushModel,
                List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        Association association = Await.result(new DicomClient(loops).connect(remote(title).connection(),
                proposal.build(), new AssociationListener() {})).orThrow();
        var answered = new CompletableFuture<Status>();
        association.invoke(Invocation.of(context, new NActionRq(association.nextMessageId(),
                SopClass.StorageCommitmentPushModel, SopClass.StorageCommitmentPushModelInstance, 1, true),
                new MemoryData(DataSets.encode(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)).open()),
                new ResponseListener() {
                    @Override
                    public @Nullable DataSetSink onResponse(DimseResponse response) {
                        answered.complete(response.status());
                        return null;
                    }

                    @Override
                    public void onFailed(Throwable cause) {
                        answered.completeExceptionally(cause);
                    }
                });
        Status status = Objects.requireNonNull(Await.result(answered));
        association.abort("the test hangs up");
        return status;
    }
}
