package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CGetRsp;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.DataSetSink;
import org.lianzhen.dicom.net.Invocation;
import org.lianzhen.dicom.net.NegotiationPolicy;
import org.lianzhen.dicom.net.ResponseListener;
import org.lianzhen.dicom.net.Roles;
import org.lianzhen.dicom.net.ServerOptions;

/** Other people's nodes that do not negotiate what they do. */
class CarelessNodesTest {
    private static final String GET = InformationModel.STUDY_ROOT.getSopClassUid();
    private static final NegotiationPolicy POLICY = NegotiationPolicy.of(
            Map.of(GET, ServiceProvider.UNCOMPRESSED, SopClass.CTImageStorage, ServiceProvider.UNCOMPRESSED));

    private final Instance instance = TestInstances.ct(1);
    private final ReceivedInstances received = new ReceivedInstances();

    @Test
    void whoAgreesToNoRoleMaySendUsInstancesAllTheSame() {
        try (LocalNode local = LocalNode.of((builder, user) -> builder, PoolOptions.STANDARD, this::careless)) {
            RetrieveSummary summary = Await.completed(local.user().get(local.node(),
                    RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), received)).result());
            assertThat(summary.counts().completed()).isEqualTo(1);
        }
        assertThat(received.bytes(instance.sopInstanceUid())).isEqualTo(TestInstances.bytes(instance));
    }

    private ServerOptions careless(ServerOptions usual) {
        var entities = ApplicationEntities.of(Map.of(LocalNode.TITLE, request -> CompletableFuture
                .completedStage(new AcceptDecision.Accept(POLICY, new Sender()))));
        return new ServerOptions(usual.address(), entities, usual.association(), usual.caps(), usual.authenticator(),
                usual.tls(), usual.events());
    }

    /** Answers C-GET with one instance, whatever was said about roles. */
    private final class Sender implements AssociationListener {
        @Override
        public @Nullable DataSetSink onRequest(Association association, int contextId, DimseRequest request) {
            assertThat(association.terms().rolesFor(SopClass.CTImageStorage)).isEqualTo(new Roles(false, false));
            int store = association.terms().contextsFor(SopClass.CTImageStorage).getFirst().id();
            var storing = new CStoreRq(1, instance.sopClassUid(), instance.sopInstanceUid(), Priority.MEDIUM, null);
            association.invoke(Invocation.of(store, storing, instance.data().open()), new ResponseListener() {
                @Override
                public @Nullable DataSetSink onResponse(DimseResponse response) {
                    association.respond(contextId, new CGetRsp(request.messageId(), response.outcome(), GET,
                            SubOperations.ended(1, 0, 0), false), null);
                    return null;
                }

                @Override
                public void onFailed(Throwable cause) {
                    association.abort(String.valueOf(cause));
                }
            });
            return null;
        }
    }
}
