package org.lianzhen.gateway.recognition;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.audit.AuditEvent;

/** Brings what was examined and reported here to where it can be recognised. */
public interface ResultIntake {

    /**
     * Looks at studies of which something has changed. A result that is withdrawn has whoever uses it look again.
     *
     * @return how many there were
     */
    CompletionStage<Integer> take(Mapping mapping, int limit);

    /** Finds the item of an examination. */
    @FunctionalInterface
    interface Mapping {
        /**
         * Its codes; none when nobody knows.
         *
         * @param confirmed what people have found for this unit
         */
        List<String> items(ItemMapping.Described examination, Map<String, String> confirmed);
    }

    /** What waits for somebody to say which item it is, the most frequent first. */
    CompletionStage<List<Unmapped>> unmapped(int limit);

    /**
     * Says which item a unit means, from now on and for what is here.
     *
     * @return how many results have an item by that
     */
    CompletionStage<Integer> confirm(Confirmation confirmation, AuditEvent.Actor by);

    /** Examinations that a unit calls alike. */
    record Unmapped(String unit, ItemMapping.Described examination, long results) {}

    /** That a unit means an item. */
    record Confirmation(String unit, ItemMapping.Described examination, String item) {}
}
