package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything in a set but images. Used by one thread, and copies on several. */
final class FileCopies implements AutoCloseable {
    private final Path set;
    private final BackupListener listener;
    private final Set<String> folders = new TreeSet<>();
    private final List<FileEntry> files = new ArrayList<>();
    private final InOrder<Optional<FileEntry>> work = new InOrder<>(entry -> entry.ifPresent(files::add));

    /** @param set folder to copy into */
    FileCopies(Path set, BackupListener listener) {
        this.set = set;
        this.listener = listener;
    }

    /** A folder of that name, in a set with forward slashes. */
    void folder(String path) throws IOException {
        Folders.make(set.resolve(named(path)));
        folders.add(path);
    }

    /** Has a file copied; one that has gone by then is left out. */
    void copy(Path from, String path) throws IOException {
        Path to = set.resolve(named(path));
        Folders.make(to.resolveSibling(""));
        work.add(() -> copied(from, to, path));
    }

    /** Waits until all files are copied. */
    void finish() throws IOException {
        work.finish();
    }

    private Optional<FileEntry> copied(Path from, Path to, String path) throws IOException {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(from));
            var modified = Files.getLastModifiedTime(from).toInstant();
            DigestedFile copied = DigestedFile.copy(from, to, 0);
            listener.advanced(copied.length());
            return Optional.of(new FileEntry(path, copied.length(), copied.sha256(), modified, mode));
        } catch (NoSuchFileException e) {
            if (Files.exists(from)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A file that was written into the set already; makes it durable. */
    void written(String path) throws IOException {
        Path file = set.resolve(named(path));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        DigestedFile read = DigestedFile.read(file, 0);
        files.add(new FileEntry(path, read.length(), read.sha256(), Files.getLastModifiedTime(file).toInstant(),
                "rw-------"));
    }

    private static String named(String path) throws IOException {
        if (path.lines().count() != 1) {
            throw new IOException("The name of a file has several lines: " + path.replaceAll("[\\n\\r]", " "));
        }
        return path;
    }

    Manifest manifest(SetFacts facts) {
        return new Manifest(facts, List.copyOf(folders), files);
    }

    @Override
    public void close() {
        work.close();
    }
}
