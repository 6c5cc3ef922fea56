package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.backup.Folders;

/**
 * Files of a database of our own, for whoever copies them while it serves or puts a copy in place. What is left out is what PostgreSQL's
 * manual says of backups at a low level (section "Continuous Archiving", "Backing Up the Data Directory").
 *
 * @param folder of the server, as {@link EmbeddedPostgres#start} takes it
 */
public record ClusterFiles(Path folder) {
    /** Folders that are needed, and their contents are not. */
    private static final Set<
            String> EMPTIED = Set.of("pg_wal", "pg_wal/archive_status", "pg_wal/summaries", "pg_replslot",
                    "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans", "log");
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label",
            "backup_label.old", "tablespace_map", "tablespace_map.old", "current_logfiles", "pg_internal.init");
    private static final String TEMPORARY = "pgsql_tmp";
    /** Copied last, because it says how far the others are. */
    private static final Path CONTROL = Path.of("global/pg_control");
    /** The label of a copy: tells the server where to begin mending. */
    public static final Path LABEL = Path.of("backup_label");

    /** The files themselves lie here. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Folders, relative to {@link #data()}. */
    public List<Path> folders() throws IOException {
        List<Path> found = new ArrayList<>();
        walk(found, new ArrayList<>());
        return found;
    }

    /** Files to copy, relative to {@link #data()}, in the order to copy them in; the journal is not among them. */
    public List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        walk(new ArrayList<>(), found);
        found.sort(null);
        found.remove(CONTROL);
        found.add(CONTROL);
        return found;
    }

    private void walk(List<Path> folders, List<Path> files) throws IOException {
        Path data = data();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                Path relative = data.relativize(visited);
                if (visited.getFileName().toString().startsWith(TEMPORARY)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!visited.equals(data)) {
                    folders.add(relative);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isWanted(data.relativize(file))) {
                    files.add(data.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (fault instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw fault;
            }
        });
        folders.removeIf(one -> one.getNameCount() > 1 && one.startsWith("pg_replslot"));
    }

    private static boolean isWanted(Path relative) {
        Path parent = relative.getParent();
        String name = relative.getFileName().toString();
        return !(parent != null && (EMPTIED.contains(parent.toString()) || parent.startsWith("pg_replslot")))
                && !LEFT_OUT.contains(name) && !name.startsWith(TEMPORARY);
    }

    /**
     * Files of the journal, relative to {@link #data()}.
     *
     * @param first name of the first that is wanted
     * @param last name of the last
     */
    public List<Path> journal(String first, String last) throws IOException {
        try (Stream<Path> all = Files.list(data().resolve("pg_wal"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> (name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0
                            && name.compareTo(last) <= 0) || name.endsWith(".history"))
                    .sorted().map(name -> Path.of("pg_wal", name)).toList();
        }
    }

    /**
     * Puts a copy in the place of the files, for the account that the server runs as.
     *
     * @param copy a folder beside {@link #data()}
     */
    public void place(Path copy) throws IOException {
        ServerAccount account = ServerAccount.choose(folder);
        Files.walkFileTree(copy, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                account.own(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                Files.setPosixFilePermissions(visited, PosixFilePermissions.fromString("rwx------"));
                account.own(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.move(copy, data(), StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }
}
