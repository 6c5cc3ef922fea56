package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.FrameDecoder;
import org.lianzhen.dicom.image.NativeImage;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.service.PixelDecoding;

/**
 * Decodes compressed images for nodes that take no compression, on threads of its own, because decoding keeps a processor busy; there
 * are only as many at once as their share of memory lets. What is decoded waits for its node on disk, so that one that takes nothing
 * keeps the memory from no other.
 */
final class ArchivePixels implements PixelDecoding {
    private static final int MEBI = 1 << 20;
    private static final int MOST_AT_ONCE = 8;

    private final Semaphore memory;
    private final Limits limits;
    private final Path folder;
    private final BooleanSupplier full;

    /**
     * How much may be done.
     *
     * @param mebibytes of memory for all images that are being decoded
     * @param waiting longest wait of an image for its share
     */
    record Limits(int mebibytes, Duration waiting) {
        /** An eighth of the heap, and a minute. */
        static Limits ofMachine() {
            return new Limits((int) Math.max(1, Runtime.getRuntime().maxMemory() / 8 / MEBI), Duration.ofMinutes(1));
        }
    }

    /**
     * @param folder where decoded images wait, made when it does not exist
     * @param full whether nothing more may be put there
     */
    ArchivePixels(Limits limits, Path folder, BooleanSupplier full) {
        this.limits = limits;
        this.folder = folder;
        this.full = full;
        this.memory = new Semaphore(limits.mebibytes(), true);
    }

    @Override
    public boolean decodes(TransferSyntax kept) {
        return FrameDecoder.supports(kept);
    }

    @Override
    public void decode(Image image, Receiver receiver) throws IOException, InterruptedException {
        try (DecodedPixels decoded = decoded(image)) {
            receiver.take(decoded.dataSet(), decoded.values(image.values()));
        }
    }

    private DecodedPixels decoded(Image image) throws IOException, InterruptedException {
        if (full.getAsBoolean()) {
            throw new IOException("there is no room for decoded images");
        }
        int share = share(PixelDescription.of(image.dataSet()));
        if (!memory.tryAcquire(share, limits.waiting().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("too many images are being decoded");
        }
        try {
            return await(new FutureTask<>(() -> DecodedPixels.of(image, Files.createDirectories(folder))));
        } finally {
            memory.release(share);
        }
    }

    /** An image that is larger than all there is gets all of it. */
    private int share(PixelDescription pixels) {
        long needed = 1 + NativeImage.memory(pixels) / MEBI;
        return (int) Math.min(limits.mebibytes(), Math.max(needed, limits.mebibytes() / MOST_AT_ONCE));
    }

    private static DecodedPixels await(FutureTask<DecodedPixels> task) throws IOException, InterruptedException {
        Thread worker = Thread.ofPlatform().daemon().name("decoding").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            worker.interrupt();
            // what the image is read from is closed as soon as this returns
            worker.join();
            discard(task);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case IOException fault -> throw fault;
                case null, default -> throw new IOException("decoding failed", e);
            }
        }
    }

    /** It may have been done just before nobody wanted it any more. */
    private static void discard(FutureTask<DecodedPixels> task) throws IOException {
        if (task.state() == Future.State.SUCCESS) {
            task.resultNow().close();
        }
    }
}
