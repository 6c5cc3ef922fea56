package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.app.CommandRun;
import org.lianzhen.gateway.app.tls.KeyFiles;

/** The tools as people use them, with DCMTK's archive and receiver as peers. */
@Timeout(180)
class DcmtkToolsIT {
    private final int port = PeerProcess.newPort();

    @TempDir
    private Path folder;

    private Path source;

    @BeforeEach
    void writeImages() throws IOException {
        PeerProcess.assume("dcmqrscp", "storescp");
        source = Files.createDirectory(folder.resolve("source"));
        for (int i = 1; i <= 12; i++) {
            DataSet image = TestFiles.imageBuilder(1 + i % 2, 1, i)
                    .put(Tag.PatientName, i % 2 == 0 ? "Li^Si=李^四" : "Wang^Wu=王^五").build();
            TransferSyntax syntax = i % 3 == 0
                    ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN
                    : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            TestFiles.write(source.resolve("series/" + i), image, syntax);
        }
    }

    @Test
    void echoesSendsFindsAndGets() throws IOException {
        try (PeerProcess archive = dcmqrscp()) {
            assertThat(CommandRun.dicom("echo", address("QRSCP")).out()).first().asString().contains("answers");
            CommandRun sent = CommandRun.dicom("send", address("QRSCP"), source);
            assertThat(sent.err()).isEmpty();
            assertThat(sent.out()).singleElement().asString().startsWith("Sent 12 ");

            CommandRun again = CommandRun.dicom("send", "--skip-existing", address("QRSCP"), source);
            assertThat(again.err()).isEmpty();
            assertThat(again.out()).singleElement().asString().startsWith("Sent 0 ").contains("already there 12");

            assertThat(CommandRun.dicom("find", address("QRSCP")).out()).hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("Li^Si=李^四", "胸部平扫"))
                    .anySatisfy(line -> assertThat(line).contains("Wang^Wu=王^五"));
            assertThat(CommandRun.dicom("find", address("QRSCP"), "PatientName=Li*").out()).hasSize(3);
            assertThat(CommandRun.dicom("find", "--level=image", "--limit=3", address("QRSCP"),
                    "StudyInstanceUID=" + TestFiles.studyUid(1), "SeriesInstanceUID=" + TestFiles.seriesUid(1, 1))
                    .err()).singleElement().asString().startsWith("There are more than the 3 matches");
            assertThat(archive.output()).doesNotContain("Association Aborted");
        }
    }

    @Test
    void getsWhatIsMissingAndNothingElse() throws IOException {
        Path target = folder.resolve("target");
        try (PeerProcess archive = dcmqrscp()) {
            CommandRun.dicom("send", address("QRSCP"), source);
            String study = "StudyInstanceUID=" + TestFiles.studyUid(2);
            CommandRun first = CommandRun.dicom("get", "-o", target, address("QRSCP"), study);
            assertThat(first.err()).isEmpty();
            assertThat(first.out()).singleElement().asString().startsWith("Received 6 ");

            Files.delete(target.resolve(TestFiles.instanceUid(2, 1, 7) + ".dcm"));
            assertThat(CommandRun.dicom("get", "-o", target, address("QRSCP"), study).out()).singleElement()
                    .asString().startsWith("Received 1 ").endsWith("already there 5; failed 0");
            assertThat(archive.isAlive()).isTrue();
        }
        for (Path copy : files(target)) {
            DataSet received = Part10Reader.read(copy, ParseOptions.WHOLE).dataSet();
            String number = String.valueOf(received.string(Tag.InstanceNumber));
            assertThat(received)
                    .isEqualTo(Part10Reader.read(source.resolve("series/" + number), ParseOptions.WHOLE).dataSet());
        }
        assertThat(files(target)).hasSize(6);
    }

    @Test
    void sendsOverMutualTls() throws Exception {
        KeyFiles server = KeyFiles.make(Files.createDirectory(folder.resolve("server")), "RSA");
        KeyFiles client = KeyFiles.make(Files.createDirectory(folder.resolve("client")), "RSA");
        Path target = Files.createDirectory(folder.resolve("target"));
        List<Object> tls = List.of("--tls-any-host", "--tls-ca", server.certificate(), "--tls-cert",
                client.certificate(), "--tls-key", client.key(), address("STORESCP"));
        try (PeerProcess receiver = storescp("-od", target.toString(), "+tls", server.key().toString(),
                server.certificate().toString(), "+cf", client.certificate().toString())) {
            assertThat(CommandRun.dicom(with("echo", tls)).exit()).isZero();
            CommandRun sent = CommandRun.dicom(with("send", tls, "--associations", "1", source));

            assertThat(sent.err()).isEmpty();
            assertThat(sent.out()).singleElement().asString().startsWith("Sent 12 ");
            CommandRun plain = CommandRun.dicom("echo", "--timeout", 5, address("STORESCP"));
            assertThat(plain.exit()).isEqualTo(1);
            assertThat(receiver.isAlive()).isTrue();
        }
        assertThat(files(target)).hasSize(12);
    }

    @Test
    void receiversCannotTellWhatTheyHave() {
        try (PeerProcess receiver = storescp("--ignore")) {
            CommandRun run = CommandRun.dicomInChinese("send", "--skip-existing", address("STORESCP"), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).last().asString().startsWith("无法查询对方已有的影像：对方不提供")
                    .endsWith("去掉 --skip-existing 可直接全部发送。");
            CommandRun get = CommandRun.dicom("get", "-o", folder, address("STORESCP"), "PatientID=P1");
            assertThat(get.err()).singleElement().asString().startsWith("The peer does not offer");
            assertThat(receiver.isAlive()).isTrue();
        }
    }

    @Test
    void aReceiverThatAbortsIsReported() {
        try (PeerProcess receiver = storescp("--ignore", "--abort-during")) {
            CommandRun run = CommandRun.dicom("send", address("STORESCP"), source);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).singleElement().asString().startsWith("Sent 0 ").contains("failed 12");
            assertThat(run.err()).anySatisfy(line -> assertThat(line).contains(": not sent: "));
            assertThat(receiver.isAlive()).isTrue();
        }
    }

    private static Object[] with(String tool, List<Object> options, Object... more) {
        var all = new ArrayList<Object>(List.of(tool));
        all.addAll(options);
        all.addAll(List.of(more));
        return all.toArray();
    }

    private String address(String title) {
        return title + "@" + PeerProcess.assume().peerAddress() + ":" + port;
    }

    private PeerProcess storescp(String... options) {
        var command = new ArrayList<>(List.of("storescp", "-aet", "STORESCP"));
        command.addAll(List.of(options));
        command.add(String.valueOf(port));
        return PeerProcess.server(folder, port, command);
    }

    private PeerProcess dcmqrscp() throws IOException {
        Path store = Files.createDirectory(folder.resolve("db"));
        Path config = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 131072
                MaxAssociations = 16
                HostTable BEGIN
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                QRSCP %s RW (100, 1024mb) ANY
                AETable END
                """.formatted(port, store));
        return PeerProcess.server(folder, port, List.of("dcmqrscp", "-c", config.toString(), "+x="));
    }

    private static List<Path> files(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        }
    }
}
