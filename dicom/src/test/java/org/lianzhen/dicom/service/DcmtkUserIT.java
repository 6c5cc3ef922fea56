package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.ServerOptions;

/** DCMTK's service class users against our providers, plain and over mutual TLS. */
class DcmtkUserIT {
    private final ReceivedInstances received = new ReceivedInstances();
    private final List<Instance> instances = TestInstances.cts(5);
    private final int movePort = PeerProcess.newPort();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsThem() {
        PeerProcess.assume("echoscu", "storescu", "findscu", "movescu", "getscu", "termscu");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void echoes(boolean tls) {
        try (Node node = node(tls)) {
            PeerProcess.run(folder, node.command("echoscu", List.of(), List.of()));
            assertThat(PeerProcess.tryRun(folder, node.command("echoscu", List.of("-aec", "NOBODY"), List.of())).exit())
                    .isNotZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void stores(boolean tls) {
        List<String> files = TestFiles.write(folder, instances).stream().map(Path::toString).toList();
        try (Node node = node(tls)) {
            PeerProcess.run(folder, node.command("storescu", List.of("-xe"), files));
        }
        assertThat(received.count()).isEqualTo(5);
        assertThat(instances).allSatisfy(instance -> assertThat(received.dataSet(instance.sopInstanceUid()))
                .isEqualTo(TestArchive.dataSet(instance)));
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void finds(boolean tls) throws IOException {
        try (Node node = node(tls)) {
            PeerProcess.run(folder, node.command("findscu",
                    List.of("-S", "-X", "-k", "QueryRetrieveLevel=IMAGE", "-k",
                            "StudyInstanceUID=" + TestInstances.STUDY,
                            "-k", "SOPInstanceUID", "-k", "PatientName"),
                    List.of()));
        }
        List<DataSet> found = answers("rsp");
        assertThat(found).hasSize(5).allSatisfy(answer -> assertThat(answer.string(Tag.PatientName)).contains("王"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void findsTheWorklist(boolean tls) throws IOException {
        try (Node node = node(tls)) {
            PeerProcess.run(folder,
                    node.command("findscu", List.of("-W", "-X", "-k", "PatientName", "-k", "PatientID"), List.of()));
        }
        assertThat(answers("rsp")).hasSize(5);
    }

    /** getscu knows no TLS. */
    @Test
    void gets() throws IOException {
        Path target = Files.createDirectory(folder.resolve("got"));
        try (Node node = node(false)) {
            PeerProcess.run(folder, node.command("getscu",
                    List.of("-S", "-od", target.toString(), "-k", "QueryRetrieveLevel=STUDY", "-k",
                            "StudyInstanceUID=" + TestInstances.STUDY),
                    List.of()));
        }
        assertHasAll(target);
    }

    /** movescu receives over plain connections only. */
    @Test
    void moves() throws IOException {
        Path target = Files.createDirectory(folder.resolve("moved"));
        try (Node node = node(false)) {
            PeerProcess.run(folder, node.command("movescu",
                    List.of("-S", "-aem", "MOVER", "--port", String.valueOf(movePort), "-od", target.toString(), "-k",
                            "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + TestInstances.STUDY),
                    List.of()));
        }
        assertHasAll(target);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void isNotTerminatedByStrangers(boolean tls) {
        try (Node node = node(tls)) {
            PeerProcess.tryRun(folder, node.command("termscu", List.of(), List.of()));
            PeerProcess.run(folder, node.command("echoscu", List.of(), List.of()));
        }
    }

    @Test
    void strangersWithoutCertificateAreRefused() {
        try (Node node = node(true)) {
            List<String> anonymous = List.of("echoscu", "+tla", "-ic", "-aec", LocalNode.TITLE,
                    PeerProcess.assume().ourAddress(), node.local.port());
            assertThat(PeerProcess.tryRun(folder, anonymous).exit()).isNotZero();
        }
    }

    private void assertHasAll(Path target) throws IOException {
        try (var files = Files.list(target)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(5).allSatisfy(file -> {
                Instance instance = TestFiles.read(file);
                DataSet sent = instances.stream()
                        .filter(each -> each.sopInstanceUid().equals(instance.sopInstanceUid()))
                        .map(TestArchive::dataSet).findFirst().orElseThrow();
                assertThat(Part10Reader.read(file, ParseOptions.WHOLE)
                        .dataSet()).isEqualTo(sent);
            });
        }
    }

    private List<DataSet> answers(String prefix) throws IOException {
        var answers = new ArrayList<DataSet>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(prefix)).toList()) {
                answers.add(Part10Reader.read(file, ParseOptions.WHOLE)
                        .dataSet());
            }
        }
        return answers;
    }

    private record Node(LocalNode local, List<String> tls) implements AutoCloseable {
        List<String> command(String program, List<String> options, List<String> files) {
            var command = new ArrayList<>(List.of(program));
            command.addAll(tls);
            if (!options.contains("-aec")) {
                command.addAll(List.of("-aec", LocalNode.TITLE));
            }
            command.addAll(List.of("-aet", "DCMTK"));
            command.addAll(options);
            command.addAll(List.of(PeerProcess.assume().ourAddress(), local.port()));
            command.addAll(files);
            return command;
        }

        @Override
        public void close() {
            local.close();
        }
    }

    private Node node(boolean tls) {
        var archive = new TestArchive(instances);
        RemoteNode mover = RemoteNode.at(PeerProcess.assume().peerAddress(), movePort, "MOVER", LocalNode.TITLE);
        LocalNode.Services services = (builder, user) -> archive
                .serve(builder.storage(StoragePolicy.EVERYTHING, received), TestArchive.only("MOVER", mover), user)
                .worklist(request -> CompletableFuture.completedStage(Matches.of(instances.stream()
                        .map(TestArchive::dataSet).map(one -> DataSet.builder()
                                .putFrom(one, Tag.SpecificCharacterSet).putFrom(one, Tag.PatientName)
                                .putFrom(one, Tag.PatientID).build())
                        .toList())));
        if (!tls) {
            return new Node(LocalNode.forPeers(services, UnaryOperator.identity()), List.of());
        }
        TestPki pki = TestPki.in(folder);
        var context = pki.server();
        UnaryOperator<ServerOptions> secured = options -> options.withTls(() -> context);
        return new Node(LocalNode.forPeers(services, secured), pki.dcmtk());
    }
}
