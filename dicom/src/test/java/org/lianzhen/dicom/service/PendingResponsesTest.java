package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CGetRq;
import org.lianzhen.dicom.dimse.CMoveRq;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationProposal;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.DicomClient;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.ResponseListener;
import org.lianzhen.dicom.net.Roles;

/**
 * What a requestor hears while a retrieval is under way. A pending response has no data set (PS3.4 tables C.4-2 and C.4-3): servers
 * that send the request's identifier with each make their peers wait for it, or fail.
 */
class PendingResponsesTest {
    private static final Instance FOREIGN = TestInstances.of(SopClass.MRImageStorage, TestInstances.uid(99),
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16);

    private final ReceivedInstances received = new ReceivedInstances();
    private final Heard heard = new Heard();

    /** Notes the responses of one retrieval. */
    private static final class Heard implements ResponseListener {
        private final List<DimseResponse> pending = new CopyOnWriteArrayList<>();
        private final CompletableFuture<DimseResponse> last = new CompletableFuture<>();
        private final CompletableFuture<DataSet> failures = new CompletableFuture<>();

        @Override
        public @Nullable DataSetSink onResponse(DimseResponse response) {
            if (response.status().isPending()) {
                pending.add(response);
                return response.hasDataSet() ? new DataSetCollector(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) : null;
            }
            last.complete(response);
            if (!response.hasDataSet()) {
                return null;
            }
            var collector = new DataSetCollector(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            collector.dataSet().thenAccept(failures::complete);
            return collector;
        }

        @Override
        public void onFailed(Throwable cause) {
            last.completeExceptionally(cause);
        }
    }

    private void retrieve(LocalNode local, DimseRequest request) {
        var session = new UserSession();
        session.perform(new StorageProvider(StoragePolicy.EVERYTHING, received, Duration.ofSeconds(10)));
        AssociationProposal.Builder proposal = AssociationProposal.from("TESTER", LocalNode.TITLE);
        int context = proposal.context(request.sopClassUid(), List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        proposal.context(SopClass.CTImageStorage, List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        proposal.role(SopClass.CTImageStorage, new Roles(false, true));
        Association association = Await.result(
                new DicomClient(local.loops()).connect(local.node().connection(), proposal.build(), session)).orThrow();
        association.loop().execute(() -> association.invoke(Invocation.of(context, request, EncodedSource
                .of(RetrieveQuery.study(TestInstances.STUDY).identifier(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                heard));
        Await.result(heard.last);
        Await.result(association.release());
    }

    private void wasToldWithoutDataSets() {
        assertThat(heard.pending).isNotEmpty().noneMatch(DimseResponse::hasDataSet);
        assertThat(received.count()).isEqualTo(20);
    }

    @Test
    void thoseOfAGetHaveNoDataSetAndTheLastListsWhatFailed() {
        List<Instance> instances = new ArrayList<>(TestInstances.cts(20));
        instances.add(FOREIGN);
        try (LocalNode local = LocalNode.of(builder -> builder.get(new TestArchive(instances)))) {
            retrieve(local, new CGetRq(1, InformationModel.STUDY_ROOT.getSopClassUid(), Priority.MEDIUM));
            wasToldWithoutDataSets();
            assertThat(Await.result(heard.failures).strings(Tag.FailedSOPInstanceUIDList))
                    .containsExactly(FOREIGN.sopInstanceUid());
        }
    }

    @Test
    void thoseOfAMoveHaveNoDataSet() {
        try (LocalNode third = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, received));
                LocalNode local = LocalNode.of((builder, user) -> new TestArchive(TestInstances.cts(20)).serve(builder,
                        TestArchive.only("THIRD", third.node()), user), PoolOptions.STANDARD, options -> options)) {
            retrieve(local, new CMoveRq(1, InformationModel.STUDY_ROOT.moveSopClassUid(), Priority.MEDIUM, "THIRD"));
            wasToldWithoutDataSets();
            assertThat(Await.result(heard.last).hasDataSet()).isFalse();
        }
    }
}
