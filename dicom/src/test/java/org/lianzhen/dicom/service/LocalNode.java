package org.lianzhen.dicom.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.net.AssociationEvents;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;

/** An application entity of ours that listens on loopback, and a user that knows it. */
final class LocalNode implements AutoCloseable {
    static final String TITLE = "LOCAL";
    private static final Duration STOP = Duration.ofSeconds(1);

    private final EventLoops loops;
    private final ServiceClassUser user;
    private final DicomServer server;
    private final AtomicInteger established;

    private LocalNode(EventLoops loops, ServiceClassUser user, DicomServer server, AtomicInteger established) {
        this.loops = loops;
        this.user = user;
        this.server = server;
        this.established = established;
    }

    /** What a test adds to the node. */
    @FunctionalInterface
    interface Services {
        ApplicationEntity.Builder add(ApplicationEntity.Builder builder, ServiceClassUser user);
    }

    static LocalNode of(UnaryOperator<ApplicationEntity.Builder> services) {
        return of((builder, user) -> services.apply(builder), PoolOptions.STANDARD, UnaryOperator.identity());
    }

    static LocalNode of(Services services, PoolOptions pool, UnaryOperator<ServerOptions> options) {
        EventLoops loops = EventLoops.start(2);
        var user = new ServiceClassUser(loops, pool);
        var established = new AtomicInteger();
        ApplicationEntity entity = services.add(ApplicationEntity.builder(), user).build();
        ServerOptions server = options.apply(ServerOptions
                .of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ApplicationEntities.of(Map.of(TITLE, entity)))
                .with(new AssociationEvents() {
                    @Override
                    public void established(Association association) {
                        established.incrementAndGet();
                    }
                }));
        return new LocalNode(loops, user, Await.result(DicomServer.listen(loops, server)), established);
    }

    /** On the network of other people's servers, which can call back there. */
    static LocalNode forPeers(Services services, UnaryOperator<ServerOptions> options) {
        PeerNetwork network = PeerProcess.assume();
        var address = new InetSocketAddress(network.ourAddress(), 0);
        return of(services, PoolOptions.STANDARD, usual -> options.apply(new ServerOptions(address, usual.entities(),
                usual.association(), usual.caps(), usual.authenticator(), usual.tls(), usual.events())));
    }

    ServiceClassUser user() {
        return user;
    }

    EventLoops loops() {
        return loops;
    }

    DicomServer server() {
        return server;
    }

    /** How to reach it. */
    RemoteNode node() {
        return node(TITLE);
    }

    /** How to reach it under another title. */
    RemoteNode node(String title) {
        return RemoteNode.at(server.address().getHostString(), server.address().getPort(), title, "TESTER");
    }

    /** Port that the server listens on. */
    String port() {
        return String.valueOf(server.address().getPort());
    }

    /** Associations the server has established so far. */
    int established() {
        return established.get();
    }

    @Override
    public void close() {
        user.close();
        Await.result(server.stop(STOP));
        Await.result(loops.stop());
    }
}
