package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.net.DataSetSource;
import org.lianzhen.dicom.service.InstanceData;

/**
 * A data set that is read from memory while its object is there, and else from its file.
 *
 * @param key of the object
 * @param offset bytes in the object before the data set begins
 * @param kept the same in its file
 */
record RecentData(RecentObjects recent, String key, int offset, InstanceData kept) implements InstanceData {

    @Override
    public DataSetSource open() {
        RecentObject object = recent.get(key);
        return object == null ? kept.open() : new Source(object, offset);
    }

    @Override
    public Optional<Path> file() {
        return kept.file();
    }

    /** The bytes of an object in memory, without copying any. */
    private static final class Source implements DataSetSource {
        private final RecentObject object;
        private final Iterator<ByteBuf> chunks;
        private ByteBuf chunk = Unpooled.EMPTY_BUFFER;

        Source(RecentObject object, int offset) {
            this.object = object;
            this.chunks = object.chunks().iterator();
            skip(offset);
        }

        private void skip(int bytes) {
            for (int left = bytes; left > 0 && hasMore();) {
                int step = Math.min(left, chunk.readableBytes());
                chunk.skipBytes(step);
                left -= step;
            }
        }

        /** Chunks are shared with other sources, their reading positions are not. */
        private boolean hasMore() {
            while (!chunk.isReadable() && chunks.hasNext()) {
                chunk = chunks.next().duplicate();
            }
            return chunk.isReadable();
        }

        @Override
        public CompletionStage<ByteBuf> next(int maxBytes) {
            return CompletableFuture.completedStage(hasMore()
                    ? chunk.readRetainedSlice(Math.min(maxBytes, chunk.readableBytes()))
                    : Unpooled.EMPTY_BUFFER);
        }

        @Override
        public void close() {
            object.release();
        }
    }
}
