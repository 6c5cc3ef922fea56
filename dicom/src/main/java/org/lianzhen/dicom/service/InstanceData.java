package org.lianzhen.dicom.service;

import java.nio.file.Path;
import java.util.Optional;
import org.lianzhen.dicom.net.DataSetSource;

/** Where the bytes of an instance come from when it is sent. May be asked several times, from any thread. */
@FunctionalInterface
public interface InstanceData {

    /** The data set from its first byte, in the instance's own transfer syntax. Must not block. */
    DataSetSource open();

    /**
     * The DICOM file that holds the instance, where there is one. It serves re-encoding for a peer that does not take the
     * instance's transfer syntax: large values are then read from their place in the file as they are written. Without it, or when
     * the data set is deflated, {@link #open} is asked twice, and what is read the second time is written.
     */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** Undoes the compression of the pixels for a peer that takes none of it. */
    default PixelDecoding decoding() {
        return PixelDecoding.NONE;
    }
}
