package org.lianzhen.gateway.app.tools;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreHandler;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Progress;

/** Puts instances that a peer sends in answer to C-GET into a folder. Those that are there already are let pass. */
final class InstanceCollector implements StoreHandler {
    private final TargetFolder folder;
    private final Progress progress;
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();
    private final IoFaults words;

    InstanceCollector(TargetFolder folder, Progress progress, IoFaults words) {
        this.words = words;
        this.folder = folder;
        this.progress = progress;
    }

    /** The look at the folder is quick enough for an event loop. */
    @Override
    public StoreSink begin(StoreContext context) {
        String uid = context.sopInstanceUid();
        if (!received.contains(uid) && folder.has(uid)) {
            present.add(uid);
            return new Ignored();
        }
        return new FileSink(context, folder, this);
    }

    void received(String uid, long size) {
        received.add(uid);
        bytes.addAndGet(size);
        progress.advance(1, size);
    }

    /** Something of ours went wrong, such as a full disk. */
    void fault(IOException why) {
        faults.add(words.why(why));
    }

    Set<String> received() {
        return Set.copyOf(received);
    }

    Set<String> present() {
        return Set.copyOf(present);
    }

    Set<String> faults() {
        return Set.copyOf(faults);
    }

    long bytes() {
        return bytes.get();
    }

    private static final class Ignored implements StoreSink {
        @Override
        public void chunk(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public CompletionStage<Outcome> end() {
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        }

        @Override
        public void aborted(Throwable cause) {
            // nothing was kept
        }
    }
}
