package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.TestServer.get;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.Authenticator.Verdict;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Octets;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.UserIdentityRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** Requests that are refused, each with its result, source and reason (PS3.8 Table 9-21) and one line in the log. */
class RejectionTest {
    private static final List<PresentationContextRq> ECHO = List.of(new PresentationContextRq(1, SopClass.Verification,
            List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())));
    private static final UserInformation PLAIN = UserInformation.builder(16_384, "1.2.3").build();

    @Test
    void anUnknownCalledAeTitle() throws Exception {
        try (TestServer server = TestServer.start()) {
            expectReject(server, RawPdus.associateRq("SCU", "OTHER"), "'SCU' to 'OTHER'", 1, 1, 7);
        }
    }

    @Test
    void anUnknownCallingAeTitle() throws Exception {
        try (TestServer server = TestServer.deciding(
                request -> CompletableFuture.completedStage(AcceptDecision.Reject.unknownCaller()))) {
            expectReject(server, RawPdus.associateRq("STRANGER", "SCP"), "'STRANGER' to 'SCP'", 1, 1, 3);
        }
    }

    @Test
    void anotherApplicationContext() throws Exception {
        try (TestServer server = TestServer.start()) {
            expectReject(server, RawPdus.encode(new AssociateRq(1, "SCP", "SCU", "1.2.3.4", ECHO, PLAIN)), "'SCU'", 1,
                    1, 2);
        }
    }

    @Test
    void anotherProtocolVersion() throws Exception {
        try (TestServer server = TestServer.start()) {
            expectReject(server, RawPdus.encode(new AssociateRq(2, "SCP", "SCU",
                    AssociateRq.DICOM_APPLICATION_CONTEXT, ECHO, PLAIN)), "'SCU'", 1, 2, 2);
        }
    }

    @Test
    void laterProtocolVersionsBesideTheFirstAreFine() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.encode(new AssociateRq(0xFFFF, "SCP", "SCU", AssociateRq.DICOM_APPLICATION_CONTEXT, ECHO,
                    PLAIN)));
            peer.expect(RawPeer.ASSOCIATE_AC);
        }
    }

    @Test
    void aMaximumLengthThatLeavesNoRoom() throws Exception {
        try (TestServer server = TestServer.start()) {
            expectReject(server, RawPdus.encode(new AssociateRq("SCP", "SCU", ECHO,
                    UserInformation.builder(7, "1.2.3").build())), "maximum PDU length", 1, 2, 1);
        }
    }

    @Test
    void anAcceptorThatFailsOrThrowsRejectsTransiently() throws Exception {
        try (TestServer server = TestServer.deciding(
                request -> CompletableFuture.failedStage(new IllegalStateException("database gone")))) {
            expectReject(server, RawPdus.ASSOCIATE_RQ, "database gone", 2, 1, 1);
        }
        try (TestServer server = TestServer.deciding(request -> {
            throw new IllegalStateException("mistake");
        })) {
            expectReject(server, RawPdus.ASSOCIATE_RQ, "mistake", 2, 1, 1);
        }
    }

    @Test
    void aDecisionMayComeFromAnotherThread() throws Exception {
        var decision = new CompletableFuture<AcceptDecision>();
        var service = new RecordingService();
        try (TestServer server = TestServer.deciding(request -> decision);
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.ASSOCIATE_RQ);
            Condition.await("the request is being decided on", () -> server.server().associations() == 1);
            decision.complete(new AcceptDecision.Accept(RecordingService.POLICY, service));
            peer.expect(RawPeer.ASSOCIATE_AC);
        }
    }

    @Test
    void aDecisionAfterThePeerLeftHarmsNothing() throws Exception {
        var decision = new CompletableFuture<AcceptDecision>();
        var service = new RecordingService();
        try (TestServer server = TestServer.deciding(request -> decision)) {
            try (RawPeer peer = RawPeer.connect(server.address())) {
                peer.send(RawPdus.ASSOCIATE_RQ);
                Condition.await("the request is being decided on", () -> server.server().associations() == 1);
            }
            Condition.await("the server has noticed", () -> server.server().associations() == 0);
            decision.complete(new AcceptDecision.Accept(RecordingService.POLICY, service));
            assertThat(service.all("established")).isEmpty();
        }
    }

    @Test
    void userIdentitiesOfEveryTypeReachTheAuthenticator() throws Exception {
        for (int type = 1; type <= 5; type++) {
            var asked = new CompletableFuture<UserIdentityRq>();
            Authenticator authenticator = (request, identity) -> {
                asked.complete(identity);
                return accepted("user " + identity.type(), "ticket");
            };
            try (TestServer server = TestServer.start(options -> options.with(authenticator));
                    RawPeer peer = RawPeer.connect(server.address())) {
                peer.send(identityRq(type, true));
                byte[] answer = peer.expect(RawPeer.ASSOCIATE_AC);
                assertThat(get(asked).type()).isEqualTo(type);
                assertThat(new String(answer, StandardCharsets.ISO_8859_1))
                        .endsWith(type <= 2 ? "Y\0\0\2\0\0" : "Y\0\0\b\0\6ticket");
                server.service().await("established");
                assertThat(server.service().association().terms().peerIdentity()).isEqualTo("user " + type);
            }
        }
    }

    @Test
    void aPositiveResponseIsSentOnlyWhereAskedFor() throws Exception {
        try (TestServer server = TestServer.start(options -> options.with((request, identity) -> accepted("u", "t-t")));
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(identityRq(1, false));
            assertThat(new String(peer.expect(RawPeer.ASSOCIATE_AC), StandardCharsets.ISO_8859_1))
                    .doesNotContain("t-t");
        }
    }

    @Test
    void aUserWhoIsNotProvenIsRejectedForGoodByAcse() throws Exception {
        try (TestServer server = TestServer.start(options -> options.with((request, identity) -> CompletableFuture
                .completedStage(new Verdict.Denied("wrong passcode"))))) {
            expectReject(server, identityRq(2, true), "wrong passcode", 1, 2, 1);
        }
    }

    @Test
    void aUserWhoCannotBeCheckedMayTryAgain() throws Exception {
        try (TestServer server = TestServer.start(options -> options.with((request, identity) -> CompletableFuture
                .failedStage(new IllegalStateException("directory gone"))))) {
            expectReject(server, identityRq(2, true), "directory gone", 2, 2, 1);
        }
    }

    @Test
    void withoutAnAuthenticatorNobodyIsProven() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(identityRq(2, true));
            peer.expect(RawPeer.ASSOCIATE_AC);
            server.service().await("established");
            assertThat(server.service().association().terms().peerIdentity()).isNull();
        }
    }

    @Test
    void aeTitlesMayBePaddedWithZeroBytes() throws Exception {
        byte[] request = RawPdus.ASSOCIATE_RQ.clone();
        Arrays.fill(request, 10 + "SCP".length(), 26, (byte) 0);
        Arrays.fill(request, 26 + "SCU".length(), 42, (byte) 0);
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(request);
            peer.expect(RawPeer.ASSOCIATE_AC);
            server.service().await("established");
            assertThat(server.service().association().terms().callingAeTitle()).isEqualTo("SCU");
        }
    }

    @Test
    void itemsNobodyKnowsAreSkipped() throws Exception {
        byte[] request = RawPdus.concat(RawPdus.ASSOCIATE_RQ, RawPdus.bytes(0x7F, 0, 0, 3, 1, 2, 3));
        request[5] = (byte) (request[5] + 7);
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(request);
            peer.expect(RawPeer.ASSOCIATE_AC);
            peer.send(RawPdus.echo(1));
            assertThat(peer.expectStatus()).isZero();
        }
    }

    private static byte[] identityRq(int type, boolean positiveResponse) {
        var identity = new UserIdentityRq(type, positiveResponse, Octets.of((byte) 1, (byte) 2, (byte) 3),
                Octets.EMPTY);
        return RawPdus.encode(new AssociateRq("SCP", "SCU", ECHO,
                UserInformation.builder(16_384, "1.2.3").userIdentityRq(identity).build()));
    }

    private static CompletionStage<Verdict> accepted(String name, String response) {
        return CompletableFuture.completedStage(new Verdict.Accepted(name,
                Octets.of(response, StandardCharsets.US_ASCII)));
    }

    private static void expectReject(TestServer server, byte[] request, String logged, int... codes) throws Exception {
        try (var log = new LogCapture(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(request);
            peer.expectReject(codes[0], codes[1], codes[2]);
            assertThat(log.await("No association with")).singleElement().asString().contains(logged)
                    .contains(codes[0] + "/" + codes[1] + "/" + codes[2]);
            assertThat(server.server().associations()).isZero();
        }
    }
}
