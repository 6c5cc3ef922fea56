package org.lianzhen.gateway.member;

import java.time.LocalDate;
import java.util.Set;

/**
 * One unit lets another do something for it with its records.
 *
 * @param id unique
 * @param owner code of the unit whose records they are
 * @param reader code of the unit that may read them
 * @param services that it is for
 * @param period in which it is live
 */
public record Agreement(String id, String owner, String reader, Set<Service> services, Period period) {
    public Agreement {
        services = Set.copyOf(services);
    }

    /** Whether it allows {@code service} on a day. */
    public boolean allows(Service service, LocalDate day) {
        return services.contains(service) && period.includes(day);
    }
}
