package org.lianzhen.gateway.app.demo;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.PoolOptions;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.StoreListener;
import org.lianzhen.dicom.service.StoreOptions;
import org.lianzhen.dicom.service.StoreReport;
import org.lianzhen.gateway.archive.ArchiveSearch;
import org.lianzhen.gateway.member.DicomNode;
import org.lianzhen.gateway.member.Members;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the studies of the demonstration to ourselves by C-STORE, each in the name of the node that would have made it. Those
 * that are here already are not sent again.
 */
public final class DemoStudies {
    private static final Logger LOG = LoggerFactory.getLogger(DemoStudies.class);
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int LIMIT_SECONDS = 60;
    /** Each association is released as soon as its study is sent. */
    private static final PoolOptions AT_ONCE = new PoolOptions(1, 1, Duration.ofMinutes(1), Duration.ZERO);
    /** Nobody tells when the last one has been released, and without its loop it would end in the log as broken. */
    private static final Duration RELEASING = Duration.ofSeconds(1);

    private final Us us;
    private final ArchiveSearch archive;
    private final Members members;

    /**
     * Where we listen.
     *
     * @param aeTitle the usual one of ours
     */
    public record Us(InetSocketAddress address, String aeTitle) {}

    public DemoStudies(Us us, ArchiveSearch archive, Members members) {
        this.us = us;
        this.archive = archive;
        this.members = members;
    }

    /** Sends them from a thread of its own, which ends by itself. */
    public void sendSoon() {
        Thread.ofVirtual().name("demonstration").start(this::send);
    }

    /** Blocks until they are sent; what goes wrong is logged, because nobody depends on them. */
    void send() {
        EventLoops loops = EventLoops.start(1);
        try {
            try (var user = new ServiceClassUser(loops, AT_ONCE)) {
                for (DemoStudy study : DemoStudy.values()) {
                    if (!isHere(study)) {
                        send(study, user);
                    }
                }
            }
            Thread.sleep(RELEASING);
            await(loops.stop());
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Not every study of the demonstration could be stored: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loops.close();
        }
    }

    private boolean isHere(DemoStudy study) throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> units = members.node(study.sender()).map(DicomNode::unit).map(Set::of).orElse(Set.of());
        return await(archive.durable(study.references(), units)).size() == study.references().size();
    }

    private void send(DemoStudy study, ServiceClassUser user)
            throws ExecutionException, TimeoutException, InterruptedException {
        String target = study.target() == null ? us.aeTitle() : study.target();
        RemoteNode here = RemoteNode.at(us.address().getAddress().getHostAddress(), us.address().getPort(), target,
                study.sender());
        List<Instance> instances = study.instances().stream().map(dataSet -> Instance.of(dataSet, SYNTAX)).toList();
        var result = await(user.store(here, instances, StoreOptions.STANDARD, StoreListener.NONE).result());
        if (!(result instanceof ServiceResult.Completed<StoreReport>(StoreReport report)) || !report.isComplete()) {
            LOG.warn("The study {} of the demonstration could not be stored as a whole: {}", study, result.inWords());
        }
    }

    private static <T> T await(CompletionStage<T> stage)
            throws ExecutionException, TimeoutException, InterruptedException {
        return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
