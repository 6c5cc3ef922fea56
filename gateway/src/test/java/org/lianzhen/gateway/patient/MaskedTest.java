package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    @ParameterizedTest
    @CsvSource({ "11010519491231002X,110105********002X", "13812348000,138****8000", "A123456789,******6789",
            "1234567,*******",
            "'',''", "110105194912310021,**************0021" })
    void numbersKeepTheirEnds(String number, String masked) {
        assertThat(Masked.number(number)).isEqualTo(masked);
    }
}
