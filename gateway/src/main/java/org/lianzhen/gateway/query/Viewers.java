package org.lianzhen.gateway.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.vr.SpecificCharacterSet;

/** Knows what a peer may see. */
public interface Viewers {
    /** Empty when the peer is nobody's. Must not block. */
    Optional<Viewer> of(Association association);

    /**
     * Codes of the units whose studies may go to a node; none for a node that is nobody's. Must not block.
     *
     * @param aeTitle of the node
     */
    Set<String> sharedWith(String aeTitle);

    /** What somebody is told whom {@link #of} does not know. */
    static DimseException unknown() {
        return new DimseException(Status.NOT_AUTHORIZED, "the caller is no longer known");
    }

    /**
     * What a peer may see.
     *
     * @param unit code of the unit that it belongs to
     * @param units codes of the units whose studies it may see
     * @param answerCharset defined term that answers are written in, or null for Unicode
     */
    record Viewer(String unit, Set<String> units, @Nullable String answerCharset) {
        public Viewer {
            units = Set.copyOf(units);
        }

        /** What it reads and writes. */
        SpecificCharacterSet characterSet() {
            return answerCharset == null ? SpecificCharacterSet.UTF_8 : SpecificCharacterSet.of(List.of(answerCharset));
        }
    }
}
