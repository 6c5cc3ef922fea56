package org.lianzhen.gateway.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Start-up after a crash: adopts or removes what the folders that were in use hold. Looks at no other folder. */
final class OpenFolders {
    private final Path root;
    private final Disk disk;
    private final List<StoredObject> adopted = new ArrayList<>();
    private int removed;

    OpenFolders(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
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
        for (Path file : list(folder)) {
            OptionalLong promised = ObjectName.promisedLength(file.getFileName().toString());
            if (promised.isPresent() && Files.size(file) == promised.getAsLong()) {
                sync(file);
                String key = root.relativize(file).toString().replace('\\', '/');
                adopted.add(new StoredObject(key, promised.getAsLong(), Optional.empty()));
            } else {
                disk.delete(file);
                removed++;
            }
        }
        disk.syncDirectory(folder);
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
