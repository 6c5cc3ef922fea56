package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DesignationTest {

    private static Bytes ascii(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void everySetIsFoundByItsOwnSequence(GraphicSet set) {
        String sequence = set.designation();

        assertThat(Designation.at(ascii("\u001b" + sequence + "xyz"), 1))
                .isEqualTo(new Designation(set, set.isRight(), sequence.length()));
    }

    @ParameterizedTest
    @CsvSource({
            "(I, KATAKANA, false",
            ")J, JIS_ROMAN, true",
            ")B, ASCII, true",
            "$@, JIS_X_0208, false",
            "$(@, JIS_X_0208, false",
            "$(B, JIS_X_0208, false",
            "$)B, JIS_X_0208, true",
            "$)D, JIS_X_0212, true",
            "$(C, KS_X_1001, false",
            "$A, GB_2312, false",
            "$(A, GB_2312, false" })
    void setsMayStandInTheOtherPlace(String sequence, GraphicSet set, boolean right) {
        assertThat(Designation.at(ascii(sequence), 0)).isEqualTo(new Designation(set, right, sequence.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "(", "$", "$(", "$)", "A", "(A", "-", "-Z", "$Z", "$)Z", "((B", "$((B", "(\u00c2", "(\n",
                    "$\u001b(B", "%G", " B" })
    void othersDesignateNothing(String sequence) {
        assertThat(Designation.at(ascii(sequence), 0)).isNull();
    }

    @Test
    void looksNoFurtherThanTheBytes() {
        Bytes cut = ascii("$)A").slice(0, 2);

        assertThat(Designation.at(cut, 0)).isNull();
        assertThat(Designation.at(cut, 2)).isNull();
    }
}
