package org.lianzhen.gateway.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That a patient shall be examined.
 *
 * @param unit code of the unit that ordered it
 * @param version grows by one with every change and move
 */
public record Order(UUID id, String unit, Source source, OrderNumbers numbers, OrderContent content, Progress progress,
        int version) {

    /** How it came. */
    public enum Source {
        /** As a message of a hospital information system. */
        HL7,
        /** A program placed it. */
        REST,
        /** A person typed it in. */
        TYPED
    }

    /**
     * How far it is.
     *
     * @param studies Study Instance UIDs of the studies that came of it
     */
    public record Progress(OrderState state, List<String> studies, Instant placed, Instant changed) {
        public Progress {
            studies = List.copyOf(studies);
        }
    }
}
