package org.lianzhen.dicom.service;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows the nodes we may connect to by AE title: destinations of C-MOVE, requesters of storage commitment. */
@FunctionalInterface
public interface NodeDirectory {

    /**
     * The node with this AE title, or empty when it is unknown. Called on an event loop; must not block.
     *
     * @return completed by any thread
     */
    CompletionStage<Optional<RemoteNode>> node(String aeTitle);
}
