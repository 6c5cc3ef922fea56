package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalStringTest {

    @ParameterizedTest
    @CsvSource({ "0, 0", "1, 1", "-1.50, -1.5", "+1.5, 1.5", "' 1.5 ', 1.5", "1E3, 1000", "1e-3, 0.001",
            "'0.5\0', 0.5", ".5, 0.5", "5., 5", "-0, 0", "0E400, 0", "0.30000000000000004, 0.30000000000000004" })
    void readsNumbers(String value, BigDecimal number) {
        assertThat(DecimalString.parse(value)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "-", ".", "E3", "1,5", "1 5", "0x10", "NaN", "Infinity", "1E", "1E1.5", "1.2.3",
            "１", "1d", "1E401", "1E-402", "1E2147483647", "1E-2147483648", "1E99999999999" })
    void refusesEverythingElse(String value) {
        assertThatThrownBy(() -> DecimalString.parse(value)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("DS ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1E399", "9.99E399", "1E-401" })
    void readsWhatIsJustWithinItsBounds(String value) {
        assertThat(DecimalString.parse(value)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1E400", "-1E400", "9E-402" })
    void refusesWhatIsJustBeyondThem(String value) {
        assertThatThrownBy(() -> DecimalString.parse(value)).hasMessageContaining("beyond 10^400");
    }

    @Test
    void readsLongerNumbersThanItWrites() {
        assertThat(DecimalString.parse("1" + "0".repeat(63))).isEqualByComparingTo("1E63");
        assertThatThrownBy(() -> DecimalString.parse("1" + "0".repeat(64))).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({ "0, 0", "-0.0, 0", "1, 1", "0.1, 0.1", "-0.5, -0.5", "100, 100", "1E15, 1000000000000000",
            "1E16, 1E16", "1E-7, 0.0000001", "-1.2331760806136228E-6, -1.2331760806E-6",
            "-1.7976931348623157E308, -17976931348E298", "0.30000000000000004, 0.3",
            "0.3333333333333333, 0.33333333333333",
            "-0.3333333333333333, -0.3333333333333", "123456789.123456789, 123456789.123457",
            "-123456789.123456789, -123456789.12346", "1.7976931348623157E308, 179769313486E297",
            "4.9E-324, 4.9E-324", "9999999999999999.9, 1E16", "1.2345678901234567E-300, 12345678901E-310",
            "-2.5E-300, -2.5E-300", "1234567890123456.7, 1234567890123457" })
    void writesWhatFitsIntoSixteenCharacters(double number, String value) {
        assertThat(DecimalString.format(number)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
    void refusesWhatIsNoNumber(double number) {
        assertThatThrownBy(() -> DecimalString.format(number)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void roundsToTheDigitsThatALongExponentLeaves() {
        assertThat(DecimalString.format(new BigDecimal("-1.2564E-2147483640"))).isEqualTo("-126E-2147483642");
        assertThat(DecimalString.format(new BigDecimal("-1.25E+2147483640"))).isEqualTo("-1.25E2147483640");
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void staysCloseAndShort(@ForAll double number) {
        String value = DecimalString.format(number);

        assertThat(value).hasSizeBetween(1, DecimalString.MAX_LENGTH);
        assertThat(DecimalString.parse(value).doubleValue()).isCloseTo(number,
                Offset.offset(Math.abs(number) * 5.1e-10 + Double.MIN_VALUE));
    }

    @Property
    void keepsEveryInt(@ForAll int number) {
        assertThat(DecimalString.parse(DecimalString.format(number)).intValueExact()).isEqualTo(number);
    }
}
