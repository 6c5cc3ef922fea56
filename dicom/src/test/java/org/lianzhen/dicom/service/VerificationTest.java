package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectResult;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;

class VerificationTest {

    @Test
    void answersAnEcho() {
        try (LocalNode local = LocalNode.of(UnaryOperator.identity())) {
            EchoReply reply = Await.completed(local.user().echo(local.node()));
            assertThat(reply.roundTrip()).isPositive();
            assertThat(reply.terms().calledAeTitle()).isEqualTo(LocalNode.TITLE);
            assertThat(reply.terms().callingAeTitle()).isEqualTo("TESTER");
        }
    }

    @Test
    void rejectsATitleThatIsNotOurs() {
        try (LocalNode local = LocalNode.of(UnaryOperator.identity())) {
            assertThat(Await.result(local.user().echo(local.node("NOBODY")))).isEqualTo(new ServiceResult.Rejected<>(
                    AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED)));
        }
    }

    @Test
    void rejectsCallersThatMayNot() {
        CallerCheck onlyFriends = request -> CompletableFuture
                .completedStage(request.callingAeTitle().equals("FRIEND"));
        try (LocalNode local = LocalNode.of(builder -> builder.callers(onlyFriends))) {
            assertThat(Await.result(local.user().echo(local.node()))).isEqualTo(new ServiceResult.Rejected<>(
                    AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED)));
            RemoteNode node = local.node();
            assertThat(Await.completed(local.user()
                    .echo(new RemoteNode(node.aeTitle(), "FRIEND", node.connection(), null)))).isNotNull();
        }
    }

    @Test
    void failsWhenNobodyListens() {
        try (LocalNode local = LocalNode.of(UnaryOperator.identity())) {
            RemoteNode nowhere = RemoteNode.at("127.0.0.1", 1, "NOWHERE", "TESTER");
            assertThatThrownBy(() -> Await.result(local.user().echo(nowhere)))
                    .cause().isInstanceOfSatisfying(AssociationFailedException.class, fault -> assertThat(
                            fault.result()).isInstanceOfSatisfying(ConnectResult.Failed.class,
                                    failed -> assertThat(
                                            failed.step()).isEqualTo(ConnectResult.Step.CONNECT)));
        }
    }

    @Test
    void saysWhatAServiceThatIsNotThereIs() {
        try (LocalNode local = LocalNode.of(UnaryOperator.identity())) {
            var result = Await.result(local.user().findAll(local.node(), Queries.study("1.2")));
            assertThat(result).isInstanceOf(ServiceResult.NotAccepted.class);
            assertThat(result.inWords()).contains("1.2.840.10008.5.1.4.1.2.2.1").contains("not supported");
        }
    }
}
