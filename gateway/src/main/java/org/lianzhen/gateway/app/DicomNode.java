package org.lianzhen.gateway.app;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.ApplicationEntities;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.PoolOptions;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.gateway.app.tls.DicomTls;
import org.lianzhen.gateway.app.tls.Live;
import org.lianzhen.gateway.config.DicomTlsSettings;
import org.lianzhen.gateway.config.Settings;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.proof.Prover;
import org.lianzhen.gateway.link.LinkCalls;
import org.lianzhen.gateway.link.LinkDoctor;
import org.lianzhen.gateway.link.LinkPace;
import org.lianzhen.gateway.member.MemberDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DICOM side of what {@code run} serves: verification and storage under our AE titles, on a plain port and on one with TLS.
 */
final class DicomNode implements RunningNode {
    private static final Logger LOG = LoggerFactory.getLogger(DicomNode.class);
    /** Deliveries use eight associations with a node at most, one of them for emergencies, which proofs and C-MOVE are not to use up. */
    private static final PoolOptions CALLS = new PoolOptions(24, 1_000, Duration.ofMinutes(1), Duration.ofSeconds(20));
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    /** For closing what the servers stood on. */
    private static final Duration STOP_RESERVE = Duration.ofSeconds(1);

    private final List<DicomServer> servers = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private @Nullable EventLoops loops;
    private @Nullable ServiceClassUser caller;
    private @Nullable ArchiveEntity entity;
    private @Nullable LinkDoctor doctor;

    private DicomNode() {}

    /**
     * @param archive that it stores into and answers from
     * @param objects closed by whoever opened them, after the node has stopped
     * @param tls what is shown over TLS, which may change; null to open no port with it
     */
    static DicomNode start(Settings settings, Archive archive, ObjectKeeping objects, @Nullable Live<DicomTls> tls)
            throws StartException {
        var node = new DicomNode();
        try {
            node.open(settings, archive, objects, tls);
            return node;
        } catch (StartException | RuntimeException e) {
            node.stop(STOP_RESERVE);
            throw e;
        }
    }

    private void open(Settings settings, Archive archive, ObjectKeeping objects, @Nullable Live<DicomTls> tls)
            throws StartException {
        EventLoops threads = EventLoops.start(Math.max(2, Runtime.getRuntime().availableProcessors()));
        loops = threads;
        String title = settings.dicom().aeTitles().getFirst();
        var user = new ServiceClassUser(threads, CALLS);
        caller = user;
        var calls = new ArchiveEntity.Calls(title, tls == null ? null : () -> tls.get().client());
        var own = new ArchiveEntity(archive, objects, user, calls);
        entity = own;
        var examiner = new LinkDoctor(threads, new LinkCalls(title, tls == null ? null
                : () -> new LinkCalls.Tls(tls.get().material(), tls.get().profile())), LinkPace.STANDARD);
        doctor = examiner;
        ApplicationEntities entities = entities(settings, archive.members(), own.build(examiner::reported));
        var plain = new InetSocketAddress(settings.bind(), settings.dicom().port());
        addresses.add("DICOM " + title + "@" + listen(threads, ServerOptions.of(plain, entities)));
        DicomTlsSettings wanted = settings.dicom().tls();
        if (wanted != null && tls != null) {
            var secure = new InetSocketAddress(settings.bind(), wanted.port());
            String address = listen(threads,
                    ServerOptions.of(secure, entities).withTls(() -> tls.get().server()));
            addresses.add("DICOM TLS " + title + "@" + address);
        }
    }

    /** Titles of the members are those of the version in force, whenever one is called. */
    private static ApplicationEntities entities(Settings settings, MemberDirectory members,
            AssociationAcceptor entity) {
        Set<String> always = Set.copyOf(settings.dicom().aeTitles());
        return title -> always.contains(title) || members.members().title(title).isPresent() ? entity : null;
    }

    private String listen(EventLoops loops, ServerOptions options) throws StartException {
        InetSocketAddress wanted = options.address();
        try {
            DicomServer server = await(DicomServer.listen(loops, options), START_LIMIT);
            servers.add(server);
            return text(server.address());
        } catch (ExecutionException e) {
            throw new StartException("start.port", text(wanted), Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw new StartException("start.port", text(wanted), String.valueOf(e));
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Sends what is kept to nodes. */
    Courier courier() {
        return Objects.requireNonNull(entity, "not started").courier();
    }

    /** Examines nodes that we call. */
    LinkDoctor doctor() {
        return Objects.requireNonNull(doctor, "not started");
    }

    /** Asks nodes what they have. */
    Prover prover() {
        return Objects.requireNonNull(entity, "not started").prover();
    }

    /** Where it listens without TLS. */
    InetSocketAddress plainAddress() {
        return servers.getFirst().address();
    }

    /** Associations that are open now. */
    int associations() {
        return servers.stream().mapToInt(DicomServer::associations).sum();
    }

    @Override
    public String addresses() {
        return String.join(", ", addresses);
    }

    @Override
    public void stop(Duration limit) {
        Duration grace = limit.compareTo(STOP_RESERVE) > 0 ? limit.minus(STOP_RESERVE) : limit;
        CompletableFuture<?>[] stopping = servers.stream()
                .map(server -> server.stop(grace.dividedBy(2)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        try {
            await(CompletableFuture.allOf(stopping), grace);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every association could be ended in good order", e);
        }
        closeAll();
    }

    private void closeAll() {
        if (entity != null) {
            entity.close();
        }
        if (caller != null) {
            caller.close();
        }
        if (loops != null) {
            loops.close();
        }
    }

    private static <T> T await(CompletionStage<T> stage, Duration limit) throws ExecutionException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }
}
