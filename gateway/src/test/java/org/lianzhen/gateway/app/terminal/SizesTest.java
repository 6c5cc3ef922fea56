package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    @ParameterizedTest
    @CsvSource({ "0,0 B", "999,999 B", "1000,1.0 kB", "525312,525 kB", "99940,99.9 kB", "99950,100 kB", "999499,999 kB",
            "999500,1.0 MB", "15000000,15.0 MB", "2147483648,2.1 GB", "9223372036854775807,9223372 TB" })
    void sizesAreRoundedToThreeDigits(long bytes, String text) {
        assertThat(Sizes.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void speedsAreSizesASecond() {
        assertThat(Sizes.speed(25_000_000, 2_000_000_000)).isEqualTo("12.5 MB/s");
        assertThat(Sizes.speed(1, 0)).isEqualTo("1.0 GB/s");
    }

    @ParameterizedTest
    @CsvSource({ "0,0:00", "9,0:09", "75,1:15", "3599,59:59", "3600,1:00:00", "90061,25:01:01" })
    void timesAreClocks(long seconds, String text) {
        assertThat(Sizes.time(seconds)).isEqualTo(text);
    }
}
