package org.lianzhen.gateway.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "null | false | false", "'' | false | false", "identity | false | false", "gzip, deflate, br | true | true",
            "gzip | false | true", "BR;q=0.5 | true | false", "br;q=0, gzip;q=1.0 | false | true",
            "gzip; q=0.000 | false | false", "* | false | false", "x-gzip;q=9 | false | false" })
    void takesWhatIsNamedAndNotRefused(String header, boolean brotli, boolean gzip) {
        assertThat(Encoding.taken(header)).isEqualTo(new Encoding.Taken(brotli, gzip));
    }

    @ParameterizedTest
    @CsvSource("600")
    void believesNothingThatIsTooLong(int length) {
        assertThat(Encoding.taken("gzip," + " ".repeat(length))).isEqualTo(new Encoding.Taken(false, false));
    }
}
