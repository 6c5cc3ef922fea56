package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.Window.Function;

/** Values worked out by hand after PS3.3 section C.11.2.1.2 and C.11.2.1.3. */
class WindowTest {

    @ParameterizedTest
    @CsvSource({ "0,0.0", "1,0.000392157", "2047.5,0.5", "2048,0.500122", "4095,1.0", "-1,0.0", "5000,1.0" })
    void linearAsInTheNoteOfTheStandard(double value, double brightness) {
        // c=2048, w=4096 maps 0 to black and 4095 to white
        double expected = value == 1 ? 1 / 4095.0 : brightness;

        assertThat(new Window(2048, 4096).brightness(value)).isCloseTo(expected, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({ "-1,0.0", "0,1.0", "-0.5,0.0", "1,1.0" })
    void linearOfWidthOneIsAThreshold(double value, double brightness) {
        assertThat(new Window(0, 1).brightness(value)).isEqualTo(brightness);
    }

    @ParameterizedTest
    @CsvSource({ "-50,0.0", "-51,0.0", "49,1.0", "-0.5,0.5", "0,0.505051" })
    void linearLeavesHalfAValueAtEitherEnd(double value, double brightness) {
        assertThat(new Window(0, 100).brightness(value)).isCloseTo(brightness, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({ "-50,0.0", "0,0.5", "50,1.0", "25,0.75", "-80,0.0", "80,1.0" })
    void linearExactLeavesNothing(double value, double brightness) {
        assertThat(new Window(0, 100, Function.LINEAR_EXACT).brightness(value)).isEqualTo(brightness);
    }

    @ParameterizedTest
    @CsvSource({ "40,0.5", "140,0.731059", "-60,0.268941", "440,0.982014" })
    void sigmoidNeverEnds(double value, double brightness) {
        assertThat(new Window(40, 400, Function.SIGMOID).brightness(value)).isCloseTo(brightness, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({ "0,0,LINEAR", "0,0.5,LINEAR", "0,0,SIGMOID", "0,-1,LINEAR_EXACT", "NaN,1,LINEAR",
            "0,Infinity,SIGMOID" })
    void refusesWindowsOfNoWidth(double center, double width, Function function) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> new Window(center, width, function));
    }

    @Test
    void takesNarrowWindowsWhereTheyMakeSense() {
        assertThat(new Window(0, 0.5, Function.LINEAR_EXACT).brightness(0.25)).isEqualTo(1);
    }
}
