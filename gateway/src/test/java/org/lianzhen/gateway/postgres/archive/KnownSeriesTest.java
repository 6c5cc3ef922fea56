package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KnownSeriesTest {
    private static final NameColumns NAMES = new NameColumns();

    private final KnownSeries known = new KnownSeries();
    private final SampleInstance first = SampleInstance.of("1");

    private static BatchRows batch(SampleInstance... samples) {
        return BatchRows.of(Arrays.stream(samples).map(SampleInstance::indexed).toList(), NAMES);
    }

    @Test
    void knowsWhatItWasTold() {
        assertThat(known.haveAllOf(batch(first))).isFalse();
        known.add(batch(first));
        assertThat(known.haveAllOf(batch(first, first.instance("2")))).isTrue();
    }

    @Test
    void oneStrangerMakesABatchUnknown() {
        known.add(batch(first, first.series("S2", "SR").instance("2")));
        assertThat(known.haveAllOf(batch(first, first.series("S2", "SR").instance("3")))).isTrue();
        assertThat(known.haveAllOf(batch(first, first.series("S3", "SR").instance("3")))).isFalse();
    }

    @Test
    void aStudyOrAPatientOfTheSameSeriesIsAnotherOne() {
        known.add(batch(first));
        assertThat(known.haveAllOf(batch(first.study("T2")))).isFalse();
        assertThat(known.haveAllOf(batch(first.patient("P2")))).isFalse();
        assertThat(known.haveAllOf(batch(first.patient("")))).isFalse();
    }

    @Test
    void forgetsWhatCameLongAgo() {
        known.add(batch(first));
        for (int i = 0; i < 10_000; i++) {
            known.add(batch(first.series("N" + i, "CT")));
        }
        assertThat(known.haveAllOf(batch(first))).isFalse();
        assertThat(known.haveAllOf(batch(first.series("N9999", "CT")))).isTrue();
    }
}
