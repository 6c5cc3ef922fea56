package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Start-up after a crash: settles what the folders that were in use hold. Looks at no other folder. Nothing that may have been
 * acknowledged is ever deleted: not what the index knows, whatever its length, and not what is whole, because the index may be
 * older than the objects, or the wrong one.
 */
final class OpenFolders {
    static final String ORPHANS = "orphans";
    private static final Duration INDEX_LIMIT = Duration.ofSeconds(30);

    private final Path root;
    private final Disk disk;
    private final ArchiveIndex index;
    private final List<StoredObject> adopted = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private int orphans;
    private int removed;

    OpenFolders(Path root, Disk disk, ArchiveIndex index) {
        this.root = root;
        this.disk = disk;
        this.index = index;
    }

    Recovery settle() throws IOException {
        for (Path marker : list(root.resolve(ObjectFolders.OPEN))) {
            Path folder = ObjectFolders.marked(root, marker);
            int before = damaged.size();
            if (Files.isDirectory(folder)) {
                settle(folder);
            }
            if (damaged.size() == before) { // damage is told at every start until it is mended
                disk.delete(marker);
            }
        }
        return new Recovery(adopted, damaged, orphans, removed);
    }

    private void settle(Path folder) throws IOException {
        List<Path> files = list(folder);
        Set<String> known = known(files.stream().map(this::key).toList());
        for (Path file : files) {
            settle(file, known.contains(key(file)));
        }
        disk.syncDirectory(folder);
    }

    private void settle(Path file, boolean known) throws IOException {
        OptionalLong promised = ObjectName.promisedLength(file.getFileName().toString());
        boolean whole = promised.isPresent() && Files.size(file) == promised.getAsLong();
        if (whole) {
            sync(file);
        }
        if (whole && known) {
            adopted.add(new StoredObject(key(file), promised.getAsLong(), Optional.empty()));
        } else if (known && !index.equals(ArchiveIndex.NONE)) { // which knows everything, so that only the length tells
            damaged.add(key(file));
        } else if (whole) {
            setAside(file);
            orphans++;
        } else {
            disk.delete(file);
            removed++;
        }
    }

    private void setAside(Path file) throws IOException {
        Path place = root.resolve(ORPHANS).resolve(key(file));
        Path folder = place.resolveSibling("");
        FileObjectStore.makeDurably(folder.toAbsolutePath(), disk);
        disk.rename(file, place);
        disk.syncDirectory(folder);
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private Set<String> known(List<String> keys) throws IOException {
        try {
            return index.known(keys).toCompletableFuture().get(INDEX_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the index cannot be asked which objects it knows", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the index which objects it knows", e);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
