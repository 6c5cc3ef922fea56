package org.lianzhen.gateway.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.lianzhen.gateway.backup.Folders;

/**
 * A PostgreSQL data folder ("database cluster") and the password to it. It is initialised beside its place and renamed into
 * it, so that what is in place is whole.
 */
final class Cluster {
    static final String USER = "lianzhen";
    static final String DATABASE = "postgres";
    private static final String MAJOR = "18";
    private static final Duration INIT_LIMIT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 24;

    private final Path data;
    private final String password;

    private Cluster(Path data, String password) {
        this.data = data;
        this.password = password;
    }

    /**
     * Initialises the cluster unless it is there.
     *
     * @throws IOException also when another major version wrote it
     */
    static Cluster open(Path folder, Programs programs) throws IOException {
        Path data = folder.resolve("data");
        Path secret = folder.resolve("password");
        if (!Files.isDirectory(data)) {
            Files.deleteIfExists(secret);
            initialise(folder, data, programs, newPassword(secret));
        }
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new IOException("The database in " + data + " was written by PostgreSQL " + version
                    + ", and this program carries " + MAJOR
                    + ": upgrade it with pg_upgrade, or start the program it belongs to");
        }
        return new Cluster(data, Files.readString(secret).strip());
    }

    private static String newPassword(Path secret) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writeSecret(secret, password);
        return password;
    }

    /** Synced, because a database without its password is lost. */
    private static void writeSecret(Path path, String text) throws IOException {
        var ours = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ours)) {
            channel.write(StandardCharsets.UTF_8.encode(text + "\n"));
            channel.force(true);
        }
    }

    private static void initialise(Path folder, Path data, Programs programs, String password) throws IOException {
        Path unfinished = folder.resolve("data.unfinished");
        if (Files.exists(unfinished)) {
            Folders.delete(unfinished);
        }
        Files.createDirectory(unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        programs.account().own(unfinished);
        Path secret = Files.createTempFile("lianzhen-initdb-", "");
        try {
            Files.writeString(secret, password + "\n");
            programs.account().own(secret);
            Command.run(programs.account().command(List.of(programs.path("initdb"), "-D", ServerAccount.HERE, "-U",
                    USER, "-A", "scram-sha-256", "--pwfile", secret.toString(), "-E", "UTF8", "--locale-provider",
                    "builtin", "--locale", "C.UTF-8", "--no-instructions")), unfinished, INIT_LIMIT);
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder);
    }

    Path data() {
        return data;
    }

    Path logs() {
        return data.resolve("log");
    }

    /** What the server says before it has opened its log. */
    Path errors() {
        return data.resolveSibling("start.log");
    }

    String password() {
        return password;
    }
}
