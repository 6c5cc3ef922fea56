package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PeerNetwork;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.app.terminal.TestConsole;

/** What a gateway still had to send when its backup was taken, the restored one sends. */
@Timeout(600)
class BackupDeliveryIT {
    private static final int IMAGES = 20;

    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final ArchiveLoad load = new ArchiveLoad();

    @TempDir
    private Path folder;
    private GatewayProcess gateway;
    private StorescpTarget target;

    @AfterEach
    void end() throws Exception {
        load.close();
        gateway.end();
        target.close();
    }

    private void start(Path data) throws IOException {
        Path members = Files.writeString(folder.resolve("members.yaml"),
                ForwardingStand.township(ForwardingStand.at(network.peerAddress(), target.port()),
                        ForwardingStand.at(network.peerAddress(), target.port())));
        Path routes = Files.writeString(folder.resolve("routes.yaml"), """
                destinations: [{code: CH1, unit: CH1, node: CH1PACS}]
                routes: [{code: all, name: 全部, units: [TS1], to: [CH1], state: ACTIVE}]
                """);
        gateway = GatewayProcess.start(data, "--members", members.toString(), "--routes", routes.toString(),
                "--min-free-space", "0 MB");
    }

    @Test
    void goesOnWithDeliveries() throws Exception {
        target = new StorescpTarget("CH1", folder);
        Path data = folder.resolve("data");
        start(data);
        load.start(gateway.port(), 1, 1, IMAGES);
        Await.until("all is stored and cannot be sent", Duration.ofMinutes(2),
                () -> load.acknowledged().size() == IMAGES);
        load.stop();
        Path backups = folder.resolve("backups");
        assertThat(CommandRun.lianzhen(TestConsole.english(), "backup", "--data", data, "--to", backups,
                "--min-free-space", "0 MB").exit()).isZero();
        gateway.end();
        Path restored = folder.resolve("restored");
        assertThat(CommandRun.lianzhen(TestConsole.english(), "restore", "--from", backups, "--data", restored).exit())
                .isZero();
        target.start();
        start(restored);
        Await.until("all has arrived", Duration.ofMinutes(3), () -> held().equals(load.acknowledged().keySet()));
    }

    private Set<String> held() {
        try {
            return target.held();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
