package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.RawPdus.COMMAND;
import static org.lianzhen.dicom.net.RawPdus.ECHO;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.bytes;
import static org.lianzhen.dicom.net.RawPdus.concat;
import static org.lianzhen.dicom.net.RawPdus.echo;
import static org.lianzhen.dicom.net.RawPdus.echoCommand;
import static org.lianzhen.dicom.net.RawPdus.fragments;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.RawPdus.storeCommand;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.Priority;

/** What other servers were seen to get wrong: each probe with the right answer. */
class HostilePeerTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void httpIsClosedAtOnceWithOneLineThatSaysSo() throws Exception {
        try (var log = new LogCapture(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send("GET / HTTP/1.1\r\nHost: pacs\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            peer.expectClosed();
            assertThat(log.await("No association with")).singleElement().asString()
                    .contains(peer.socket().getLocalAddress().getHostAddress()).containsIgnoringCase("HTTP");
        }
    }

    @Test
    void tlsOnThePlainPortIsClosedAtOnceWithOneLineThatSaysSo() throws Exception {
        try (var log = new LogCapture(); RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(bytes(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03));
            peer.expectClosed();
            assertThat(log.await("No association with")).singleElement().asString().contains("TLS");
        }
    }

    @Test
    void aLengthOf4GiBIsRefusedBeforeAnythingElseArrives() throws Exception {
        try (RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(bytes(1, 0, 0xFF, 0xFF, 0xFF, 0xFF));
            peer.expectAbort(0, 0);
            peer.expectClosed();
        }
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(bytes(4, 0, 0xFF, 0xFF, 0xFF, 0xF0));
            peer.expectAbort(2, 6);
            peer.expectClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 7, 8 })
    void fragmentsOfAnySizeAreAccepted(int size) throws Exception {
        byte[] image = pattern(300);
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(fragments(ECHO, COMMAND, echoCommand(1), size));
            assertThat(peer.expectStatus()).isZero();
            peer.send(fragments(STORE, COMMAND, storeCommand(2), size), fragments(STORE, 0, image, size));
            assertThat(peer.expectStatus()).isZero();
        }
        assertThat(server.service().dataSet(2)).isEqualTo(image);
    }

    @Test
    void manyFragmentsInOnePduAndEmptyOnesAreAccepted() throws Exception {
        byte[] command = echoCommand(1);
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(ECHO, COMMAND, command), pdv(ECHO, COMMAND, bytes()),
                    pdv(ECHO, COMMAND | LAST, bytes())));
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void twoMessagesInOnePduAreBothAnswered() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(ECHO, COMMAND | LAST, echoCommand(1)), pdv(ECHO, COMMAND | LAST, echoCommand(2))));
            assertThat(peer.expectStatus()).isZero();
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void releaseInMidMessageIsAborted() throws Exception {
        try (var log = new LogCapture(); RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, storeCommand(1)), pdv(STORE, 0, pattern(100))),
                    RawPdus.RELEASE_RQ);
            peer.expectAbort(0, 0);
            peer.expectClosed();
            server.service().await("data set aborted");
            assertThat(log.await("A-RELEASE-RQ in the middle of a message")).singleElement().asString()
                    .contains("'SCU' to 'SCP'");
        }
        assertThat(server.service().all("data set aborted")).hasSize(1);
    }

    @Test
    void anAbortIsNeverAnswered() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(RawPdus.ABORT);
            peer.expectClosed();
        }
        assertThat(server.service().await("ended")).contains("aborted by the peer");
    }

    @Test
    void anAbortFromTheReservedSourceIsUnderstood() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(bytes(7, 0, 0, 0, 0, 4, 0, 0, 1, 0));
            peer.expectClosed();
        }
        assertThat(server.service().await("ended")).contains("reserved source 1");
    }

    @Test
    void theSocketIsClosedAfterOurAbortThoughThePeerStays() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(bytes(9, 0, 0, 0, 0, 4, 0, 0, 0, 0));
            peer.expectAbort(2, 1);
            peer.expectClosed();
            Condition.await("the server let go", () -> server.server().connections() == 0);
        }
    }

    @Test
    void whatComesAfterTheEndIsIgnored() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(concat(RawPdus.ASSOCIATE_RQ, RawPdus.ASSOCIATE_RQ, echo(1), RawPdus.RELEASE_RQ, RawPdus.ABORT));
            peer.expectAbort(2, 2);
            peer.expectClosed();
        }
        assertThat(server.service().all("request")).isEmpty();
    }

    @Test
    void aVisitWithoutAWordIsNotWorthALine() throws Exception {
        try (var log = new LogCapture()) {
            RawPeer.connect(server.address()).close();
            assertThat(log.await("said nothing and left")).singleElement().asString().startsWith("DEBUG");
            assertThat(log.lines("INFO")).isEmpty();
        }
    }

    @Test
    void dataBeforeTheAssociationIsAborted() throws Exception {
        try (RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(echo(1));
            peer.expectAbort(0, 0);
            peer.expectClosed();
        }
    }

    @Test
    void aMessageInAContextThatWasNotAcceptedIsAborted() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(77, COMMAND | LAST, echoCommand(1))));
            peer.expectAbort(0, 0);
            peer.expectClosed();
        }
    }

    @Test
    void aDefectiveRequestInAContextThatWasNotAcceptedIsAbortedToo() throws Exception {
        byte[] noInstance = RawPdus.command(new CStoreRq(1, SopClass.CTImageStorage, "", Priority.MEDIUM, null));
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(77, COMMAND | LAST, noInstance), pdv(77, LAST, pattern(10))));
            peer.expectAbort(0, 0);
            peer.expectClosed();
        }
    }

    @Test
    void interleavedMessagesAreAborted() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, storeCommand(1)), pdv(STORE, 0, pattern(10))), echo(2));
            peer.expectAbort(0, 0);
            peer.expectClosed();
        }
        assertThat(server.service().await("data set aborted")).isNotEmpty();
    }

    @Test
    void aConnectionThatBreaksInMidMessageAbortsTheDataSetOnce() throws Exception {
        try (RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, storeCommand(1)), pdv(STORE, 0, pattern(100))));
            server.service().await("chunk");
        }
        assertThat(server.service().await("data set aborted")).contains("closed by the peer");
        server.service().await("ended: connection lost");
        assertThat(server.service().all("data set aborted")).hasSize(1);
        assertThat(server.service().all("ended")).hasSize(1);
    }
}
