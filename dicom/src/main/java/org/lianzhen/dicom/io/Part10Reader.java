package org.lianzhen.dicom.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads DICOM files (PS3.10), also those without preamble, without File Meta Information, or with a wrong one. Blocks on
 * the file.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Part10Reader {

    private Part10Reader() {}

    /**
     * Reads the top of a file and its data set as far as the options say. References name the file's URI and count from
     * its beginning (for a deflated file: from the beginning of the inflated data set).
     *
     * @param options {@link ParseOptions#source} is ignored
     * @throws IOException from the file
     * @throws DataSetException when it is no DICOM file, or its transfer syntax is unknown
     */
    public static Part10File read(Path file, ParseOptions options) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Opens values that {@link #read} kept by reference, from files that are not deflated. */
    public static BulkDataResolver files() {
        throw new UnsupportedOperationException();
    }
}
