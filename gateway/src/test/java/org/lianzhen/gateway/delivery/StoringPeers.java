package org.lianzhen.gateway.delivery;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.archive.KeptInstances;

/** Nodes of ours on loopback, and a courier that knows them by their AE titles. */
final class StoringPeers implements AutoCloseable {
    private final EventLoops loops = EventLoops.start(2);
    private final ServiceClassUser user = new ServiceClassUser(loops);
    private final AtomicInteger associations = new AtomicInteger();
    private final DicomServer server;

    /** @param handlers by AE title */
    StoringPeers(StoragePolicy policy, Map<String, StoreHandler> handlers) {
        Map<String, AssociationAcceptor> entities = handlers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        one -> ApplicationEntity.builder().storage(policy, one.getValue()).build()));
        server = Await.result(DicomServer.listen(loops, ServerOptions
                .of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ApplicationEntities.of(entities))
                .with(new AssociationEvents() {
                    @Override
                    public void established(Association association) {
                        associations.incrementAndGet();
                    }
                })));
    }

    DimseCourier courier(KeptInstances kept) {
        return new DimseCourier(user, title -> CompletableFuture.completedStage(Optional
                .of(RemoteNode.at("127.0.0.1", server.address().getPort(), title, "LIANZHEN"))), kept);
    }

    /** Established so far. */
    int associations() {
        return associations.get();
    }

    @Override
    public void close() {
        user.close();
        Await.result(server.stop(Duration.ofSeconds(1)));
        Await.result(loops.stop());
    }

    /** A handler that stops reading at the beginning of the first data set, and takes the others. */
    static StoreHandler stuck(CompletableFuture<ReadHold> held) {
        return context -> new Taking(() -> CompletableFuture.completedStage(Outcome.SUCCESS)) {
            @Override
            public void chunk(ByteBuf chunk) {
                super.chunk(chunk);
                if (!held.isDone()) {
                    held.complete(context.association().holdReads());
                }
            }
        };
    }

    /** A handler that answers at the end of each data set. */
    static StoreHandler answering(Supplier<Outcome> answer) {
        return answeringLater(() -> CompletableFuture.completedStage(answer.get()));
    }

    /** A handler whose answers come when they are there. */
    static StoreHandler answeringLater(Supplier<CompletionStage<Outcome>> answer) {
        return (StoreContext context) -> new Taking(answer);
    }

    private static class Taking implements StoreSink {
        private final Supplier<CompletionStage<Outcome>> answer;

        Taking(Supplier<CompletionStage<Outcome>> answer) {
            this.answer = answer;
        }

        @Override
        public void chunk(ByteBuf chunk) {
            chunk.release();
        }

        @Override
        public CompletionStage<Outcome> end() {
            return answer.get();
        }

        @Override
        public void aborted(Throwable cause) {
            // the sender hears of it
        }
    }
}
