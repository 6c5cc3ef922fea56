package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.RawPdus.COMMAND;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.bytes;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.RawPdus.storeCommand;
import static org.lianzhen.dicom.net.TestServer.get;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** What peers do against the standard is tolerated and told, and so is where a connection was cut off. */
class ToleranceTest {
    private static final int EVEN = 2;
    private static final byte[] SLOPPY_RQ = sloppy();

    /** Even context ids and NUL-padded AE titles. */
    private static byte[] sloppy() {
        List<String> syntaxes = List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        byte[] request = RawPdus.encode(new AssociateRq("SCP", "SCU",
                List.of(new PresentationContextRq(EVEN, SopClass.Verification, syntaxes),
                        new PresentationContextRq(2 * EVEN, SopClass.CTImageStorage, syntaxes)),
                UserInformation.builder(16_384, "1.2.3.4").build()));
        Arrays.fill(request, 10 + "SCP".length(), 26, (byte) 0);
        Arrays.fill(request, 26 + "SCU".length(), 42, (byte) 0);
        return request;
    }

    @Test
    void eachToleratedThingIsOneLineThatNamesThePeer() throws Exception {
        try (var log = new LogCapture(); TestServer server = TestServer.start();
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(SLOPPY_RQ);
            peer.expect(RawPeer.ASSOCIATE_AC);
            peer.send(pData(pdv(EVEN, COMMAND | LAST, RawPdus.echoCommand(1))));
            assertThat(peer.expectStatus()).isZero();
            assertThat(log.lines("Tolerated")).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("INFO")
                    .contains(peer.socket().getLocalAddress().getHostAddress(), "'SCU' to 'SCP'"));
            assertThat(log.lines("even presentation context id")).hasSize(1);
            assertThat(log.lines("NUL in a text field in A-ASSOCIATE-RQ")).hasSize(1);
            peer.send(bytes(7, 0, 0, 0, 0, 4, 0, 0, 1, 0));
            peer.expectClosed();
            assertThat(log.await("Tolerated from").getLast()).isNotNull();
            log.await("reserved source 1 in A-ABORT");
        }
    }

    @Test
    void thePeersNextAssociationsAreNotWorthTheSameLines() throws Exception {
        try (var log = new LogCapture(); TestServer server = TestServer.start()) {
            for (int i = 0; i < 3; i++) {
                try (RawPeer peer = RawPeer.connect(server.address())) {
                    peer.send(SLOPPY_RQ);
                    peer.expect(RawPeer.ASSOCIATE_AC);
                    peer.send(RawPdus.RELEASE_RQ);
                    peer.expect(RawPeer.RELEASE_RP);
                }
            }
            assertThat(log.lines("INFO Tolerated")).hasSize(2);
            assertThat(log.lines("DEBUG Tolerated")).hasSize(4);
        }
    }

    @Test
    void aClientTellsToo() throws Exception {
        byte[] answer = RawPdus.concat(
                RawPdus.encode(FakeScp.accepting(UserInformation.builder(16_384, "1.2.3").build())),
                bytes(0x7F, 0, 0, 0));
        answer[5] = (byte) (answer[5] + 4);
        try (var log = new LogCapture(); FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send(answer);
                get(connecting).orThrow();
                assertThat(log.await("Tolerated")).singleElement().asString().startsWith("INFO")
                        .contains("unknown item 7FH", "'SCU' to 'SCP'");
            }
        }
    }

    @Test
    void aSubjectIsDueOnceInAWhile() {
        var reminders = new Reminders();
        assertThat(reminders.isDue("a")).isTrue();
        assertThat(reminders.isDue("a")).isFalse();
        assertThat(reminders.isDue("b")).isTrue();
        var impatient = new Reminders(Duration.ZERO);
        assertThat(impatient.isDue("a")).isTrue();
        assertThat(impatient.isDue("a")).isTrue();
    }

    @Test
    void subjectsThatPeersMakeUpFillNoMemory() {
        var reminders = new Reminders();
        reminders.isDue("a");
        for (int i = 0; i < 1_000; i++) {
            reminders.isDue("made up " + i);
        }
        assertThat(reminders.isDue("a")).isTrue();
    }

    @Test
    void aRequestThatIsCutOffIsToldFromOneThatNeverCame() throws Exception {
        try (var log = new LogCapture(); TestServer server = TestServer.start()) {
            try (RawPeer peer = RawPeer.connect(server.address())) {
                peer.send(Arrays.copyOf(RawPdus.ASSOCIATE_RQ, 30));
            }
            assertThat(log.await("No association with")).singleElement().asString()
                    .contains("closed by the peer in the middle of a PDU");
        }
    }

    @Test
    void anEndBetweenTwoPdusIsToldFromACut() throws Exception {
        byte[] begun = pData(pdv(STORE, COMMAND | LAST, storeCommand(1)), pdv(STORE, 0, pattern(100)));
        try (TestServer server = TestServer.start()) {
            try (RawPeer peer = RawPeer.associate(server)) {
                peer.send(begun);
                server.service().await("chunk");
            }
            assertThat(server.service().await("ended")).endsWith("closed by the peer between two PDUs");
            try (RawPeer peer = RawPeer.associate(server)) {
                peer.send(Arrays.copyOf(begun, begun.length - 10));
                server.service().await("chunk");
            }
            assertThat(server.service().await("ended")).endsWith("closed by the peer in the middle of a PDU");
        }
    }

    @Test
    void anAnswerThatIsCutOffFailsTheConnectionWithThatReason() throws Exception {
        byte[] answer = RawPdus.encode(FakeScp.accepting(UserInformation.builder(16_384, "1.2.3").build()));
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send(Arrays.copyOf(answer, answer.length - 1));
            }
            assertThat(get(connecting).inWords()).contains("in the middle of a PDU");
        }
    }
}
