package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number here was made up. */
class IdCardTest {
    @ParameterizedTest
    @CsvSource({ "11010519491231002X,1949-12-31,F", "440524188001010014,1880-01-01,M",
            "341322198802291234,1988-02-29,M", "34132219780815456X,1978-08-15,F", "341322202006060119,2020-06-06,M" })
    void tellsBirthDateAndSex(String number, LocalDate birth, String sex) {
        assertThat(IdCard.parse(number)).contains(new IdCard(number, birth, sex));
    }

    @ParameterizedTest
    @ValueSource(strings = { "11010519491231002x", " 11010519491231002X " })
    void writesItsXInCapitals(String number) {
        assertThat(IdCard.parse(number).orElseThrow().number()).isEqualTo("11010519491231002X");
    }

    @ParameterizedTest
    @ValueSource(strings = { "110105194912310029", "440524188001010015", "341322198802291235", "341322197808154560",
            "341322202006060118" })
    void refusesAnotherLastDigit(String number) {
        assertThat(IdCard.parse(number)).isEmpty();
    }

    @Test
    void refusesADayThatNeverWas() {
        assertThat(checked("34132219870229123")).as("its check digit is right").isEqualTo("341322198702291237");
        assertThat(IdCard.parse("341322198702291237")).isEmpty();
        assertThat(IdCard.parse(checked("34132219871301123"))).isEmpty();
    }

    @Test
    void refusesRegionsThatAreNone() {
        assertThat(IdCard.parse(checked("16010519491231002"))).isEmpty();
        assertThat(IdCard.parse(checked("00010519491231002"))).isEmpty();
        assertThat(IdCard.parse(checked("81000019491231002"))).as("a residence permit").isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "X", "1101051949123100", "11010519491231002XX", "1101O519491231002X",
            "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X" })
    void refusesWhatHasNotItsForm(String text) {
        assertThat(IdCard.parse(text)).isEmpty();
    }

    @Test
    void isNotWrittenIntoLogs() {
        assertThat(IdCard.parse("11010519491231002X").orElseThrow()).hasToString("110105********002X");
    }

    /** The check digit, computed apart from the code under test. */
    private static String checked(String seventeen) {
        int sum = 0;
        int weight = 1;
        for (int i = 16; i >= 0; i--) {
            weight = weight * 2 % 11;
            sum += weight * (seventeen.charAt(i) - '0');
        }
        int check = (12 - sum % 11) % 11;
        return seventeen + (check == 10 ? "X" : check);
    }
}
