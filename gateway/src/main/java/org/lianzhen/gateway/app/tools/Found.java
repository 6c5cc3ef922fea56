package org.lianzhen.gateway.app.tools;

import java.nio.file.Path;

/** What a walk through files comes across. */
sealed interface Found {

    /**
     * A file.
     *
     * @param asked whether people or a DICOMDIR named it, so that it should be a DICOM file
     */
    record File(Path path, boolean asked) implements Found {}

    /** A file or folder that cannot be looked at. */
    record Unreadable(Path path, Exception why) implements Found {}
}
