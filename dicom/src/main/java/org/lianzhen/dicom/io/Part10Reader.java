package org.lianzhen.dicom.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads DICOM files (PS3.10), also those without preamble, without File Meta Information, or with a wrong one. Blocks on
 * the file.
 */
public final class Part10Reader {

    private static final BulkDataResolver FILES = new FileBulkData();

    private Part10Reader() {}

    /**
     * Reads the top of a file and its data set as far as the options say. References name the file's URI and count from
     * its beginning (for a deflated file: from the beginning of the inflated data set). Values that are kept by
     * reference are not read at all.
     *
     * @param options {@link ParseOptions#source} and {@link ParseOptions#sourceOffset} are ignored
     * @throws IOException from the file
     * @throws DataSetException when it is no DICOM file, or its transfer syntax is unknown; offsets count from the
     *         beginning of the part in question (File Meta Information or data set)
     */
    public static Part10File read(Path file, ParseOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Part10Parse(channel, file.toUri().toString()).read(options);
        }
    }

    /** Opens values that {@link #read} kept by reference, from files that are not deflated. */
    public static BulkDataResolver files() {
        return FILES;
    }
}
