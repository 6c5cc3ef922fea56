package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.ConnectOptions;

/** Our users against DCMTK's storescp and dcmqrscp, plain and over mutual TLS. */
class DcmtkProviderIT {
    private final int port = PeerProcess.newPort();
    private final ReceivedInstances received = new ReceivedInstances();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void echoesAndStoresAtStorescp(boolean tls) throws IOException {
        Path target = Files.createDirectory(folder.resolve("stored"));
        List<Instance> instances = TestInstances.cts(40);
        List<Instance> files = TestFiles.write(folder, instances).stream().map(TestFiles::read).toList();
        Function<RemoteNode, RemoteNode> secured = tls ? secured() : node -> node;
        try (PeerProcess storescp = storescp(tls, List.of("+B", "+xa", "-od", target.toString()));
                LocalNode local = local()) {
            RemoteNode node = secured.apply(peer("STORESCP"));
            assertThat(Await.completed(local.user().echo(node)).roundTrip()).isPositive();
            StoreReport report = Await.completed(local.user()
                    .store(node, files, StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report).isEqualTo(new StoreReport(40, List.of()));
            assertThat(storescp.isAlive()).isTrue();
        }
        assertThat(filesIn(target)).hasSize(40);
        for (Path file : filesIn(target)) {
            Instance stored = TestFiles.read(file);
            Instance sent = instances.stream()
                    .filter(each -> each.sopInstanceUid().equals(stored.sopInstanceUid())).findFirst().orElseThrow();
            assertThat(Part10Reader.read(file, ParseOptions.WHOLE).dataSet()).isEqualTo(TestArchive.dataSet(sent));
        }
    }

    @Test
    void reencodesForAStorescpThatTakesImplicitOnly() throws IOException {
        Path target = Files.createDirectory(folder.resolve("stored"));
        Instance bigEndian = TestInstances.ct(1, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, 40_000);
        Instance file = TestFiles.read(TestFiles.write(folder.resolve("big.dcm"), bigEndian));
        Instance compressed = new Instance(SopClass.CTImageStorage, TestInstances.uid(2),
                TransferSyntax.JPEG_2000_LOSSLESS, TestInstances.ct(2).data());
        try (PeerProcess storescp = storescp(false, List.of("+xi", "-od", target.toString()));
                LocalNode local = local()) {
            StoreReport report = Await.completed(local.user().store(peer("STORESCP"), List.of(file, compressed),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.NotAccepted.class);
            assertThat(storescp.isAlive()).isTrue();
        }
        Path stored = filesIn(target).getFirst();
        assertThat(Part10Reader.read(stored, ParseOptions.WHOLE).dataSet())
                .isEqualTo(TestArchive.dataSet(bigEndian));
    }

    @Test
    void tellsWhenStorescpTakesNoPrivateClass() {
        Instance own = TestInstances.of("1.2.3.4", TestInstances.uid(1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16);
        try (PeerProcess storescp = storescp(false, List.of("--ignore")); LocalNode local = local()) {
            StoreReport report = Await.completed(local.user().store(peer("STORESCP"),
                    List.of(own, TestInstances.ct(1)), StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored().getFirst().inWords()).contains("no presentation context");
            assertThat(storescp.isAlive()).isTrue();
        }
    }

    @Test
    void survivesAStorescpThatAborts() {
        try (PeerProcess storescp = storescp(false, List.of("--abort-during")); LocalNode local = local()) {
            StoreReport report = Await.completed(local.user().store(peer("STORESCP"), TestInstances.cts(3),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.notStored()).hasSize(3).allSatisfy(
                    result -> assertThat(result).isInstanceOf(InstanceResult.NotSent.class));
            assertThat(storescp.isAlive()).isTrue();
        }
    }

    @Test
    void findsMovesAndGetsAtDcmqrscp() throws IOException {
        List<Instance> instances = TestInstances.cts(12);
        try (LocalNode local = local(); PeerProcess archive = dcmqrscp(local)) {
            RemoteNode node = peer("QRSCP");
            assertThat(Await.completed(local.user().echo(node))).isNotNull();
            // over one association: processes of dcmqrscp that store at once pick the same file name now and then
            assertThat(Await.completed(local.user().store(node, instances, StoreOptions.STANDARD,
                    StoreListener.NONE).result()).stored()).isEqualTo(12);

            FindAnswer study = Await.completed(local.user().findAll(node, Queries.study(TestInstances.STUDY)));
            assertThat(study.matches()).singleElement().satisfies(match -> assertThat(
                    match.identifier().string(Tag.PatientID)).isEqualTo("P1"));
            FindAnswer images = Await.completed(local.user().findAll(node, Queries.images(TestInstances.SERIES)));
            assertThat(images.matches()).hasSize(12);
            FindAnswer few = Await
                    .completed(local.user().findAll(node, Queries.images(TestInstances.SERIES).withLimit(5)));
            assertThat(few.matches()).hasSize(5);
            assertThat(few.summary().limited()).isTrue();

            RetrieveSummary moved = Await.completed(local.user().move(node,
                    RetrieveQuery.study(TestInstances.STUDY), LocalNode.TITLE, counts -> {}).result());
            assertThat(moved.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(moved.counts().completed()).isEqualTo(12);
            assertThat(received.count()).isEqualTo(12);

            var got = new ReceivedInstances();
            RetrieveSummary summary = Await.completed(local.user().get(node, RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(List.of(StorageContext.uncompressed(SopClass.CTImageStorage)), got)).result());
            assertThat(summary.counts()).extracting(SubOperations::completed, SubOperations::failed)
                    .containsExactly(12, 0);
            assertThat(instances).allSatisfy(instance -> {
                assertThat(got.dataSet(instance.sopInstanceUid())).isEqualTo(TestArchive.dataSet(instance));
                assertThat(received.dataSet(instance.sopInstanceUid())).isEqualTo(TestArchive.dataSet(instance));
            });
            assertThat(Await.result(local.user().move(node, RetrieveQuery.study(TestInstances.STUDY), "NOWHERE",
                    counts -> {}).result())).isInstanceOfSatisfying(ServiceResult.Failed.class, failed -> assertThat(
                            failed.outcome().status()).isEqualTo(Status.MOVE_DESTINATION_UNKNOWN));
            assertThat(archive.isAlive()).isTrue();
        }
    }

    private LocalNode local() {
        PeerProcess.assume("storescp", "dcmqrscp");
        return LocalNode.forPeers((builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received),
                options -> options);
    }

    private RemoteNode peer(String title) {
        return RemoteNode.at(PeerProcess.assume().peerAddress(), port, title, LocalNode.TITLE);
    }

    private Function<RemoteNode, RemoteNode> secured() {
        var context = TestPki.in(folder).client(true);
        return node -> node.with(ConnectOptions.to(PeerProcess.assume().peerAddress(), port).withTls(() -> context));
    }

    private PeerProcess storescp(boolean tls, List<String> options) {
        var command = new ArrayList<>(List.of("storescp", "-aet", "STORESCP", "-pm"));
        if (options.contains("--ignore")) {
            command.remove("-pm");
        }
        command.addAll(options);
        if (tls) {
            command.addAll(List.of("+tls", file("peer.key"), file("peer.pem"), "+cf", file("ca.pem")));
        }
        command.add(String.valueOf(port));
        return PeerProcess.server(folder, port, command);
    }

    private PeerProcess dcmqrscp(LocalNode local) throws IOException {
        Path store = Files.createDirectory(folder.resolve("db"));
        Path config = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                local = (LOCAL, %s, %s)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                QRSCP %s RW (100, 1024mb) ANY
                AETable END
                """.formatted(port, PeerProcess.assume().ourAddress(), local.port(), store));
        return PeerProcess.server(folder, port, List.of("dcmqrscp", "-c", config.toString(), "+x="));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static List<Path> filesIn(Path target) throws IOException {
        try (var files = Files.list(target)) {
            return files.toList();
        }
    }
}
