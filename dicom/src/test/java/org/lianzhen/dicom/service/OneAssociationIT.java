package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.AssociationOptions;
import org.lianzhen.dicom.net.Deadline;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.Timeouts;

/** DCMTK's receiver as it comes: it takes one association at a time, and lets all others wait for an answer. */
@Timeout(60)
class OneAssociationIT {
    private final PeerNetwork network = PeerProcess.assume("storescp");
    private final int port = PeerProcess.newPort();
    private final EventLoops loops = EventLoops.start(1);
    private final ServiceClassUser user = new ServiceClassUser(loops,
            new PoolOptions(8, 100, Duration.ofMinutes(1), Duration.ofMinutes(1)));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        user.close();
        Await.result(loops.stop());
    }

    private CompletionStage<ServiceResult<StoreReport>> store(List<Instance> instances) {
        RemoteNode node = RemoteNode.at(network.peerAddress(), port, "ANY", "US");
        Timeouts timeouts = Timeouts.STANDARD.with(Deadline.SET_UP, Duration.ofSeconds(5));
        return user.store(node.with(node.connection().with(AssociationOptions.STANDARD.withTimeouts(timeouts))),
                instances, StoreOptions.STANDARD, StoreListener.NONE).result();
    }

    private static List<Instance> instances(String sopClass, int first) {
        return List.of(
                TestInstances.of(sopClass, TestInstances.uid(first), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16),
                TestInstances.of(sopClass, TestInstances.uid(first + 1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16));
    }

    @Test
    void whoWaitsForItIsServedAsSoonAsItIsFree() throws Exception {
        try (PeerProcess _ = PeerProcess.server(folder, port,
                List.of("storescp", "-od", folder.toString(), String.valueOf(port)))) {
            List<CompletionStage<ServiceResult<StoreReport>>> calls = List.of(
                    store(instances(SopClass.CTImageStorage, 1)), store(instances(SopClass.CTImageStorage, 3)),
                    store(instances(SopClass.MRImageStorage, 5)), store(instances(SopClass.CTImageStorage, 7)));
            assertThat(calls).allSatisfy(call -> assertThat(Await.completed(call).isComplete()).isTrue());
        }
    }
}
