package org.lianzhen.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where things are sent.
 *
 * @param code short and unique
 * @param unit code of the unit that it belongs to
 * @param address how it is reached
 * @param associations or connections to it at once, at most; of two or more one is kept for emergencies
 * @param limits of what is sent there in a second, of which the first that holds counts; at any other time it is as much as the line
 *     takes
 * @param retry when what it did not take is tried again; null for the usual times
 * @param overwrites whether an instance that it is given takes the place of what it has under the same UID
 */
public record Destination(String code, String unit, Address address, int associations, List<BandwidthLimit> limits,
        @Nullable Retry retry, boolean overwrites) {
    public Destination {
        limits = List.copyOf(limits);
    }

    /** One that is sent as much as the line takes, is tried again at the usual times, and may keep what it has. */
    public Destination(String code, String unit, Address address, int associations) {
        this(code, unit, address, associations, List.of(), null, false);
    }
}
