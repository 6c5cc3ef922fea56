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
     * instance's transfer syntax: values are then read from the file as they are written, so that none is too large. Without it
     * instances up to 256 MiB can be re-encoded.
     */
    default Optional<Path> file() {
        return Optional.empty();
    }
}
