package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CCancelRq;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CFindRq;
import org.lianzhen.dicom.dimse.CMoveRq;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.NActionRq;
import org.lianzhen.dicom.dimse.NCreateRq;
import org.lianzhen.dicom.dimse.NCreateRsp;
import org.lianzhen.dicom.dimse.NEventReportRq;
import org.lianzhen.dicom.dimse.NGetRq;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.net.AssociationEnd;
import org.lianzhen.dicom.net.AssociationTerms;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Roles;

/** Requests that no peer of ours sends: wrong operations, wrong numbers, broken data sets. */
class ProviderSessionTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FIND = InformationModel.STUDY_ROOT.findSopClassUid();

    private final AtomicInteger closed = new AtomicInteger();
    private final CompletableFuture<Optional<Match>> pulled = new CompletableFuture<>();
    private final FakeAssociation association = FakeAssociation.accepted(List.of(
            StorageContext.uncompressed(FIND), StorageContext.uncompressed(SopClass.StorageCommitmentPushModel),
            StorageContext.uncompressed(SopClass.ModalityPerformedProcedureStep),
            StorageContext.uncompressed(SopClass.CTImageStorage),
            StorageContext.uncompressed(SopClass.Verification)), Map.of());
    private final ProviderSession session = new ProviderSession(List.of(new VerificationProvider(),
            new FindProvider(EnumSet.of(InformationModel.STUDY_ROOT), request -> CompletableFuture.completedStage(
                    new Pending()), new QueryTerms(LIMIT, Set.of())),
            new CommitmentProvider(null, (from, result) -> CompletableFuture.completedStage(null), LIMIT),
            new ProcedureStepProvider(new Steps(), LIMIT),
            new StorageProvider(StoragePolicy.EVERYTHING, new ReceivedInstances(), LIMIT)));

    private final class Pending implements Matches {
        @Override
        public CompletionStage<Optional<Match>> next() {
            return pulled;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private static final class Steps implements ProcedureStepHandler {
        @Override
        public CompletionStage<Outcome> create(ProcedureStep step) {
            return CompletableFuture.completedStage(Outcome.of(Status.SUCCESS, step.sopInstanceUid()));
        }

        @Override
        public CompletionStage<Outcome> set(ProcedureStep step) {
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        }
    }

    @Test
    void requestsOnContextsThatWereNotAcceptedAreRefused() {
        refused(99, new CEchoRq(1, SopClass.Verification), Status.SOP_CLASS_NOT_SUPPORTED);
    }

    @Test
    void requestsForOtherClassesAreRefused() {
        refused(1, new CFindRq(1, InformationModel.PATIENT_ROOT.findSopClassUid(), Priority.LOW),
                Status.SOP_CLASS_NOT_SUPPORTED);
        refused(1, new CMoveRq(1, InformationModel.STUDY_ROOT.moveSopClassUid(), Priority.LOW, "X"),
                Status.SOP_CLASS_NOT_SUPPORTED);
    }

    @Test
    void whatNegotiationRefusedDoesNotComeInByAnotherContext() {
        refused(9, new CStoreRq(1, SopClass.CTImageStorage, "1.2", Priority.LOW, null), Status.SOP_CLASS_NOT_SUPPORTED);
        refused(7, new CFindRq(1, FIND, Priority.LOW), Status.SOP_CLASS_NOT_SUPPORTED);
        assertThat(session.onRequest(association, 7, store())).isNotNull();
    }

    @Test
    void anInstanceMayComeInTheContextOfAnotherStorageClass() {
        assertThat(session.onRequest(association, 7,
                new CStoreRq(1, SopClass.MRImageStorage, "1.2", Priority.LOW, null))).isNotNull();
    }

    @Test
    void aVerificationMayComeInAnyContext() {
        assertThat(session.onRequest(association, 7, new CEchoRq(1, SopClass.Verification))).isNull();
        assertThat(lastStatus()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void whoseRoleWasNegotiatedAwayMayNotStore() {
        assertStores(false, Map.of(), true);
        assertStores(false, Map.of(SopClass.CTImageStorage, new Roles(true, false)), true);
        assertStores(false, Map.of(SopClass.CTImageStorage, new Roles(false, true)), false);
        assertStores(true, Map.of(SopClass.CTImageStorage, new Roles(false, false)), true);
    }

    private static void assertStores(boolean ours, Map<String, Roles> roles, boolean stores) {
        AssociationTerms terms = FakeAssociation.terms(ours,
                List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), roles);
        var check = assertThatCode(() -> ProviderSession.checkRole(terms, store()));
        if (stores) {
            check.doesNotThrowAnyException();
        } else {
            check.isInstanceOfSatisfying(DimseException.class,
                    refusal -> assertThat(refusal.status()).isEqualTo(Status.NOT_AUTHORIZED));
        }
    }

    private static CStoreRq store() {
        return new CStoreRq(1, SopClass.CTImageStorage, "1.2", Priority.LOW, null);
    }

    @Test
    void operationsThatAClassHasNotAreRefused() {
        refused(1, new CEchoRq(1, FIND), Status.UNRECOGNIZED_OPERATION);
        refused(1, new CEchoRq(1, SopClass.CTImageStorage), Status.UNRECOGNIZED_OPERATION);
        refused(9, new CStoreRq(1, SopClass.Verification, "1.2", Priority.LOW, null),
                Status.UNRECOGNIZED_OPERATION);
        refused(5, new NGetRq(1, SopClass.ModalityPerformedProcedureStep, "1.2", List.of()),
                Status.UNRECOGNIZED_OPERATION);
        refused(3, new NActionRq(1, SopClass.StorageCommitmentPushModel, SopClass.StorageCommitmentPushModelInstance,
                1, true), Status.UNRECOGNIZED_OPERATION);
    }

    @Test
    void eventReportsMustBeOfTheWellKnownInstanceAndKind() {
        String commitment = SopClass.StorageCommitmentPushModel;
        refused(3, new NEventReportRq(1, commitment, "1.2.3", 1, true), Status.NO_SUCH_SOP_INSTANCE);
        refused(3, new NEventReportRq(1, commitment, SopClass.StorageCommitmentPushModelInstance, 3, true),
                Status.NO_SUCH_EVENT_TYPE);
        refused(3, new NEventReportRq(1, commitment, SopClass.StorageCommitmentPushModelInstance, 1, false),
                Status.INVALID_ARGUMENT_VALUE);
    }

    @Test
    void anEventReportWithoutTransactionIsAnsweredAsInvalid() {
        DataSetSink sink = session.onRequest(association, 3, new NEventReportRq(1,
                SopClass.StorageCommitmentPushModel, SopClass.StorageCommitmentPushModelInstance, 1, true));
        feed(sink, DataSet.builder().put(Tag.RetrieveAETitle, "X").build());
        assertThat(lastStatus()).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
    }

    @Test
    void commitmentIsAskedForByActionOneOnly() {
        CommitmentHandler never = (request, reporter) -> {
            throw new AssertionError("not to be asked");
        };
        NodeDirectory nobody = title -> CompletableFuture.completedStage(Optional.empty());
        var committing = new ProviderSession(List.of(new CommitmentProvider(
                new CommitmentProvider.Committing(never, nobody, null), null, LIMIT)));
        String commitment = SopClass.StorageCommitmentPushModel;
        String instance = SopClass.StorageCommitmentPushModelInstance;
        assertRefused(committing, 3, new NActionRq(1, commitment, "1.2", 1, true), Status.NO_SUCH_SOP_INSTANCE);
        assertRefused(committing, 3, new NActionRq(1, commitment, instance, 2, true), Status.NO_SUCH_ACTION_TYPE);
        assertRefused(committing, 3, new NActionRq(1, commitment, instance, 1, false),
                Status.INVALID_ARGUMENT_VALUE);
        DataSetSink sink = committing.onRequest(association, 3, new NActionRq(1, commitment, instance, 1, true));
        feed(sink, DataSet.builder().put(Tag.TransactionUID, "1.9").putSequence(Tag.ReferencedSOPSequence).build());
        assertThat(lastStatus()).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
    }

    @Test
    void aStepWithoutNameGetsOne() {
        DataSetSink sink = session.onRequest(association, 5,
                new NCreateRq(1, SopClass.ModalityPerformedProcedureStep, null, true));
        feed(sink, DataSet.builder().put(Tag.PerformedProcedureStepStatus, "IN PROGRESS").build());
        assertThat(association.responses().getLast()).isInstanceOfSatisfying(NCreateRsp.class, response -> {
            assertThat(response.affectedSopInstanceUid()).startsWith("2.25.");
            assertThat(response.outcome().errorComment()).isEqualTo(response.affectedSopInstanceUid());
        });
        refused(5, new NCreateRq(1, SopClass.ModalityPerformedProcedureStep, "1.2", false),
                Status.MISSING_ATTRIBUTE);
    }

    @Test
    void anUnreadableQueryIsAnsweredAndItsRestDropped() {
        DataSetSink sink = session.onRequest(association, 1, new CFindRq(7, FIND, Priority.MEDIUM));
        ByteBuf broken = Unpooled.wrappedBuffer(new byte[]{ 8, 0, 0x52, 0, 'C', 'S', (byte) 0xFF, 0x7F, 'S' });
        sink.onChunk(broken);
        ByteBuf more = Unpooled.wrappedBuffer(new byte[]{ 1, 2, 3 });
        sink.onChunk(more);
        sink.onEnd();
        assertThat(lastStatus()).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThat(broken.refCnt() + more.refCnt()).isZero();
    }

    @Test
    void cancelEndsTheQueryOnce() {
        find(7);
        session.onCancel(association, 1, new CCancelRq(8));
        assertThat(association.responses()).isEmpty();
        session.onCancel(association, 1, new CCancelRq(7));
        session.onCancel(association, 1, new CCancelRq(7));
        pulled.complete(Optional.of(Match.of(DataSet.EMPTY)));
        assertThat(association.responses()).extracting(DimseResponse::status).containsExactly(Status.CANCEL);
        assertThat(closed).hasValue(1);
    }

    @Test
    void nothingIsAnsweredWhenTheAssociationHasEnded() {
        find(7);
        session.onEnded(association, new AssociationEnd.ConnectionLost("a test"));
        pulled.complete(Optional.empty());
        assertThat(association.responses()).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void anIdentifierThatBreaksOffStartsNothing() {
        DataSetSink sink = session.onRequest(association, 1, new CFindRq(7, FIND, Priority.MEDIUM));
        sink.onAborted(new IllegalStateException("a test"));
        assertThat(closed).hasValue(0);
    }

    @Test
    void aQueryWithoutMatchesEndsWithSuccess() {
        find(7);
        pulled.complete(Optional.empty());
        assertThat(association.responses()).extracting(DimseResponse::status).containsExactly(Status.SUCCESS);
        assertThat(association.dataSets()).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "..", "1.2/3", "1.2.3 ", "a.b",
            "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23.24.25.26" })
    void namesThatAreNoUidAreRefused(String uid) {
        refused(7, new CStoreRq(1, SopClass.CTImageStorage, uid, Priority.LOW, null), Status.INVALID_SOP_INSTANCE);
    }

    private void find(int messageId) {
        DataSetSink sink = session.onRequest(association, 1, new CFindRq(messageId, FIND, Priority.MEDIUM));
        feed(sink, DataSet.builder().put(Tag.QueryRetrieveLevel, "STUDY").build());
    }

    private Status lastStatus() {
        return association.responses().getLast().status();
    }

    private void refused(int context, DimseRequest request, Status status) {
        assertRefused(session, context, request, status);
    }

    private void assertRefused(ProviderSession by, int context, DimseRequest request, Status status) {
        assertThatExceptionOfType(DimseException.class)
                .isThrownBy(() -> by.onRequest(association, context, request))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    private static void feed(DataSetSink sink, DataSet dataSet) {
        ByteBuf bytes = Unpooled.buffer();
        DataSets.encode(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bytes);
        while (bytes.isReadable()) {
            sink.onChunk(bytes.readRetainedSlice(Math.min(3, bytes.readableBytes())));
        }
        sink.onEnd();
        bytes.release();
    }
}
