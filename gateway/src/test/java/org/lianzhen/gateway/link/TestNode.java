package org.lianzhen.gateway.link;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;

/** A node of ours on loopback, called CH1PACS, that answers as a test wants. */
public final class TestNode implements AutoCloseable, StoreHandler {
    static final String TITLE = "CH1PACS";

    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final Outcome answer;
    private final DicomServer server;

    private TestNode(EventLoops loops, Outcome answer, UnaryOperator<ApplicationEntity.Builder> services,
            UnaryOperator<ServerOptions> options) {
        this.answer = answer;
        ApplicationEntity entity = services.apply(ApplicationEntity.builder()).build();
        server = Await.result(DicomServer.listen(loops, options.apply(ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of(TITLE, entity))))));
    }

    static TestNode of(EventLoops loops, UnaryOperator<ApplicationEntity.Builder> services,
            UnaryOperator<ServerOptions> options) {
        return new TestNode(loops, Outcome.SUCCESS, services, options);
    }

    /** That stores, and answers like this. */
    public static TestNode storing(EventLoops loops, Outcome answer) {
        var made = new TestNode[1];
        made[0] = new TestNode(loops, answer,
                builder -> builder.storage(StoragePolicy.EVERYTHING,
                        context -> made[0].begin(context)),
                options -> options);
        return made[0];
    }

    @Override
    public StoreSink begin(StoreContext context) {
        return new StoreSink() {
            @Override
            public void chunk(ByteBuf bytes) {
                bytes.release();
            }

            @Override
            public CompletionStage<Outcome> end() {
                stored.add(context.sopInstanceUid());
                return CompletableFuture.completedStage(answer);
            }

            @Override
            public void aborted(Throwable cause) {
                // nothing was kept
            }
        };
    }

    /** SOP instance UIDs. */
    public List<String> stored() {
        return List.copyOf(stored);
    }

    public LinkTarget target() {
        return target(TITLE);
    }

    LinkTarget target(String aeTitle) {
        return new LinkTarget(aeTitle, "127.0.0.1", server.address().getPort(), false);
    }

    LinkTarget secure() {
        return new LinkTarget(TITLE, "127.0.0.1", server.address().getPort(), true);
    }

    @Override
    public void close() {
        Await.result(server.stop(Duration.ofSeconds(1)));
    }
}
