package org.lianzhen.gateway.app.tools;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.net.ReadHold;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Writes one instance to a file on a thread of its own. When the disk cannot keep up, reading from the peer is held, so no
 * more than a few pieces wait in memory.
 */
final class FileSink implements StoreSink {
    private static final long MOST_WAITING = 4L << 20;
    private static final long FEW_WAITING = 1L << 20;

    private final StoreContext context;
    private final TargetFolder folder;
    private final InstanceCollector collector;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicReference<@Nullable ReadHold> hold = new AtomicReference<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    /** Only for the thread. */
    private boolean ended;
    private long written;

    /** What the thread has to do next. */
    private sealed interface Step {

        /** Not a record, because it owns a buffer. */
        final class Piece implements Step {
            private final ByteBuf bytes;

            Piece(ByteBuf bytes) {
                this.bytes = bytes;
            }
        }

        /** The last one. */
        enum End implements Step {
            COMPLETE, ABORTED
        }
    }

    FileSink(StoreContext context, TargetFolder folder, InstanceCollector collector) {
        this.context = context;
        this.folder = folder;
        this.collector = collector;
        Thread.ofVirtual().name("dicom-file").start(this::run);
    }

    @Override
    public void chunk(ByteBuf bytes) {
        int length = bytes.readableBytes();
        steps.add(new Step.Piece(bytes));
        if (waiting.addAndGet(length) > MOST_WAITING && hold.get() == null) {
            hold.set(context.association().holdReads());
            letGo(); // the writer may have caught up before it could see the hold
        }
    }

    private void letGo() {
        if (waiting.get() < FEW_WAITING) {
            ReadHold held = hold.getAndSet(null);
            if (held != null) {
                held.release();
            }
        }
    }

    @Override
    public CompletionStage<Outcome> end() {
        steps.add(Step.End.COMPLETE);
        return outcome;
    }

    @Override
    public void aborted(Throwable cause) {
        steps.add(Step.End.ABORTED);
    }

    private void run() {
        String uid = context.sopInstanceUid();
        try {
            if (write(uid)) {
                folder.finish(uid);
                collector.received(uid, written);
                outcome.complete(Outcome.SUCCESS);
            } else {
                folder.abandon(uid);
            }
        } catch (IOException e) {
            collector.fault(e);
            outcome.completeExceptionally(
                    new DimseException(Outcome.of(Status.OUT_OF_RESOURCES, "cannot be written here"), e));
            discardRest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the file is complete. */
    private boolean write(String uid) throws IOException, InterruptedException {
        try (FileChannel file = folder.begin(uid)) {
            writeFully(file, ByteBuffer.wrap(head().toArray()));
            while (true) {
                switch (take()) {
                    case Step.Piece piece -> write(file, piece);
                    case Step.End end -> {
                        written = file.size();
                        return end == Step.End.COMPLETE;
                    }
                }
            }
        }
    }

    private Step take() throws InterruptedException {
        Step step = steps.take();
        ended = step instanceof Step.End;
        return step;
    }

    private Bytes head() {
        ImplementationIdentity ours = ImplementationIdentity.OURS;
        var writer = new Implementation(ours.classUid(), String.valueOf(ours.versionName()));
        return Part10Writer.head(FileMetaInformation.of(context.sopClassUid(), context.sopInstanceUid(),
                context.transferSyntax().uid(), writer)
                .withSource(context.association().terms().peerAeTitle()));
    }

    private void write(FileChannel file, Step.Piece piece) throws IOException {
        try {
            for (ByteBuffer part : piece.bytes.nioBuffers()) {
                writeFully(file, part);
            }
        } finally {
            release(piece);
        }
    }

    private void release(Step.Piece piece) {
        int length = piece.bytes.readableBytes();
        piece.bytes.release();
        waiting.addAndGet(-length);
        letGo();
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** After a fault: what still comes is released, until the end of the instance. */
    private void discardRest() {
        try {
            while (!ended) {
                if (take() instanceof Step.Piece piece) {
                    release(piece);
                }
            }
            folder.abandon(context.sopInstanceUid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            collector.fault(e);
        }
    }
}
