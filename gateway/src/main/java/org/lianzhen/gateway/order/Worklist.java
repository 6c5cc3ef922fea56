package org.lianzhen.gateway.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.patient.NameForms;

/** What devices are to do. */
public interface Worklist {

    /** Orders that nobody has begun, or that were given up, those with a time first, in its order. */
    CompletionStage<List<Order>> find(Wanted wanted);

    /** Whether somebody may be looked for by a pattern as {@link NameForms} knows it. */
    static boolean isCalled(String name, String pattern) {
        Pattern wanted = Pattern.compile(NameForms.regex(pattern));
        return NameForms.of(name).stream().anyMatch(form -> wanted.matcher(form).matches());
    }

    /**
     * Which orders.
     *
     * @param limit orders at most
     */
    record Wanted(Scope scope, Filter filter, int limit) {}

    /**
     * What a device may see: all that its unit ordered, and what units that it may read ordered at a device of its unit.
     *
     * @param unit code of the unit of the device
     * @param readable codes of the units that it may read
     * @param stations AE titles of its devices
     */
    record Scope(String unit, Set<String> readable, Set<String> stations) {
        public Scope {
            readable = Set.copyOf(readable);
            stations = Set.copyOf(stations);
        }
    }

    /**
     * What is asked for, as far as it makes the list shorter; texts are empty and days null when all are wanted. An order without a
     * time is due on every day.
     */
    record Filter(String modality, String accession, String patientId, @Nullable LocalDate from,
            @Nullable LocalDate to) {}
}
