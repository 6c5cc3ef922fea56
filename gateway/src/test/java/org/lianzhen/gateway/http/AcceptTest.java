package org.lianzhen.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
    @Test
    void whoSaysNothingTakesAnything() {
        assertThat(Accept.parse("").ranges()).containsExactly(MediaRange.ANYTHING);
        assertThat(Accept.parse(" ").wanting("image/jpeg")).hasSize(1);
    }

    @Test
    void theMostWantedComesFirst() {
        assertThat(Accept.parse("image/png;q=0.2, image/jpeg, */*;q=0.5, image/gif;q=0").ranges())
                .extracting(MediaRange::type).containsExactly("image/jpeg", "*/*", "image/png");
        assertThat(Accept.parse("a/b;q=0.5, c/d;q=0.5").ranges()).as("in the order given")
                .extracting(MediaRange::type).containsExactly("a/b", "c/d");
    }

    @Test
    void readsParametersWithAndWithoutQuotes() {
        MediaRange range = MediaRange
                .parse("Multipart/Related; type=\"application/DICOM\"; Transfer-Syntax=1.2.3 ;q=0.7;type=x");
        assertThat(range.type()).isEqualTo("multipart/related");
        assertThat(range.parameters()).isEqualTo(Map.of("type", "application/DICOM", "transfer-syntax", "1.2.3"));
        assertThat(range.weight()).isEqualTo(0.7);
        assertThat(range.content()).isEqualTo("application/dicom");
        assertThat(range.transferSyntax()).isEqualTo("1.2.3");
        assertThat(MediaRange.parse("multipart/related;type=application/dicom").content())
                .isEqualTo("application/dicom");
        assertThat(MediaRange.parse("a/b;x=\"1;2,3\"").parameters()).isEqualTo(Map.of("x", "1;2,3"));
        assertThat(Accept.parse("a/b;x=\"1;2,3\", c/d").ranges()).hasSize(2);
        assertThat(MediaRange.parse("a/b;flag").parameters()).isEqualTo(Map.of("flag", ""));
    }

    @ParameterizedTest
    @CsvSource({ "*/*,application/dicom,true", "application/*,application/dicom,true",
            "application/*,application/dicom+json,true", "image/*,application/dicom,false",
            "application/dicom,application/dicom+json,false", "multipart/related,image/jls,true",
            "multipart/related;type=image/*,image/jls,true", "multipart/related;type=image/jls,image/jp2,false",
            "application/dicom+json,application/dicom,false" })
    void knowsWhatARangeCovers(String range, String type, boolean wanted) {
        assertThat(MediaRange.parse(range).wants(type)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({ "multipart/related,true", "multipart/*,true", "*/*,true", "application/*,false",
            "application/dicom,false" })
    void knowsWhoTakesParts(String range, boolean parts) {
        assertThat(MediaRange.parse(range).takesMultipart()).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = { "2", "-1", "x", "", "0.12345", "NaN" })
    void aWeightThatIsNoneCountsAsOne(String weight) {
        assertThat(MediaRange.parse("a/b;q=" + weight).weight()).isEqualTo(1);
    }

    @Test
    void nothingIsTooAbsurdToBeAnswered() {
        assertThatThrownBy(() -> Accept.parse("a/b,".repeat(2000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Accept.parse("\"".repeat(5000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Accept.parse("a/b,".repeat(100))).isInstanceOf(ProblemException.class);
        assertThat(Accept.parse("\"".repeat(4000)).wanting("application/dicom")).isEmpty();
        assertThat(Accept.parse(";;;=,=;\",").wanting("application/dicom")).isEmpty();
    }
}
