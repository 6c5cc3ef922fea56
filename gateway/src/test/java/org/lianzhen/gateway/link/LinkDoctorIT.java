package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.TlsProfile;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.app.tls.ClientTlsFiles;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TlsFiles;
import org.lianzhen.gateway.config.TlsProfileName;
import org.lianzhen.gateway.link.LinkReport.Result;

/** Other people's servers. */
@Timeout(120)
class LinkDoctorIT {
    private static final LinkCalls PLAIN = new LinkCalls("LIANZHEN", null);

    private final PeerNetwork network = PeerProcess.assume("storescp", "dcmqrscp");
    private final int port = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Await.result(loops.stop());
    }

    private LinkTarget target(boolean tls) {
        return new LinkTarget("STORESCP", network.peerAddress(), port, tls);
    }

    private PeerProcess storescp(Path received, String... options) {
        List<String> command = Stream.of(Stream.of("storescp", "-od", received.toString()), Stream.of(options),
                Stream.of(String.valueOf(port))).flatMap(one -> one).toList();
        return PeerProcess.server(folder, port, command);
    }

    private static List<Path> files(Path received) throws IOException {
        try (var all = Files.list(received)) {
            return all.toList();
        }
    }

    @Test
    void storescpIsWellAndHasTheTestImages() throws Exception {
        Path received = Files.createDirectory(folder.resolve("received"));
        try (PeerProcess _ = storescp(received)) {
            Examined found = Examined.of(loops, PLAIN, new LinkOrder(target(false), true, 2));
            found.ok(LinkStep.ASSOCIATION, "association.ok").ok(LinkStep.CONTEXTS, "contexts.ok")
                    .ok(LinkStep.ECHO, "echo.ok").ok(LinkStep.STORE, "store.ok")
                    .is(LinkStep.COMMITMENT, Result.SKIPPED, "commitment.not-offered")
                    .ok(LinkStep.THROUGHPUT, "throughput.ok").is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.stays");
            assertThat(found.step(LinkStep.ASSOCIATION).details().get("implementation")).contains("DCMTK");
            assertThat(found.report().classes()).allSatisfy(one -> assertThat(one.transferSyntaxes())
                    .as("storescp takes nothing compressed unless told to").hasSize(2));
        }
        assertThat(files(received)).hasSize(5).allSatisfy(file -> {
            var dataSet = Part10Reader.read(file, ParseOptions.HEADER).dataSet();
            assertThat(dataSet.string(Tag.PatientID)).isEqualTo("LIANZHEN-TEST");
            assertThat(dataSet.string(Tag.StudyInstanceUID)).isEqualTo(TestImages.STUDY);
        });
    }

    @Test
    void aSecureStorescpIsWell() throws Exception {
        Path received = Files.createDirectory(folder.resolve("received"));
        KeyFiles theirs = KeyFiles.make(folder, "RSA", "-validity", "400");
        try (PeerProcess _ = storescp(received, "+tls", theirs.key().toString(), theirs.certificate().toString(),
                "-ic")) {
            var tls = new LinkCalls.Tls(TlsFiles.material(
                    new ClientTlsFiles(null, null, theirs.certificate(), TlsProfileName.BCP195, false)),
                    TlsProfile.BCP_195_RFC_8996_9325);
            var calls = new LinkCalls("LIANZHEN", () -> tls);
            Examined.of(loops, calls, new LinkOrder(target(true), true, 0)).ok(LinkStep.TLS, "tls.ok")
                    .ok(LinkStep.STORE, "store.ok");
            Examined.of(loops, PLAIN, new LinkOrder(target(false), false, 0)).is(LinkStep.CONNECTION, Result.OK,
                    "connection.ok").failsAt(LinkStep.ASSOCIATION, "association.wants-tls");
        }
        assertThat(files(received)).hasSize(1);
    }

    @Test
    void aServerThatKnowsItsCallersNamesUs() throws Exception {
        Path config = Files.writeString(folder.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort  = %d
                MaxPDUSize      = 16384
                MaxAssociations = 16
                HostTable BEGIN
                friend = (FRIEND, localhost, 11112)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                STORESCP %s RW (9, 1024mb) friend
                AETable END
                """.formatted(port, Files.createDirectory(folder.resolve("db"))));
        try (PeerProcess _ = PeerProcess.server(folder, port, List.of("dcmqrscp", "-c", config.toString()))) {
            Examined found = Examined.of(loops, PLAIN, new LinkOrder(target(false), true, 0));
            // dcmqrscp answers 1/1/7 to those it does not know, as if its own title were wrong
            found.failsAt(LinkStep.ASSOCIATION, "association.called-title", "LIANZHEN", "STORESCP");
        }
    }

    @Test
    void aWebServerIsCalledSo() throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.start();
        try {
            var target = new LinkTarget("X", "127.0.0.1", web.getAddress().getPort(), false);
            Examined.of(loops, PLAIN, new LinkOrder(target, false, 0)).failsAt(LinkStep.ASSOCIATION,
                    "association.web-server");
        } finally {
            web.stop(0);
        }
    }
}
