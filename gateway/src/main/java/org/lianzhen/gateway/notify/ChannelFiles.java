package org.lianzhen.gateway.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that channels name, which hold what is never told.
 *
 * @param folder of them
 */
public record ChannelFiles(Path folder) {

    /**
     * The lines of a file, without spaces around them; blocks.
     *
     * @throws IOException when it is not to be had or has too few; tells nothing of what it says
     */
    public List<String> lines(String name, int least) throws IOException {
        Path file = folder.resolve(name);
        if (Files.size(file) > ChannelFile.LONGEST) {
            throw new IOException(name + " is too long for a secret");
        }
        String text = Files.readString(file);
        if (!hasLines(text, least)) {
            throw new IOException(name + " must have " + least + " lines that are not empty");
        }
        return lines(text);
    }

    static boolean hasLines(String text, int least) {
        List<String> lines = lines(text);
        return lines.size() >= least && lines.stream().limit(least).noneMatch(String::isEmpty);
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::strip).toList();
    }

    /** Whether a file can be used, and since when it is as it is; blocks. */
    public ChannelFile.Found look(ChannelFile file) {
        Instant changedAt = null;
        try {
            changedAt = Files.getLastModifiedTime(folder.resolve(file.name())).toInstant();
            lines(file.name(), file.holds().lines());
            return new ChannelFile.Found(file, ChannelFile.State.SET, changedAt);
        } catch (NoSuchFileException e) {
            return new ChannelFile.Found(file, ChannelFile.State.MISSING, null);
        } catch (IOException e) {
            return new ChannelFile.Found(file, ChannelFile.State.UNUSABLE, changedAt);
        }
    }

    /**
     * Writes a file that only we may read, in place of what was there; blocks until it is durable.
     *
     * @throws ChannelException when the text is nothing that this file can hold; tells nothing of what it says
     */
    public void replace(ChannelFile file, String text) throws IOException, ChannelException {
        Optional<String> problem = file.problem(text);
        if (problem.isPresent()) {
            throw new ChannelException(List.of(file.name() + " " + problem.get()));
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, rights("rwx------"));
        }
        Path written = Files.createTempFile(folder, ".new-", "", rights("rw-------"));
        try {
            write(written, text.strip() + "\n");
            Files.move(written, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    /** Where a file is; null for none. */
    public @Nullable Path path(@Nullable String name) {
        return name == null ? null : folder.resolve(name);
    }
}
