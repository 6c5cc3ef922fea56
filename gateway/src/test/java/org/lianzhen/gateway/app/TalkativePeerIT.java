package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryDesk;

/** A node that names patients in its Error Comments (0000,0902), as some do. */
@Timeout(120)
class TalkativePeerIT {
    private static final String PATIENT = "WANG^WU";
    private static final String REFUSED = "1.2.840.99.31";
    private static final String TAKEN = "1.2.840.99.32";

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int port = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops);

    @TempDir
    private Path folder;
    private ForwardingStand stand;
    private DicomServer peer;
    private WrittenLog log;

    @BeforeEach
    void start() throws Exception {
        peer = Await.result(DicomServer.listen(loops, ServerOptions.of(
                new InetSocketAddress(network.ourAddress(), port),
                ApplicationEntities.of(Map.of("CH1PACS", entity())))));
        stand = new ForwardingStand(network, folder, ForwardingStand.township(
                ForwardingStand.at(network.ourAddress(), port), ForwardingStand.at(network.ourAddress(), port)));
        stand.route("""
                quietSeconds: 3600
                destinations: [{code: CH1, unit: CH1, node: CH1PACS, associations: 1}]
                routes: [{code: all, name: 全部, to: [CH1], state: ACTIVE}]
                """);
        log = WrittenLog.open();
    }

    @AfterEach
    void stop() {
        log.close();
        stand.close();
        Await.result(peer.stop(Duration.ofSeconds(1)));
        user.close();
        loops.close();
    }

    private ApplicationEntity entity() {
        return ApplicationEntity.builder()
                .storage(StoragePolicy.EVERYTHING,
                        context -> new Judging(context.sopInstanceUid().startsWith(REFUSED)
                                ? Outcome.of(new Status(0xC001), "cannot understand " + PATIENT)
                                : Outcome.SUCCESS))
                .commitment((request, reporter) -> CompletableFuture
                        .failedStage(new DimseException(Status.PROCESSING_FAILURE, "busy with " + PATIENT)),
                        title -> CompletableFuture.completedStage(Optional.empty()), user)
                .find(request -> {
                    throw new DimseException(Outcome.of(Status.NOT_AUTHORIZED, "not about " + PATIENT), null);
                }).build();
    }

    private record Judging(Outcome outcome) implements StoreSink {
        @Override
        public void chunk(ByteBuf chunk) {
            chunk.release();
        }

        @Override
        public CompletionStage<Outcome> end() {
            return CompletableFuture.completedStage(outcome);
        }

        @Override
        public void aborted(Throwable cause) {
            // nothing was kept
        }
    }

    private String told(String study) {
        return Await.result(new PostgresDeliveryDesk(stand.database().pool()).ofStudy(study, Set.of("TS1"))).stream()
                .flatMap(one -> Stream.concat(Stream.of(one.trouble()),
                        Stream.ofNullable(one.proof()).map(proof -> proof.answer())))
                .map(answer -> answer.code() + " " + answer.inWords()).toList().toString();
    }

    @Test
    void whatItSaysIsForThoseWhoMaySeeTheStudyAndNotForTheLog() {
        stand.store(REFUSED, 2);
        stand.store(TAKEN, 2);
        Await.result(new PostgresStudyReceipts(stand.database().pool()).sentInFull(new SentInFull(TAKEN,
                Set.of("TS1"), null, new AuditEvent.Actor("x", "TECHNOLOGIST", "TS1", ""))));
        Await.until("it refused the one", Duration.ofSeconds(60), () -> told(REFUSED).contains(PATIENT));
        Await.until("nothing is known of the other", Duration.ofSeconds(60), () -> told(TAKEN).contains("NOT_OFFERED"));
        assertThat(told(REFUSED)).contains("C001 refused, C001H", "cannot understand " + PATIENT);
        assertThat(told(TAKEN)).contains("busy with " + PATIENT, "not about " + PATIENT);
        assertThat(log.lines()).anyMatch(line -> line.contains(TAKEN + ": NOT_OFFERED"))
                .noneMatch(line -> line.contains(PATIENT));
    }
}
