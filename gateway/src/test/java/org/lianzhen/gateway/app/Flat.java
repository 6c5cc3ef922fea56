package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;

/** Holds samples of a long run beside each other: what was taken at its end is no more than what was taken when it had settled. */
final class Flat {
    private Flat() {}

    /** In its last third it is half the time no larger than between the first sixth and the half. */
    static <T> void hold(String what, List<T> samples, ToLongFunction<T> value, long tolerance) {
        int count = samples.size();
        long early = median(samples.subList(count / 6, count / 2), value);
        long late = median(samples.subList(count * 2 / 3, count), value);
        assertThat(late).as("%s: %d at first in %s", what, early, samples).isLessThanOrEqualTo(early + tolerance);
    }

    private static <T> long median(List<T> samples, ToLongFunction<T> value) {
        return samples.stream().mapToLong(value).sorted().skip(samples.size() / 2).findFirst().orElseThrow();
    }
}
