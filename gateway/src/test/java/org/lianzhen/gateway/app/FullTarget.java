package org.lianzhen.gateway.app;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;

/** A destination on loopback that answers 0xA700 to everything until it has room. */
final class FullTarget implements AutoCloseable {
    private final EventLoops loops = EventLoops.start(1);
    private final DicomServer server;
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private volatile boolean room;

    FullTarget(String title) {
        var entity = ApplicationEntity.builder().storage(StoragePolicy.EVERYTHING, this::sink).build();
        server = Await.result(DicomServer.listen(loops,
                ServerOptions.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ApplicationEntities.of(Map.of(title, entity)))));
    }

    int port() {
        return server.address().getPort();
    }

    /** How often it had no room. */
    int refused() {
        return refused.get();
    }

    /** SOP Instance UIDs that it has taken. */
    Set<String> held() {
        return Set.copyOf(held);
    }

    void makeRoom() {
        room = true;
    }

    private StoreSink sink(StoreContext context) {
        return new StoreSink() {
            @Override
            public void chunk(ByteBuf chunk) {
                chunk.release();
            }

            @Override
            public CompletionStage<Outcome> end() {
                return CompletableFuture.completedStage(answer(context.sopInstanceUid()));
            }

            @Override
            public void aborted(Throwable cause) {
                // the sender hears of it
            }
        };
    }

    private Outcome answer(String instance) {
        if (!room) {
            refused.incrementAndGet();
            return Outcome.of(Status.OUT_OF_RESOURCES, "disk full");
        }
        held.add(instance);
        return Outcome.SUCCESS;
    }

    @Override
    public void close() {
        Await.result(server.stop(Duration.ofSeconds(1)));
        Await.result(loops.stop());
    }
}
