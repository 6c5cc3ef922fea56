package org.lianzhen.dicom.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/**
 * Images of other people that lie beside the checkout; they are no part of it. {@code -Dlianzhen.samples=FOLDER} names
 * another place. Tests that need them are skipped without.
 */
final class ImageSamples {

    private static final Path FOLDER = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    private ImageSamples() {}

    /** A file by its name. */
    static Path path(String name) {
        assumeTrue(Files.isDirectory(FOLDER), "no sample files at " + FOLDER);
        return Stream.of("test_files", "more").map(folder -> FOLDER.resolve(folder).resolve(name))
                .filter(Files::exists).findFirst().orElseThrow(() -> new AssertionError("no sample " + name));
    }

    /** Every file that may hold an image. */
    static List<Path> all() {
        assumeTrue(Files.isDirectory(FOLDER), "no sample files at " + FOLDER);
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Part10File read(String name) {
        try {
            return Part10Reader.read(path(name), ParseOptions.WHOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Frames frames(String name) {
        return frames(read(name));
    }

    static Frames frames(Part10File file) {
        return Frames.of(file.dataSet(), file.transferSyntax(), Part10Reader.files());
    }

    /** The first frame of a file. */
    static Frame frame(String name) {
        try {
            return frames(name).decoded(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
