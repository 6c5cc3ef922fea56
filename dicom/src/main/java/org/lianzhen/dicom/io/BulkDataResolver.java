package org.lianzhen.dicom.io;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.lianzhen.dicom.data.BulkData;

/** Finds the bytes of values that are kept by reference. */
@FunctionalInterface
public interface BulkDataResolver {

    /**
     * Refuses: for writing data sets that hold all their values.
     */
    BulkDataResolver NONE = data -> {
        throw new IOException("no bytes at hand for a value kept by reference");
    };

    /**
     * Opens exactly the referred bytes, in the order in which they lie there.
     *
     * @return to be closed by the caller; ends after {@link BulkData#length} bytes
     * @throws IOException when they are not to be had
     */
    ReadableByteChannel open(BulkData data) throws IOException;
}
