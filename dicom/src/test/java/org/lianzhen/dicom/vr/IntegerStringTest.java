package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerStringTest {

    @ParameterizedTest
    @CsvSource({ "0, 0", "+1, 1", "-1, -1", "' 12 ', 12", "'12\0', 12", "000000000000012, 12",
            "2147483647, 2147483647", "-2147483648, -2147483648" })
    void readsIntegers(String value, int number) {
        assertThat(IntegerString.parse(value)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "-", "+", "--1", "1.0", "1E3", "0x1", "１", "2147483648", "-2147483649", "1 2" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> IntegerString.parse(value)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("IS ");
    }

    @ParameterizedTest
    @ValueSource(ints = { 64, 65, 100_000 })
    void refusesEndlessZeros(int length) {
        assertThat(IntegerString.parse("0".repeat(63) + "1")).isEqualTo(1);
        assertThatThrownBy(() -> IntegerString.parse("0".repeat(length) + "1"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Property
    void writesWhatItReads(@ForAll int number) {
        assertThat(IntegerString.format(number)).hasSizeLessThanOrEqualTo(IntegerString.MAX_LENGTH);
        assertThat(IntegerString.parse(IntegerString.format(number))).isEqualTo(number);
    }
}
