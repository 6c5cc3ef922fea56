package org.lianzhen.gateway.archive;

import java.util.List;

/**
 * What start-up found after a crash.
 *
 * @param adopted whole objects in the folders that were in use, now durable; most of them had been acknowledged
 * @param removed files cut short before they were acknowledged, now gone
 */
public record Recovery(List<StoredObject> adopted, int removed) {
    public Recovery {
        adopted = List.copyOf(adopted);
    }
}
