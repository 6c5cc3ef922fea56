package org.lianzhen.gateway.http.dicomweb.send;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.service.Instance;

/**
 * The file of an instance: File Meta Information of ours, and its data set byte for byte as it is kept, unless it is sent in another
 * transfer syntax. Its first bytes are at hand before its part begins. Blocks.
 */
final class StowPart implements AutoCloseable {
    private static final Implementation WRITER = new Implementation(ImplementationIdentity.OURS.classUid(),
            String.valueOf(ImplementationIdentity.OURS.versionName()));
    private static final int PIECE = 128 * 1024;
    /** For a piece of a file, or of an image that waits until there is memory to decode it. */
    private static final int LONGEST_READING_SECONDS = 120;

    private final StowItem item;
    private final DataSetSource source;
    private @Nullable ByteBuf next;
    private boolean closed;

    private StowPart(StowItem item, DataSetSource source) {
        this.item = item;
        this.source = source;
    }

    /** @throws IOException when its bytes are not to be had */
    static StowPart open(StowItem item) throws IOException, InterruptedException {
        var part = new StowPart(item, item.throttle().slow(item.instance().open(item.syntax())));
        boolean readable = false;
        try {
            ByteBuf first = part.read();
            part.next = first;
            readable = first.isReadable();
        } finally {
            if (!readable) {
                part.close();
            }
        }
        if (!readable) {
            throw new IOException("it has no bytes");
        }
        return part;
    }

    /**
     * Reads all of it once, to know how long its file is; that takes nothing of the line.
     *
     * @throws IOException when its bytes are not to be had
     */
    static long measured(StowItem item) throws IOException, InterruptedException {
        long bytes = Part10Writer.head(meta(item)).length();
        try (var part = new StowPart(item, item.instance().open(item.syntax()))) {
            for (int piece = part.skip(); piece > 0; piece = part.skip()) {
                bytes += piece;
            }
        }
        return bytes;
    }

    private int skip() throws IOException, InterruptedException {
        ByteBuf piece = read();
        int bytes = piece.readableBytes();
        piece.release();
        return bytes;
    }

    StowItem item() {
        return item;
    }

    private static FileMetaInformation meta(StowItem item) {
        Instance instance = item.instance();
        return FileMetaInformation.of(instance.sopClassUid(), instance.sopInstanceUid(), item.syntax().uid(), WRITER);
    }

    /**
     * Writes all of it.
     *
     * @return how many bytes
     * @throws LostException from the exchange
     * @throws IOException when the rest is not to be had: the request cannot be saved
     */
    long writeTo(StowExchange exchange) throws IOException, InterruptedException {
        exchange.part();
        ByteBuf head = PooledByteBufAllocator.DEFAULT.buffer();
        Part10Writer.writeHead(meta(item), head);
        long bytes = head.readableBytes();
        exchange.write(head);
        for (ByteBuf piece = take(); piece.isReadable(); piece = read()) {
            bytes += piece.readableBytes();
            exchange.write(piece);
        }
        return bytes;
    }

    private ByteBuf take() throws IOException, InterruptedException {
        ByteBuf first = next;
        next = null;
        return first == null ? read() : first;
    }

    private ByteBuf read() throws IOException, InterruptedException {
        try {
            return source.next(PIECE).toCompletableFuture().get(LONGEST_READING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("its bytes do not come", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause() == null ? e : e.getCause()), e);
        }
    }

    @Override
    public void close() {
        ByteBuf unwritten = next;
        next = null;
        if (unwritten != null) {
            unwritten.release();
        }
        if (!closed) {
            closed = true;
            source.close();
        }
    }
}
