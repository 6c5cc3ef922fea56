package org.lianzhen.dicom.io;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * DICOM files of other people that lie beside the checkout; they are no part of it. {@code -Dlianzhen.samples=FOLDER}
 * names another place. Tests that need them are skipped without.
 */
final class Samples {

    private static final Path FOLDER = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    private Samples() {}

    /** Every file that may be one of DICOM. */
    static List<Path> files() {
        assumeTrue(Files.isDirectory(FOLDER), "no sample files at " + FOLDER);
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).filter(Samples::mayBeDicom).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayBeDicom(Path file) {
        String name = file.getFileName().toString();
        return !name.contains(".") || name.endsWith(".dcm") || name.endsWith(".DCM") || name.equals("DICOMDIR");
    }
}
