package org.lianzhen.dicom.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server on a free port of the loopback, with a recording service under the AE title SCP. */
final class TestServer implements AutoCloseable {
    static final String AE_TITLE = "SCP";

    private final EventLoops loops = EventLoops.start(2);
    private final RecordingService service;
    private final DicomServer server;

    private TestServer(RecordingService service, AssociationAcceptor acceptor, UnaryOperator<ServerOptions> options) {
        this.service = service;
        server = get(DicomServer.listen(loops, options.apply(ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of(AE_TITLE, acceptor))))));
    }

    static TestServer start() {
        return start(options -> options);
    }

    static TestServer start(UnaryOperator<ServerOptions> options) {
        var service = new RecordingService();
        return new TestServer(service, accepting(service), options);
    }

    /** With another acceptor than the one that takes everything {@link RecordingService#POLICY} has. */
    static TestServer deciding(AssociationAcceptor acceptor) {
        return new TestServer(new RecordingService(), acceptor, options -> options);
    }

    static TestServer start(AssociationAcceptor acceptor, UnaryOperator<ServerOptions> options) {
        return new TestServer(new RecordingService(), acceptor, options);
    }

    /** With these deadlines. */
    static TestServer start(Timeouts timeouts) {
        return start(options -> options.with(options.association().withTimeouts(timeouts)));
    }

    static AssociationAcceptor accepting(AssociationListener listener) {
        return request -> CompletableFuture
                .completedStage(new AcceptDecision.Accept(RecordingService.POLICY, listener));
    }

    RecordingService service() {
        return service;
    }

    DicomServer server() {
        return server;
    }

    EventLoops loops() {
        return loops;
    }

    InetSocketAddress address() {
        return server.address();
    }

    ConnectOptions connectOptions() {
        return ConnectOptions.to(address().getHostString(), address().getPort());
    }

    /** A stage's result, waited for. */
    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        get(server.stop(Duration.ZERO));
        get(loops.stop());
    }
}
