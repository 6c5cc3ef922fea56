package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.net.AcceptDecision;
import org.lianzhen.dicom.net.AssociationListener;
import org.lianzhen.dicom.net.AssociationRequest;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.NegotiationPolicy;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.UserInformation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditEvent.Actor;
import org.lianzhen.gateway.member.TestMembers;

/** What is written down of who was let in. */
class MembersOnlyTest {
    private static final Actor MEMBER = new Actor("CT", "DICOM_NODE", "TS1", "127.0.0.1");

    private final List<AuditEvent> events = new ArrayList<>();
    private final CompletableFuture<AcceptDecision> entity = new CompletableFuture<>();

    private CompletionStage<AcceptDecision> decide(String title, CompletionStage<Void> kept) {
        var request = new AssociationRequest(
                new AssociateRq("LIANZHEN", title, List.of(),
                        UserInformation.builder(0, ImplementationIdentity.OURS.classUid()).build()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), null, null);
        return new MembersOnly(TestMembers.with("CT"), asked -> entity, event -> {
            events.add(event);
            return kept;
        }).decide(request);
    }

    private CompletionStage<AcceptDecision> decide(String title) {
        return decide(title, CompletableFuture.completedStage(null));
    }

    @Test
    void acceptsWhenItIsDecided() {
        CompletionStage<AcceptDecision> decision = decide("CT");
        assertThat(events).as("nothing is decided yet").isEmpty();
        entity.complete(new AcceptDecision.Accept(NegotiationPolicy.of(Map.of()), new AssociationListener() {}));
        assertThat(decision).isCompletedWithValueMatching(AcceptDecision.Accept.class::isInstance);
        assertThat(events).containsExactly(AuditEvent.success(MEMBER, AuditAction.ASSOCIATION_ACCEPT, "LIANZHEN"));
    }

    @Test
    void aMemberWhomTheEntityRejectsWasNotAccepted() {
        entity.complete(AcceptDecision.Reject.congested());
        assertThat(decide("CT")).isCompletedWithValue(AcceptDecision.Reject.congested());
        assertThat(events).containsExactly(AuditEvent.refused(MEMBER, AuditAction.ASSOCIATION_REJECT, "LIANZHEN"));
    }

    @Test
    void strangersAreRejectedWithoutAskingTheEntity() {
        assertThat(decide("MR")).isCompletedWithValue(AcceptDecision.Reject.unknownCaller());
        assertThat(events).containsExactly(AuditEvent.refused(new Actor("MR", "DICOM_NODE", "", "127.0.0.1"),
                AuditAction.ASSOCIATION_REJECT, "LIANZHEN"));
    }

    @Test
    void imagesAreTakenWhenNothingCanBeWrittenDown() {
        entity.complete(new AcceptDecision.Accept(NegotiationPolicy.of(Map.of()), new AssociationListener() {}));
        assertThat(decide("CT", CompletableFuture.failedStage(new IllegalStateException("disk full"))))
                .isCompletedWithValueMatching(AcceptDecision.Accept.class::isInstance);
    }
}
