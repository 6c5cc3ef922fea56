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

/** Start-up after a crash: adopts or removes what the folders that were in use hold. Looks at no other folder. */
final class OpenFolders {
    private static final Duration INDEX_LIMIT = Duration.ofSeconds(30);

    private final Path root;
    private final Disk disk;
    private final ArchiveIndex index;
    private final List<StoredObject> adopted = new ArrayList<>();
    private int removed;

    OpenFolders(Path root, Disk disk, ArchiveIndex index) {
        this.root = root;
        this.disk = disk;
        this.index = index;
    }

    Recovery settle() throws IOException {
        for (Path marker : list(root.resolve(ObjectFolders.OPEN))) {
            Path folder = ObjectFolders.marked(root, marker);
            if (Files.isDirectory(folder)) {
                settle(folder);
            }
            disk.delete(marker);
        }
        return new Recovery(adopted, removed);
    }

    private void settle(Path folder) throws IOException {
        List<Path> files = list(folder);
        Set<String> known = known(files.stream().map(this::key).toList());
        for (Path file : files) {
            OptionalLong promised = ObjectName.promisedLength(file.getFileName().toString());
            String key = key(file);
            if (promised.isPresent() && Files.size(file) == promised.getAsLong() && known.contains(key)) {
                sync(file);
                adopted.add(new StoredObject(key, promised.getAsLong(), Optional.empty()));
            } else {
                disk.delete(file);
                removed++;
            }
        }
        disk.syncDirectory(folder);
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** An object that the index does not speak of was never acknowledged. */
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
