package org.lianzhen.gateway.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    @Test
    void isTheExampleOfTheStandard() {
        assertThat(UuidV7.of(0x017F22E279B0L, 0xCC3, 0x18C4_DC0C_0C07_398FL << 2))
                .as("RFC 9562 annex A.6").hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void keepsVersionAndVariantWhateverTheRandomBits() {
        UUID ones = UuidV7.of(-1, -1, -1);
        assertThat(ones.version()).isEqualTo(7);
        assertThat(ones.variant()).isEqualTo(2);
    }

    @Test
    void growsWithTimeAndNeverRepeats() {
        long before = System.currentTimeMillis();
        Set<UUID> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            all.add(UuidV7.next());
        }
        assertThat(all).hasSize(1000).allSatisfy(uuid -> assertThat(uuid.getMostSignificantBits() >>> 16)
                .isBetween(before, System.currentTimeMillis()));
    }
}
