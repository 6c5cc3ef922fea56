package org.lianzhen.gateway.backup;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
        try (Stream<Path> entries = Files.list(data)) {
            List<Path> roots = Stream.concat(
                    entries.filter(entry -> !LEFT_OUT.contains(entry.getFileName().toString())).sorted(),
                    Stream.of(data.resolve(OBJECTS).resolve(SET_ASIDE), data.resolve(DATABASE).resolve("password")))
                    .toList();
            return roots.stream().flatMap(DataFiles::below).toList();
        } catch (FaultException e) {
            throw e.fault;
        }
    }

    /** An unchecked passage out of a stream. */
    private static final class FaultException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException fault;

        private FaultException(IOException fault) {
            super(fault);
            this.fault = fault;
        }
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (NoSuchFileException e) {
            return Stream.of();
        } catch (IOException e) {
            throw new FaultException(e);
        }
    }

    /** As a set has it. */
    String path(Path file) {
        return BackupSet.DATA + "/" + data.relativize(file);
    }
}
