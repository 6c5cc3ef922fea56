package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.NativeImage;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.service.PixelDecoding;

/**
 * Decodes compressed images for nodes that take no compression. Each is decoded, and handed on as fast as its node takes it, on a
 * thread of its own, because decoding keeps a processor busy; there are only as many at once as their share of memory lets.
 */
final class ArchivePixels implements PixelDecoding {
    private static final int MEBI = 1 << 20;
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore memory;
    private final Limits limits;

    /**
     * How much may be done.
     *
     * @param mebibytes of memory for all images together
     * @param waiting longest wait of an image for its share
     */
    record Limits(int mebibytes, Duration waiting) {
        /** An eighth of the heap, and a minute. */
        static Limits ofMachine() {
            return new Limits((int) Math.max(1, Runtime.getRuntime().maxMemory() / 8 / MEBI), Duration.ofMinutes(1));
        }
    }

    ArchivePixels(Limits limits) {
        this.limits = limits;
        this.memory = new Semaphore(limits.mebibytes(), true);
    }

    @Override
    public boolean decodes(TransferSyntax kept) {
        return FrameDecoder.supports(kept);
    }

    @Override
    public void decode(Image image, Receiver receiver) throws IOException, InterruptedException {
        int share = share(PixelDescription.of(image.dataSet()));
        if (!memory.tryAcquire(share, limits.waiting().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("too many images are being decoded");
        }
        await(new FutureTask<>(() -> {
            try {
                NativeImage plain = NativeImage.of(image.dataSet(), image.syntax(), image.values());
                receiver.take(plain.dataSet(), plain.values());
                return null;
            } finally {
                memory.release(share);
            }
        }));
    }

    /** An image that is larger than all there is gets all of it. */
    private int share(PixelDescription pixels) {
        long needed = 1 + NativeImage.memory(pixels) / MEBI;
        return (int) Math.min(limits.mebibytes(), Math.max(needed, limits.mebibytes() / MOST_AT_ONCE));
    }

    private static void await(FutureTask<Void> task) throws IOException, InterruptedException {
        Thread worker = Thread.ofPlatform().daemon().name("decoding").start(task);
        try {
            task.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            // what the image is read from is closed as soon as this returns
            worker.join();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case IOException fault -> throw fault;
                case null, default -> throw new IOException("decoding failed", e);
            }
        }
    }
}
