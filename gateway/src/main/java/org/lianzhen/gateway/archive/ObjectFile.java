package org.lianzhen.gateway.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storage side of one object. Its methods block and are called one after the other, by one storage thread at a time.
 * An object that is complete before its first byte is written gets its final name at once: open, write, sync, close.
 */
final class ObjectFile {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectFile.class);

    private final Disk disk;
    private final ObjectFolders folders;
    private final @Nullable MessageDigest digest;
    private long headLeft;
    private ObjectFolders.@Nullable Slot slot;
    private Disk.@Nullable DiskFile file;
    private @Nullable Path path;
    private long length;
    private @Nullable StoredObject stored;

    ObjectFile(Disk disk, ObjectFolders folders, @Nullable MessageDigest digest, int headLength) {
        this.disk = disk;
        this.folders = folders;
        this.digest = digest;
        this.headLeft = headLength;
    }

    /** Whether some of its bytes are written. */
    boolean isBegun() {
        return path != null;
    }

    /** Writes {@code chunks}, the object going on after them; releases them whatever happens. */
    void append(List<ByteBuf> chunks) throws IOException {
        try {
            if (file == null) {
                ObjectFolders.Slot place = place();
                create(place.partial());
            }
            opened().write(counted(chunks));
        } finally {
            chunks.forEach(ByteBuf::release);
        }
    }

    /** Writes the last {@code chunks} and gives the file its final name; releases them whatever happens. */
    void complete(List<ByteBuf> chunks) throws IOException {
        try {
            Path partial = path;
            long total = length;
            for (ByteBuf chunk : chunks) {
                total += chunk.readableBytes();
            }
            Path complete = place().complete(total);
            if (partial == null) {
                create(complete);
                opened().end(counted(chunks));
            } else {
                opened().end(counted(chunks));
                disk.rename(partial, complete);
                path = complete;
            }
            Optional<
                    String> sha256 = Optional.ofNullable(digest).map(taken -> HexFormat.of().formatHex(taken.digest()));
            stored = new StoredObject(place().key(length), length, sha256);
        } finally {
            chunks.forEach(ByteBuf::release);
        }
    }

    /** Makes the bytes durable and lets go of the file; the name needs a sync of {@link #folder()}. */
    void sync() throws IOException {
        try (Disk.DiskFile open = opened()) {
            file = null;
            open.sync();
        }
    }

    /** The folder of an object that has been completed. */
    ObjectFolders.Folder folder() {
        return Objects.requireNonNull(slot).folder();
    }

    /** What has been completed. */
    StoredObject stored() {
        return Objects.requireNonNull(stored);
    }

    /** It is durable, and known to whoever needs to know it. */
    void settle() {
        folders.release(Objects.requireNonNull(slot));
    }

    /** Leaves nothing behind. What the disk refuses to remove keeps its folder marked, and the next start removes it. */
    void remove() {
        try {
            if (file != null) {
                file.close();
            }
            if (path != null) {
                disk.delete(path);
            }
            if (slot != null) {
                folders.release(slot);
            }
        } catch (IOException e) {
            LOG.warn("An object that was given up stays behind until the next start: {}", path, e);
        }
    }

    private void create(Path target) throws IOException {
        file = disk.create(target);
        path = target;
    }

    private ByteBuffer[] counted(List<ByteBuf> chunks) {
        ByteBuffer[] buffers = buffers(chunks);
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
            update(buffer);
        }
        return buffers;
    }

    private void update(ByteBuffer buffer) {
        if (digest == null) {
            return;
        }
        ByteBuffer view = buffer.duplicate();
        int skipped = (int) Math.min(headLeft, view.remaining());
        headLeft -= skipped;
        digest.update(view.position(view.position() + skipped));
    }

    private static ByteBuffer[] buffers(List<ByteBuf> chunks) {
        List<ByteBuffer> buffers = new ArrayList<>(chunks.size());
        for (ByteBuf chunk : chunks) {
            if (chunk.nioBufferCount() == 1) {
                buffers.add(chunk.nioBuffer());
            } else {
                buffers.addAll(List.of(chunk.nioBuffers()));
            }
        }
        return buffers.toArray(ByteBuffer[]::new);
    }

    private ObjectFolders.Slot place() throws IOException {
        ObjectFolders.Slot place = slot;
        if (place == null) {
            place = folders.take();
            slot = place;
        }
        return place;
    }

    private Disk.DiskFile opened() {
        Disk.DiskFile open = file;
        if (open == null) {
            throw new IllegalStateException("object file is not open");
        }
        return open;
    }
}
