package org.lianzhen.gateway.http.dicomweb.store;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.intake.Upload;
import org.lianzhen.gateway.intake.Uploaded;
import org.lianzhen.gateway.intake.Uploads;

/**
 * The files of one request, in their order: one that arrives, and those before it that are becoming durable. Belongs to the
 * event loop of the request.
 */
final class UploadedFiles {
    private static final int MOST_PENDING = 128;
    private static final long MOST_PENDING_BYTES = 16L * 1024 * 1024;
    /** Of a larger file the beginning has been written before its end arrives. */
    private static final long MOST_HELD = 2L * 1024 * 1024;

    private final Uploads uploads;
    private final Uploads.Uploader uploader;
    private final InFlight inFlight;
    private final Executor loop;
    private final List<@Nullable Uploaded> results = new ArrayList<>();
    private Runnable onChange = () -> {};
    private @Nullable Upload current;
    private long currentBytes;
    private long held;
    private boolean making;
    private int pending;
    private long pendingBytes;

    UploadedFiles(Uploads uploads, Uploads.Uploader uploader, Vertx vertx, InFlight inFlight) {
        this.uploads = uploads;
        this.uploader = uploader;
        this.inFlight = inFlight;
        Context context = vertx.getOrCreateContext();
        this.loop = task -> context.runOnContext(now -> task.run());
    }

    /** Called on the event loop whenever {@link #isReady} or {@link #areSettled} may have become true. */
    void onChange(Runnable action) {
        onChange = action;
    }

    void begin() {
        current = uploads.begin(uploader, loop, () -> onChange.run());
        currentBytes = 0;
    }

    /** The next bytes of the file that has begun; ownership passes. */
    void write(ByteBuf chunk) {
        currentBytes += chunk.readableBytes();
        begun().write(chunk);
    }

    /** Says that the file that has begun is none. */
    void refuse(Status reason, String why) {
        begun().refuse(reason, why);
    }

    /** The file that has begun is complete. */
    void end() {
        Upload complete = begun();
        current = null;
        int place = results.size();
        results.add(null);
        long held = complete.isRefused() ? 0 : Math.min(currentBytes, MOST_HELD);
        CompletableFuture<Uploaded> outcome = complete.end().toCompletableFuture();
        if (outcome.isDone()) {
            results.set(place, outcome.join());
            return;
        }
        count(1, held);
        outcome.thenAccept(uploaded -> {
            results.set(place, uploaded);
            count(-1, -held);
            onChange.run();
        });
    }

    /** Counts bytes that are held until files are made of them; false when there is no memory for more. */
    boolean hold(long bytes) {
        if (!inFlight.hold(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Makes files of what was held, beside the event loop. */
    void make(Supplier<List<Assembly.Made>> work) {
        making = true;
        count(1, 0);
        Answers.aside(work).exceptionally(fault -> List.of(Assembly.Made.refused("it cannot be put together")))
                .thenAcceptAsync(made -> {
                    made.forEach(this::add);
                    making = false;
                    letGo();
                    count(-1, 0);
                    onChange.run();
                }, loop);
    }

    private void add(Assembly.Made made) {
        begin();
        Bytes file = made.file();
        if (file == null) {
            refuse(Status.UNABLE_TO_PROCESS, made.why());
        } else {
            write(Unpooled.wrappedBuffer(file.asByteBuffer()));
        }
        end();
    }

    private void letGo() {
        if (!making) {
            inFlight.letGo(held);
            held = 0;
        }
    }

    /** The file that has begun will never be complete. */
    void abort() {
        letGo();
        Upload begun = current;
        if (begun != null) {
            current = null;
            begun.abort();
        }
    }

    private void count(int files, long bytes) {
        pending += files;
        pendingBytes += bytes;
        inFlight.add(bytes);
    }

    private Upload begun() {
        return Objects.requireNonNull(current, "no file has begun");
    }

    /** Whether more bytes should be read. */
    boolean isReady() {
        Upload begun = current;
        boolean taken = begun == null || begun.isWritable();
        return taken && (pending == 0
                || (pending < MOST_PENDING && pendingBytes < MOST_PENDING_BYTES && !inFlight.isMany()));
    }

    /** Whether it is known of every complete file what became of it. */
    boolean areSettled() {
        return pending == 0;
    }

    /** What became of the files, once they are settled. */
    List<Uploaded> results() {
        return results.stream().map(Objects::requireNonNull).toList();
    }
}
