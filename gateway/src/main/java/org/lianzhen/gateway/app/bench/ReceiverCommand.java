package org.lianzhen.gateway.app.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.net.AssociationAcceptor;
import org.lianzhen.dicom.net.DicomServer;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.ServerOptions;
import org.lianzhen.dicom.service.ApplicationEntity;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.intake.InstanceReceiver;
import org.lianzhen.gateway.intake.Senders;
import org.lianzhen.gateway.member.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench receiver}: the receiver under test, in a process of its own until it is killed. */
@Command(name = "receiver", hidden = true)
final class ReceiverCommand implements Callable<Integer> {
    private static final Implementation WRITER = new Implementation(ImplementationIdentity.OURS.classUid(),
            "LIANZHEN");
    private static final Optional<Senders.Sender> SENDER = Optional
            .of(new Senders.Sender("BENCH", null, Urgency.ROUTINE));

    @Option(names = "--aet", required = true)
    private String aeTitle = "";

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--folder", required = true)
    private @Nullable Path folder;

    @Option(names = "--durable")
    private boolean durable;

    @Override
    public Integer call() throws Exception {
        var options = FileObjectStore.Options.of(folder == null ? Path.of("") : folder);
        try (var store = FileObjectStore.open(durable ? options : options.withoutDigest());
                var loops = EventLoops.start(Runtime.getRuntime().availableProcessors())) {
            AssociationAcceptor entity = ApplicationEntity.builder()
                    .storage(StoragePolicy.EVERYTHING, durable
                            ? new InstanceReceiver(store, WRITER, association -> SENDER, () -> false)
                            : new PlainReceiver(store, WRITER))
                    .build();
            DicomServer.listen(loops, ServerOptions.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    title -> title.equals(aeTitle) ? entity : null)).toCompletableFuture().get();
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
