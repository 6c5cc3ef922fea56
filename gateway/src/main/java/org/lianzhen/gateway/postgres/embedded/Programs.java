package org.lianzhen.gateway.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.lianzhen.gateway.backup.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the library that carries them. They are unpacked beside their place and renamed into
 * it, so that what is in place is whole.
 */
final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final String VERSION = "18.6.0";
    private static final String UNFINISHED = ".unfinished-";
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    private static final ReentrantLock HERE = new ReentrantLock();

    private final Path folder;
    private final ServerAccount account;

    private Programs(Path folder, ServerAccount account) {
        this.folder = folder;
        this.account = account;
    }

    /** Unpacks the programs unless they are there; several processes may do so at once. */
    static Programs unpack(ServerAccount account) throws IOException {
        Path folder = account.programs();
        Path place = folder.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(place)) {
            alone(folder, () -> unpackTo(place, folder));
        }
        return new Programs(place, account);
    }

    private static void unpackTo(Path place, Path folder) throws IOException {
        removeUnfinished(folder);
        if (!Files.isDirectory(place)) {
            Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
            unpackInto(unfinished);
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** What can fail with the disk. */
    private interface Work {
        void run() throws IOException;
    }

    /** A lock on a file keeps off other processes only. Nobody but us can open it, who could hold us up otherwise. */
    private static void alone(Path folder, Work work) throws IOException {
        HERE.lock();
        try (FileChannel channel = FileChannel.open(folder.resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                FileLock lock = channel.lock()) {
            LOG.debug("Unpacking PostgreSQL alone: {}", lock);
            work.run();
        } finally {
            HERE.unlock();
        }
    }

    private static void removeUnfinished(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> path.getFileName().toString().startsWith(UNFINISHED)).toList()) {
                LOG.info("Removing what an earlier start left unfinished: {}", entry);
                Folders.delete(entry);
            }
        }
    }

    private static void unpackInto(Path target) throws IOException {
        try (InputStream packed = packed();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
        Files.setPosixFilePermissions(target, FOLDER);
    }

    private static InputStream packed() throws IOException {
        String machine = System.getProperty("os.arch", "");
        String name = "postgres-linux-" + (machine.equals("amd64") ? "x86_64" : machine.toLowerCase(Locale.ROOT))
                + ".txz";
        InputStream found = Programs.class.getResourceAsStream("/" + name);
        if (found == null) {
            throw new IOException("This program carries no PostgreSQL for machines of kind " + machine
                    + ": name a server of your own (--database)");
        }
        return found;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the PostgreSQL library names a place outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, FOLDER);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    String version() {
        return VERSION;
    }

    ServerAccount account() {
        return account;
    }

    /** The path of one of the programs. */
    String path(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }
}
