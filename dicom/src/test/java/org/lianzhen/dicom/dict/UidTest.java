package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UidTest {

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.1", "2.25.0", "0.0", "1.0.0", "1.2.3",
            "2.25.329800735698586629295641978511506172918",
            "1.2.345678901234567890123456789012345678901234567890123456789012" })
    void acceptsValidOnes(String uid) {
        assertThat(Uid.isValid(uid)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1", "1.", ".1", "1..2", "3.1", "1.02", "1.2.03", "1.2.a", "1.2.3 ", "1.2.3\0", "1,2",
            "1.2.3.", "01.2", "1.٣", "-1.2", "10.2", "../../etc",
            "1.2.3456789012345678901234567890123456789012345678901234567890123" })
    void refusesOthers(String uid) {
        assertThat(Uid.isValid(uid)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "f81d4fae-7dec-11d0-a765-00a0c91e6bf6, 2.25.329800735698586629295641978511506172918",
            "00000000-0000-0000-0000-000000000000, 2.25.0",
            "ffffffff-ffff-ffff-ffff-ffffffffffff, 2.25.340282366920938463463374607431768211455" })
    void standsForAUuid(UUID uuid, String uid) {
        assertThat(Uid.of(uuid)).isEqualTo(uid);
    }

    @Property
    void everyUuidMakesAValidOne(@ForAll long high, @ForAll long low) {
        assertThat(Uid.isValid(Uid.of(new UUID(high, low)))).isTrue();
    }

    @Test
    void randomOnesDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(Uid.random())).isTrue();
        }
        assertThat(seen).allMatch(uid -> uid.startsWith("2.25.") && Uid.isValid(uid));
    }

    @ParameterizedTest
    @CsvSource({ "'1.2\0', 1.2", "'1.2 ', 1.2", "'1.2 \0 \0', 1.2", "1.2, 1.2", "'\0', ''", "'', ''",
            "' 1.2', ' 1.2'" })
    void trimsPaddingAtTheEnd(String padded, String uid) {
        assertThat(Uid.trim(padded)).isEqualTo(uid);
    }
}
