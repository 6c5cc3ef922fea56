package org.lianzhen.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTest {

    /** HL7 v2.4 section 2.9.47: YYYY[L[L[D[D[H[H[M[M[S[S...]]]]]]]]]][+/-ZZZZ]. */
    @ParameterizedTest
    @CsvSource({ "1980, 1980", "198003, 198003", "19800317, 19800317", "198003170930, 19800317",
            "19800317093005.12+0800, 19800317", "1980+0800, 1980", "19800000, 1980", "19800300, 198003",
            "198000, 1980", "'', ''", "unknown, unknown", "1949-12-31, 1949-12-31", "19, 19" })
    void keepsWhatIsKnown(String said, String kept) {
        assertThat(BirthDate.ofHl7(said)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1980", "198012", "19800229" })
    void isADayOrAPartOfIt(String text) {
        assertThat(BirthDate.isOne(text)).isTrue();
        assertThat(BirthDate.isWhole(text)).isEqualTo(text.length() == 8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "19", "19800", "1980031", "198013", "19810229", "198a", "１９８０", "198003171", "1980-03" })
    void isNothingElse(String text) {
        assertThat(BirthDate.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "1980, 19800317, true", "19800317, 198003, true", "'', 1980, true", "19800317, 19800317, true",
            "1981, 19800317, false", "198004, 19800317, false" })
    void whatOneDoesNotSayIsNoDifference(String one, String other, boolean agree) {
        assertThat(BirthDate.agree(one, other)).isEqualTo(agree);
    }
}
