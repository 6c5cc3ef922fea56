package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a set consists of. It is written last, and the set gets its name only afterwards. One thing a line, the last one with the
 * SHA-256 of all others.
 *
 * @param folders relative paths of those that must be there, also when they are empty
 */
record Manifest(SetFacts facts, List<String> folders, List<FileEntry> files) {
    static final String FILE = "manifest";
    private static final String FORMAT = "lianzhen-backup 1";
    private static final String FOLDER = "folder ";
    private static final String CHECKSUM = "checksum ";

    Manifest {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    /** Into the folder of a set, durably. */
    void write(Path set) throws IOException {
        String body = body();
        try (FileChannel channel = FileChannel.open(set.resolve(FILE), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(body + CHECKSUM + sha256(body) + "\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Folders.sync(set);
    }

    private String body() {
        var text = new StringBuilder(FORMAT).append('\n');
        facts().lines().forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
        folders.forEach(folder -> text.append(FOLDER).append(folder).append('\n'));
        files.forEach(file -> text.append(file.text()).append('\n'));
        return text.toString();
    }

    private static String sha256(String text) {
        var digest = Digests.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return Digests.hex(digest);
    }

    /** @throws BackupException when it is not what was written */
    static Manifest read(Path set) throws IOException {
        Path file = set.resolve(FILE);
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw BackupException.of(BackupFault.DAMAGED, file);
        }
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.startsWith(FORMAT)
                || !text.substring(end).equals(CHECKSUM + sha256(text.substring(0, end)) + "\n")) {
            throw BackupException.of(BackupFault.DAMAGED, file);
        }
        return parse(text.substring(0, end).lines().skip(1).toList(), file);
    }

    private static Manifest parse(List<String> lines, Path file) throws BackupException {
        Map<String, String> facts = new HashMap<>();
        List<String> folders = new ArrayList<>();
        List<FileEntry> files = new ArrayList<>();
        for (String line : lines) {
            if (FileEntry.isOne(line)) {
                files.add(FileEntry.parse(line));
            } else if (line.startsWith(FOLDER)) {
                folders.add(line.substring(FOLDER.length()));
            } else {
                int blank = line.indexOf(' ');
                facts.put(line.substring(0, Math.max(0, blank)), line.substring(blank + 1));
            }
        }
        try {
            return new Manifest(SetFacts.of(facts), folders, files);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw BackupException.of(BackupFault.DAMAGED, file);
        }
    }

    /** Bytes of everything but images. */
    long bytes() {
        return files.stream().mapToLong(FileEntry::length).sum();
    }
}
