package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a data folder holds beside database and images: certificates, keys, credentials, and images that were set aside. What can be made
 * anew is left out; what a later version keeps there is in it without being named here.
 */
record DataFiles(Path data) {
    static final String OBJECTS = "objects";
    static final String DATABASE = "postgres";
    static final String SET_ASIDE = "orphans";
    private static final Set<String> LEFT_OUT = Set.of("lock", DATABASE, OBJECTS, "cache", "decoding");

    /** Absolute paths. */
    List<Path> list() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path entry : Folders.list(data)) {
            if (!LEFT_OUT.contains(entry.getFileName().toString())) {
                add(entry, files);
            }
        }
        add(data.resolve(OBJECTS).resolve(SET_ASIDE), files);
        add(data.resolve(DATABASE).resolve("password"), files);
        return files;
    }

    /** What goes meanwhile is left out. */
    private static void add(Path root, List<Path> files) throws IOException {
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
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
    }

    /** As a set has it. */
    String path(Path file) {
        return BackupSet.DATA + "/" + data.relativize(file);
    }
}
