package org.lianzhen.gateway.query;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lianzhen.dicom.net.Association;

/** Everybody is the same viewer, and every node may be sent the studies of some units. */
record TestViewers(Supplier<Optional<Viewers.Viewer>> viewer, Set<String> shared) implements Viewers {

    @Override
    public Optional<Viewer> of(Association association) {
        return viewer.get();
    }

    @Override
    public Set<String> sharedWith(String aeTitle) {
        return shared;
    }
}
