package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.net.TracedPdu;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;

class TraceLogTest {
    private final TraceLog log = new TraceLog();

    private void data(boolean sent, int contextId, int bytes) {
        log.accept(new TracedPdu.Value(sent, PdvHeader.of(contextId, false, false), bytes));
    }

    private void release(boolean sent) {
        log.accept(new TracedPdu.Control(sent, sent ? new ReleaseRq() : new ReleaseRp(), 4));
    }

    @Test
    void piecesOfDataInARowAreOneLine() {
        data(true, 1, 100);
        data(true, 1, 50);
        data(true, 3, 7);
        data(false, 3, 8);
        assertThat(log.lines().lines()).extracting(LinkReport.Line::length).containsExactly(150L, 7L, 8L);
        assertThat(log.lines().lines()).extracting(LinkReport.Line::count).containsExactly(2, 1, 1);
        assertThat(log.lines().lines().getFirst().what()).isEqualTo("data, context 1");
    }

    @Test
    void aCommandIsOneLineWhateverPiecesItCameIn() {
        log.accept(new TracedPdu.Value(true, PdvHeader.of(1, true, false), 40));
        log.accept(new TracedPdu.Value(true, PdvHeader.of(1, true, true), 28));
        log.accept(new TracedPdu.Command(true, 1, new CEchoRq(7, SopClass.Verification)));
        assertThat(log.lines().lines()).singleElement().satisfies(line -> {
            assertThat(line.length()).isEqualTo(68);
            assertThat(line.what()).isEqualTo("C-ECHO-RQ 7, context 1");
        });
    }

    @Test
    void soManyLinesAreKeptAndTheOthersCounted() {
        IntStream.range(0, 450).forEach(i -> release(i % 2 == 0));
        assertThat(log.lines().lines()).hasSize(400);
        assertThat(log.lines().omitted()).isEqualTo(50);
        data(true, 1, 9);
        data(true, 1, 9);
        assertThat(log.lines().omitted()).as("nothing is added to a line that was not kept").isEqualTo(52);
    }

    @Test
    void whatTheNodeSaidThatIsNoDicomIsRemembered() {
        assertThat(log.unreadable()).isEmpty();
        log.accept(new TracedPdu.Unreadable(true, PduException.Kind.TLS, "ours"));
        assertThat(log.unreadable()).as("what we sent tells nothing of the node").isEmpty();
        log.accept(new TracedPdu.Unreadable(false, PduException.Kind.HTTP, "HTTP answer"));
        assertThat(log.unreadable()).contains(PduException.Kind.HTTP);
        assertThat(log.lines().lines()).extracting(LinkReport.Line::type).containsOnly("?");
    }

    @Test
    void timesGrow() {
        release(true);
        release(false);
        log.accept(new TracedPdu.Control(false, Abort.byUser(), 4));
        assertThat(log.lines().lines()).extracting(LinkReport.Line::at).isSorted();
        assertThat(log.lines().lines()).extracting(LinkReport.Line::type).containsExactly("A-RELEASE-RQ",
                "A-RELEASE-RP", "A-ABORT");
    }
}
