package org.lianzhen.dicom.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dimse.RecordingDimseSink.Received;

/** Whole exchanges of the service classes, both ends ours (PS3.4 annexes A, B, C, F, J). */
class ConversationTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
    private static final String STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
    private static final String STORAGE_COMMITMENT = "1.2.840.10008.1.20.1";
    private static final String STORAGE_COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1";
    private static final String MPPS = "1.2.840.10008.3.1.2.3.3";
    private static final byte[] IDENTIFIER = { 0x20, 0, 0x0D, 0, 0, 0, 0, 0 };

    private final List<Endpoint> association = Endpoint.connected(16384, 32768);
    private final Endpoint scu = association.get(0);
    private final Endpoint scp = association.get(1);

    @Test
    void aQueryIsAnsweredMatchByMatch() {
        CFindRq find = new CFindRq(1, STUDY_ROOT_FIND, Priority.MEDIUM);
        scu.send(1, find, IDENTIFIER);
        CFindRq received = (CFindRq) scp.next().command();
        scp.send(1, received.match(Status.PENDING), new byte[]{ 1, 2 });
        scp.send(1, received.match(Status.PENDING_WITHOUT_OPTIONAL_KEYS), new byte[]{ 3, 4 });
        scp.send(1, received.respond(Outcome.SUCCESS));
        assertThat(scu.next()).isEqualTo(new Received(1, find.match(Status.PENDING), List.of((byte) 1, (byte) 2)));
        assertThat(scu.next().dataSet()).containsExactly((byte) 3, (byte) 4);
        assertThat(scu.next()).isEqualTo(new Received(1, find.respond(Outcome.SUCCESS), List.of()));
        assertThat(scu.hasNext()).isFalse();
    }

    @Test
    void aQueryIsCancelledBetweenTwoMatches() {
        CFindRq find = new CFindRq(77, STUDY_ROOT_FIND, Priority.MEDIUM);
        scu.send(1, find, IDENTIFIER);
        scp.next();
        scp.send(1, find.match(Status.PENDING), IDENTIFIER);
        scu.send(1, new CCancelRq(77));
        assertThat(scp.next()).isEqualTo(new Received(1, new CCancelRq(77), List.of()));
        scp.send(1, find.respond(Outcome.of(Status.CANCEL)));
        assertThat(((DimseResponse) scu.next().command()).status().isPending()).isTrue();
        assertThat(((DimseResponse) scu.next().command()).status()).isEqualTo(Status.CANCEL);
    }

    @Test
    void aMoveTellsItsProgressAndWhatFailed() {
        CMoveRq move = new CMoveRq(2, STUDY_ROOT_MOVE, Priority.HIGH, "TS1PACS");
        scu.send(3, move, IDENTIFIER);
        assertThat(scp.next()).isEqualTo(new Received(3, move, RecordingDimseSink.asList(IDENTIFIER)));
        scp.send(3, move.respond(Outcome.of(Status.PENDING), new SubOperations(1, 1, 0, 0), false));
        scp.send(3,
                move.respond(Outcome.of(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES), SubOperations.ended(1, 1, 0),
                        true),
                IDENTIFIER);
        assertThat(((CMoveRsp) scu.next().command()).subOperations().remaining()).isEqualTo(1);
        Received last = scu.next();
        assertThat(((CMoveRsp) last.command()).subOperations()).isEqualTo(SubOperations.ended(1, 1, 0));
        assertThat(last.dataSet()).hasSameSizeAs(RecordingDimseSink.asList(IDENTIFIER));
    }

    @Test
    void aMoveSaysWhereItsInstancesComeFrom() {
        CStoreRq store = new CStoreRq(1, CT, "1.2.3.4", Priority.HIGH, new MoveOriginator("TS1PACS", 2));
        scu.send(5, store, IDENTIFIER);
        CStoreRq received = (CStoreRq) scp.next().command();
        assertThat(received.moveOriginator()).isEqualTo(new MoveOriginator("TS1PACS", 2));
        assertThat(received.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void severalStoresAreInFlightAndAnsweredOutOfOrder() {
        for (int id = 1; id <= 4; id++) {
            scu.send(5, new CStoreRq(id, CT, "1.2.3." + id, Priority.MEDIUM, null), IDENTIFIER);
        }
        DimseRequest[] requests = new DimseRequest[5];
        for (int id = 1; id <= 4; id++) {
            requests[id] = (DimseRequest) scp.next().command();
        }
        for (int id : new int[]{ 3, 1, 4, 2 }) {
            scp.send(5, requests[id].respond(Outcome.SUCCESS));
        }
        for (int id : new int[]{ 3, 1, 4, 2 }) {
            assertThat(scu.next().command()).isEqualTo(new CStoreRsp(id, Outcome.SUCCESS, CT, "1.2.3." + id));
        }
    }

    @Test
    void responsesMayComeWhileALargeInstanceIsOnItsWay() {
        scu.send(5, new CStoreRq(1, CT, "1.2.3.1", Priority.MEDIUM, null), IDENTIFIER);
        DimseRequest first = (DimseRequest) scp.next().command();
        MessageWriter second = scu.begin(5, new CStoreRq(2, CT, "1.2.3.2", Priority.MEDIUM, null));
        second.write(PooledByteBufAllocator.DEFAULT.buffer().writeZero(100_000));
        assertThat(scp.isMidMessage()).isTrue();
        scp.send(5, first.respond(Outcome.SUCCESS));
        assertThat(((DimseResponse) scu.next().command()).messageId()).isEqualTo(1);
        second.finish();
        assertThat(scp.isMidMessage()).isFalse();
        assertThat(scp.next().dataSet()).hasSize(100_000);
    }

    @Test
    void commitmentIsRequestedAndReportedInTheOtherDirection() {
        NActionRq action = new NActionRq(1, STORAGE_COMMITMENT, STORAGE_COMMITMENT_INSTANCE, 1, true);
        scu.send(7, action, IDENTIFIER);
        scp.send(7, ((DimseRequest) scp.next().command()).respond(Outcome.SUCCESS));
        assertThat(scu.next().command()).isEqualTo(action.respond(Outcome.SUCCESS));
        NEventReportRq report = new NEventReportRq(1, STORAGE_COMMITMENT, STORAGE_COMMITMENT_INSTANCE, 2, true);
        scp.send(7, report, IDENTIFIER);
        assertThat(scu.next()).isEqualTo(new Received(7, report, RecordingDimseSink.asList(IDENTIFIER)));
        scu.send(7, report.respond(Outcome.SUCCESS));
        assertThat(scp.next().command()).isEqualTo(report.respond(Outcome.SUCCESS));
    }

    @Test
    void aProcedureStepIsCreatedAndSet() {
        NCreateRq create = new NCreateRq(1, MPPS, "1.2.3.9", true);
        scu.send(9, create, IDENTIFIER);
        scp.send(9, ((NCreateRq) scp.next().command()).respond(Outcome.SUCCESS).withDataSet(), IDENTIFIER);
        assertThat(scu.next().dataSet()).isNotEmpty();
        NSetRq set = new NSetRq(2, MPPS, "1.2.3.9");
        scu.send(9, set, IDENTIFIER);
        scp.next();
        Outcome refused = Outcome.of(Status.PROCESSING_FAILURE, "step may no longer be updated");
        scp.send(9, set.respond(refused));
        assertThat(((DimseResponse) scu.next().command()).outcome()).isEqualTo(refused);
    }

    @Test
    void aRefusedRequestDoesNotDisturbTheNextOne() {
        scu.send(5, new CStoreRq(1, CT, "", Priority.MEDIUM, null), IDENTIFIER);
        scu.send(1, new CEchoRq(2, "1.2.840.10008.1.1"));
        scp.send(5, ((RefusedRequest) scp.next().command()).response());
        scp.send(1, ((CEchoRq) scp.next().command()).respond(Outcome.SUCCESS));
        CStoreRsp refusal = (CStoreRsp) scu.next().command();
        assertThat(refusal.status()).isEqualTo(Status.INVALID_SOP_INSTANCE);
        assertThat(refusal.outcome().errorComment()).isEqualTo("Affected SOP Instance UID is missing or invalid");
        assertThat(((DimseResponse) scu.next().command()).status()).isEqualTo(Status.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "0, 16384", "16384, 4096", "131072, 1024", "8, 64" })
    void everyPairOfMaximumLengthsWorks(int requestorMaxLength, int acceptorMaxLength) {
        List<Endpoint> ends = Endpoint.connected(requestorMaxLength, acceptorMaxLength);
        CStoreRq store = new CStoreRq(1, CT, "1.2.3.4", Priority.LOW, null);
        MessageWriter writer = ends.get(0).begin(1, store);
        for (int i = 0; i < 40; i++) {
            writer.write(PooledByteBufAllocator.DEFAULT.buffer().writeZero(1001));
        }
        writer.finish();
        Received received = ends.get(1).next();
        assertThat(received.command()).isEqualTo(store);
        assertThat(received.dataSet()).hasSize(40_040);
        ends.get(1).send(1, store.respond(Outcome.SUCCESS));
        assertThat(ends.get(0).next().command()).isEqualTo(store.respond(Outcome.SUCCESS));
    }
}
