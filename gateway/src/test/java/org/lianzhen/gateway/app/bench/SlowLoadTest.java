package org.lianzhen.gateway.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.AssociationCaps;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;

@Timeout(60)
class SlowLoadTest {
    private static final int MOST = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FAST = 400_000;

    @TempDir
    private Path folder;
    private final EventLoops loops = EventLoops.start(1);
    private final CountDownLatch begun = new CountDownLatch(MOST);
    private final CountDownLatch ended = new CountDownLatch(MOST);
    private final CountDownLatch left = new CountDownLatch(MOST);
    private DicomServer dicom;
    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        AssociationAcceptor entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, this::sink).build();
        dicom = Await.result(DicomServer.listen(loops, ServerOptions
                .of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        title -> title.equals(ServerUnderTest.AE_TITLE) ? entity : null)
                .with(new AssociationCaps(MOST, MOST, MOST, MOST))));
        server = new ServerUnderTest("Ours", folder.resolve("ours"), dicom.address().getPort(),
                List.of("sleep", "120"));
    }

    @AfterEach
    void stop() {
        server.close();
        Await.result(loops.stop());
    }

    private StoreSink sink(StoreContext context) {
        begun.countDown();
        return new StoreSink() {
            @Override
            public void chunk(ByteBuf bytes) {
                bytes.release();
            }

            @Override
            public CompletionStage<Outcome> end() {
                ended.countDown();
                return CompletableFuture.completedStage(Outcome.SUCCESS);
            }

            @Override
            public void aborted(Throwable cause) {
                left.countDown();
            }
        };
    }

    @Test
    void takesWhatTheServerTakes() throws Exception {
        try (SlowLoad load = SlowLoad.open(server, SampleImage.CT, MOST + 2, PATIENCE)) {
            assertThat(load.size()).isEqualTo(MOST);
        }
        Await.until("all have left", PATIENCE, () -> dicom.associations() == 0);
        try (SlowLoad load = SlowLoad.open(server, SampleImage.CT, 1, PATIENCE)) {
            assertThat(load.size()).isEqualTo(1);
        }
    }

    @Test
    void sendsImageAfterImageOverEach() throws Exception {
        try (SlowLoad load = SlowLoad.open(server, SampleImage.CT, MOST, PATIENCE)) {
            assertThat(begun.getCount()).as("nothing is sent unasked").isEqualTo(MOST);
            boolean all = load.send(FAST, () -> ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertThat(all).isTrue();
            assertThat(load.lost()).isZero();
        }
    }

    @Test
    void countsThoseWhomTheServerDrops() throws Exception {
        try (SlowLoad load = SlowLoad.open(server, SampleImage.CT, MOST, PATIENCE)) {
            load.send(1000, () -> {
                assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                Await.result(dicom.stop(Duration.ZERO));
                Await.until("all are lost", PATIENCE, () -> load.lost() == MOST);
                return null;
            });
        }
        assertThat(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNewcomerIsTimedOrCalledUnanswered() throws Exception {
        Newcomers welcome = Newcomers.at(server, 3);
        assertThat(welcome.waits()).hasSize(3).isSorted();
        assertThat(welcome.unanswered()).isZero();
        Await.result(dicom.stop(Duration.ZERO));
        assertThat(Newcomers.at(server, 2).unanswered()).isEqualTo(2);
    }
}
