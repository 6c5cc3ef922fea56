package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.AssociationFailedException;
import org.lianzhen.dicom.net.ConnectOptions;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.net.TlsContext;
import org.lianzhen.dicom.net.TlsContext.ClientCertificate;

/**
 * DCMTK over TLS where only the server shows a certificate; and those programs of DCMTK that know no TLS, over mutual TLS behind
 * tunnels, sub-operations of C-MOVE in both directions among them.
 */
class DcmtkTlsIT {
    private final ReceivedInstances received = new ReceivedInstances();
    private final List<Instance> instances = TestInstances.cts(5);
    private final int port = PeerProcess.newPort();

    @TempDir
    private Path folder;

    private TestPki pki;

    @BeforeEach
    void makeCertificates() {
        PeerProcess.assume("echoscu", "storescu", "storescp", "findscu", "movescu", "getscu", "termscu", "dcmqrscp");
        pki = TestPki.in(folder);
    }

    @Test
    void usersNeedNoCertificateWhereNoneIsRequired() {
        List<String> files = TestFiles.write(folder, instances).stream().map(Path::toString).toList();
        try (LocalNode local = local(pki.server(ClientCertificate.NONE), List.of())) {
            run(local, pki.anonymousDcmtk(), "echoscu", List.of());
            run(local, pki.anonymousDcmtk(), "storescu", files);
            run(local, pki.anonymousDcmtk(), "findscu", List.of(), "-S", "-k", "QueryRetrieveLevel=STUDY", "-k",
                    "StudyInstanceUID=" + TestInstances.STUDY);
        }
        assertThat(received.count()).isEqualTo(5);
    }

    @Test
    void weNeedNoCertificateWhereNoneIsRequired() throws IOException {
        Path target = Files.createDirectory(folder.resolve("stored"));
        try (LocalNode local = local(pki.server(), List.of());
                PeerProcess storescp = storescp("--ignore-peer-cert", "-od", target.toString())) {
            StoreReport report = Await.completed(local.user().store(peer(pki.client(false)), instances,
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(5);
            assertThat(storescp.isAlive()).isTrue();
        }
        assertHasAll(target);
    }

    @Test
    void withoutACertificateWeAreRefusedWhereOneIsRequired() {
        try (LocalNode local = local(pki.server(), List.of());
                PeerProcess storescp = storescp("--require-peer-cert", "--ignore")) {
            assertThatThrownBy(() -> Await.completed(local.user().echo(peer(pki.client(false)))))
                    .hasCauseInstanceOf(AssociationFailedException.class);
            assertThat(Await.completed(local.user().echo(peer(pki.client(true))))).isNotNull();
            assertThat(storescp.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "movescu", "getscu", "termscu", "dcmqrscp", "dcmsend" })
    void theseProgramsKnowNoTls(String program) {
        assertThat(PeerProcess.tryRun(folder, List.of(program, "--help")).output()).contains("usage: " + program)
                .as("once %s knows TLS it needs no tunnel here", program).doesNotContain("tls");
    }

    @Test
    void getscuGetsThroughATunnel() throws IOException {
        Path target = Files.createDirectory(folder.resolve("got"));
        try (LocalNode local = local(pki.server(), List.of()); TlsTunnel tunnel = tunnelTo(local)) {
            runThrough(tunnel, "getscu", "-S", "-od", target.toString(), "-k", "QueryRetrieveLevel=STUDY", "-k",
                    "StudyInstanceUID=" + TestInstances.STUDY);
        }
        assertHasAll(target);
    }

    @Test
    void movescuMovesThroughTunnelsBothWays() throws IOException {
        Path target = Files.createDirectory(folder.resolve("moved"));
        var mover = new InetSocketAddress(PeerProcess.assume().peerAddress(), port);
        try (TlsTunnel back = TlsTunnel.fromTls(PeerProcess.assume().ourAddress(), mover, pki.peer());
                LocalNode local = local(pki.server(), List.of(secured("MOVER", back)));
                TlsTunnel tunnel = tunnelTo(local)) {
            runThrough(tunnel, "movescu", "-S", "-aem", "MOVER", "--port", String.valueOf(port), "-od",
                    target.toString(), "-k", "QueryRetrieveLevel=STUDY", "-k",
                    "StudyInstanceUID=" + TestInstances.STUDY);
        }
        assertHasAll(target);
    }

    @Test
    void termscuEndsNothingThroughATunnelEither() {
        try (LocalNode local = local(pki.server(), List.of()); TlsTunnel tunnel = tunnelTo(local)) {
            PeerProcess.tryRun(folder, List.of("termscu", "-aec", LocalNode.TITLE,
                    PeerProcess.assume().ourAddress(), String.valueOf(tunnel.port())));
            run(local, pki.dcmtk(), "echoscu", List.of());
        }
    }

    @Test
    void findsMovesAndGetsAtDcmqrscpThroughTunnelsBothWays() throws IOException {
        var archive = new InetSocketAddress(PeerProcess.assume().peerAddress(), port);
        try (LocalNode local = local(pki.server(), List.of()); TlsTunnel back = tunnelTo(local);
                PeerProcess dcmqrscp = dcmqrscp(back);
                TlsTunnel tunnel = TlsTunnel.fromTls(PeerProcess.assume().ourAddress(), archive, pki.peer())) {
            RemoteNode node = secured("QRSCP", tunnel);
            assertThat(Await.completed(local.user().echo(node))).isNotNull();
            assertThat(Await.completed(local.user().store(node, instances, StoreOptions.STANDARD,
                    StoreListener.NONE).result()).stored()).isEqualTo(5);
            assertThat(Await.completed(local.user().findAll(node, Queries.images(TestInstances.SERIES))).matches())
                    .hasSize(5);
            RetrieveSummary moved = Await.completed(local.user().move(node,
                    RetrieveQuery.study(TestInstances.STUDY), LocalNode.TITLE, counts -> {}).result());
            assertThat(moved.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(received.count()).isEqualTo(5);
            var got = new ReceivedInstances();
            RetrieveSummary summary = Await.completed(local.user().get(node, RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), got)).result());
            assertThat(summary.counts().completed()).isEqualTo(5);
            assertThat(instances).allSatisfy(instance -> {
                assertThat(received.dataSet(instance.sopInstanceUid())).isEqualTo(TestArchive.dataSet(instance));
                assertThat(got.dataSet(instance.sopInstanceUid())).isEqualTo(TestArchive.dataSet(instance));
            });
            assertThat(dcmqrscp.isAlive()).isTrue();
        }
    }

    private LocalNode local(TlsContext server, List<RemoteNode> known) {
        LocalNode.Services services = (builder, user) -> new TestArchive(instances).serve(
                builder.storage(StoragePolicy.EVERYTHING, received),
                known.isEmpty() ? TestArchive.only("NOBODY", RemoteNode.at("127.0.0.1", 1, "NOBODY", "US"))
                        : TestArchive.only(known.getFirst().aeTitle(), known.getFirst()),
                user);
        UnaryOperator<ServerOptions> secured = options -> options.withTls(() -> server);
        return LocalNode.forPeers(services, secured);
    }

    /** A node behind a tunnel. */
    private RemoteNode secured(String title, TlsTunnel tunnel) {
        TlsContext client = pki.client(true);
        String host = PeerProcess.assume().ourAddress();
        return RemoteNode.at(host, tunnel.port(), title, LocalNode.TITLE)
                .with(ConnectOptions.to(host, tunnel.port()).withTls(() -> client));
    }

    private RemoteNode peer(TlsContext client) {
        String host = PeerProcess.assume().peerAddress();
        return RemoteNode.at(host, port, "STORESCP", LocalNode.TITLE)
                .with(ConnectOptions.to(host, port).withTls(() -> client));
    }

    private TlsTunnel tunnelTo(LocalNode local) {
        return TlsTunnel.toTls(PeerProcess.assume().ourAddress(), local.server().address(), pki.peer());
    }

    private void run(LocalNode local, List<String> tls, String program, List<String> files, String... options) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(tls);
        command.addAll(List.of("-aec", LocalNode.TITLE));
        command.addAll(List.of(options));
        command.addAll(List.of(PeerProcess.assume().ourAddress(), local.port()));
        command.addAll(files);
        PeerProcess.run(folder, command);
    }

    private void runThrough(TlsTunnel tunnel, String program, String... options) {
        var command = new ArrayList<>(List.of(program, "-aec", LocalNode.TITLE));
        command.addAll(List.of(options));
        command.addAll(List.of(PeerProcess.assume().ourAddress(), String.valueOf(tunnel.port())));
        PeerProcess.run(folder, command);
    }

    private PeerProcess storescp(String... options) {
        var command = new ArrayList<>(List.of("storescp"));
        command.addAll(pki.dcmtk());
        command.addAll(List.of(options));
        command.add(String.valueOf(port));
        return PeerProcess.server(folder, port, command);
    }

    private PeerProcess dcmqrscp(TlsTunnel back) throws IOException {
        Path config = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                local = (%s, %s, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                QRSCP %s RW (100, 1024mb) ANY
                AETable END
                """.formatted(port, LocalNode.TITLE, PeerProcess.assume().ourAddress(), back.port(),
                Files.createDirectory(folder.resolve("db"))));
        return PeerProcess.server(folder, port, List.of("dcmqrscp", "-c", config.toString(), "+x="));
    }

    private void assertHasAll(Path target) throws IOException {
        try (var files = Files.list(target)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(instances.size());
            for (Path file : all) {
                Instance read = TestFiles.read(file);
                Instance sent = instances.stream()
                        .filter(each -> each.sopInstanceUid().equals(read.sopInstanceUid())).findFirst().orElseThrow();
                assertThat(Part10Reader.read(file, ParseOptions.WHOLE).dataSet())
                        .isEqualTo(TestArchive.dataSet(sent));
            }
        }
    }
}
