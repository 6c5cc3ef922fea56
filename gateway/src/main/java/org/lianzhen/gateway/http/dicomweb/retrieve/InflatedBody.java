package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.io.InflatedStream;
import org.lianzhen.dicom.io.StreamedBulkData;

/**
 * A value out of a deflated data set, inflated while it goes out.
 *
 * @param dataSetOffset bytes in the file before its data set begins
 * @param value where it is in the inflated bytes
 */
record InflatedBody(Path file, int dataSetOffset, BulkData value) implements Body {

    /** The values of a deflated data set in a file. */
    static StreamedBulkData values(Path file, int dataSetOffset) {
        return new StreamedBulkData(() -> {
            InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
            try {
                bytes.skipNBytes(dataSetOffset);
                return InflatedStream.of(bytes);
            } catch (IOException | RuntimeException e) {
                bytes.close();
                throw e;
            }
        });
    }

    @Override
    public long length() {
        return value.length();
    }

    @Override
    public void writeTo(Sink out) throws IOException {
        try (StreamedBulkData values = values(file, dataSetOffset);
                ReadableByteChannel bytes = values.open(value)) {
            out.copy(bytes, value.length());
        }
    }
}
