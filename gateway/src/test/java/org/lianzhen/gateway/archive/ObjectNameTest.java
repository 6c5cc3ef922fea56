package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNameTest {
    @Property
    void completeNamesPromiseTheirLength(@ForAll @IntRange(min = 0) int number,
            @ForAll @LongRange(min = 0, max = 1L << 50) long length) {
        assertThat(ObjectName.promisedLength(ObjectName.complete(number, length))).hasValue(length);
        assertThat(ObjectName.promisedLength(ObjectName.partial(number))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "0000.part", "0000-.dcm", "0000-12", "0000-12.dcm.tmp", "zz-12.dcm", "0000--1.dcm",
            "0000-12345678901234567890.dcm", "../0000-12.dcm" })
    void otherNamesPromiseNothing(String name) {
        assertThat(ObjectName.promisedLength(name)).isEmpty();
    }
}
