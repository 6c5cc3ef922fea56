package org.lianzhen.gateway.http;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.archive.Visible;

/** What a caller finds in the archive: the studies of units, and those that are open to nobody but them for a time. */
public final class Visibility {
    private final Reach reach;

    public Visibility(Reach reach) {
        this.reach = reach;
    }

    public Visible of(Caller caller) {
        return of(caller, unit -> true);
    }

    /** @param wanted says of a unit's code whether its studies are wanted */
    public Visible of(Caller caller, Predicate<String> wanted) {
        Set<String> units = reach.units(caller, Operation.SEARCH_STUDIES).stream().filter(wanted)
                .collect(Collectors.toUnmodifiableSet());
        return new Visible(units, reach.cases(caller, Operation.SEARCH_STUDIES).stream()
                .filter(open -> wanted.test(open.unit()) && !units.contains(open.unit()))
                .map(open -> new Visible.Opened(open.unit(), open.study())).collect(Collectors.toUnmodifiableSet()));
    }
}
