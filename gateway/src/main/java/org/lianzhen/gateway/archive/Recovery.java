package org.lianzhen.gateway.archive;

import java.util.List;

/**
 * What start-up found after a crash.
 *
 * @param adopted whole objects in the folders that were in use, now durable; most of them had been acknowledged
 * @param damaged keys of objects that the index knows and that do not have their length; they stay as they are
 * @param orphans whole objects that the index does not know, now set aside
 * @param removed files cut short before they were acknowledged, now gone
 */
public record Recovery(List<StoredObject> adopted, List<String> damaged, int orphans, int removed) {
    public Recovery {
        adopted = List.copyOf(adopted);
        damaged = List.copyOf(damaged);
    }
}
