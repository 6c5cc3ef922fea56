package org.lianzhen.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file of keys of our own, 32 bytes each, readable by us alone: the one in force first, and after it those that it took the place
 * of, the newest first. What former keys have made can still be understood.
 */
public final class KeyFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final KeyForm form;

    public KeyFile(Path file, KeyForm form) {
        this.file = file;
        this.form = form;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** All of them; the first one is made when there is no file. Blocks. */
    public List<byte[]> keys() throws IOException {
        if (!Files.exists(file)) {
            create();
        }
        return read();
    }

    private List<byte[]> read() throws IOException {
        List<byte[]> keys = form.keys(Files.readAllBytes(file));
        if (keys.isEmpty()) {
            throw new IOException(file + " has no keys of " + KeyForm.BYTES + " bytes; take it back from a backup");
        }
        return keys;
    }

    /** Tells a key from others and is of no use to whoever has not the key: the SHA-256 of a file that has it alone. */
    public String fingerprint(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form.written(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whole or not at all: a link appears when what it leads to is written. */
    private void create() throws IOException {
        Files.createDirectories(folder());
        Path draft = written(List.of(next()));
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException present) {
            // somebody else was as fast, and that key is as good
            return;
        } finally {
            Files.delete(draft);
        }
        sync();
    }

    private Path folder() {
        return file.toAbsolutePath().resolveSibling("");
    }

    private static byte[] next() {
        byte[] key = new byte[KeyForm.BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    private Path written(List<byte[]> keys) throws IOException {
        var content = new ByteArrayOutputStream();
        keys.forEach(key -> content.writeBytes(form.written(key)));
        Path draft = Files.createTempFile(folder(), file.getFileName().toString(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content.toByteArray(), StandardOpenOption.DSYNC);
        return draft;
    }

    /** What the database gets from a key must not outlive it, whenever the power fails. */
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Puts a new key in force; blocks.
     *
     * @throws IOException also when somebody else changes the file at the same moment
     */
    public void replace() throws IOException {
        change(keys -> {
            List<byte[]> more = new ArrayList<>(keys);
            more.addFirst(next());
            return more;
        });
    }

    /**
     * Forgets the oldest keys; blocks.
     *
     * @param most how many stay
     */
    public void keep(int most) throws IOException {
        change(keys -> keys.subList(0, Math.min(most, keys.size())));
    }

    private void change(UnaryOperator<List<byte[]>> change) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken == null) {
                throw new IOException(file + " is being changed by somebody else; try again");
            }
            Path draft = written(change.apply(read()));
            // whoever replaces it by hand may be another user than the gateway, which must go on reading it
            Files.setOwner(draft, Files.getOwner(file));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            sync();
        } catch (OverlappingFileLockException e) {
            throw new IOException(file + " is being changed by somebody else; try again", e);
        }
    }
}
