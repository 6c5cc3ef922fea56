package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @Test
    void readsThreeWritings() {
        PersonName name = PersonName.parse("Yamada^Tarou=山田^太郎=やまだ^たろう");

        assertThat(name.alphabetic()).isEqualTo(new PersonName.Group("Yamada", "Tarou", "", "", ""));
        assertThat(name.ideographic()).isEqualTo(new PersonName.Group("山田", "太郎", "", "", ""));
        assertThat(name.phonetic()).isEqualTo(new PersonName.Group("やまだ", "たろう", "", "", ""));
    }

    @Test
    void readsFiveComponents() {
        PersonName name = PersonName.parse("Adams^John Robert Quincy^Q.^Rev.^B.A. M.Div.");

        assertThat(name.alphabetic())
                .isEqualTo(new PersonName.Group("Adams", "John Robert Quincy", "Q.", "Rev.", "B.A. M.Div."));
        assertThat(name.ideographic().isEmpty()).isTrue();
        assertThat(name.alphabetic().isEmpty()).isFalse();
        assertThat(name.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "Wang^XiaoDong=王^小东", "Adams^^^Rev.", "=王^小东", "==こう", "A", "^given", "a=b=c",
            "^^^^suffix=^^^prefix=x" })
    void writesWhatItReads(String value) {
        assertThat(PersonName.parse(value).format()).isEqualTo(value);
        assertThat(PersonName.parse(value).isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "'Wang^XiaoDong=王^小东=', Wang^XiaoDong=王^小东", "'Wang^^^^', Wang", "'Wang==', Wang",
            "' Wang ^ Xiao Dong  ', Wang^Xiao Dong", "'Wang^A\0', Wang^A" })
    void dropsEmptyEndsAndPadding(String value, String formatted) {
        assertThat(PersonName.parse(value).format()).isEqualTo(formatted);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "^^^^", "==", "^=^^=", " ^ " })
    void isEmptyWithoutAnyLetter(String value) {
        assertThat(PersonName.parse(value)).isEqualTo(PersonName.EMPTY);
        assertThat(PersonName.parse(value).isEmpty()).isTrue();
        assertThat(PersonName.EMPTY.format()).isEmpty();
        assertThat(PersonName.EMPTY.isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "a^b^c^d^e^f", "a^b^c^d^^f", "a=b=c=d", "a\\b", "a\nb", "a^b\u001b" })
    void keepsSurplusAndStrayCharactersButIsInvalid(String value) {
        assertThat(PersonName.parse(value).format()).isEqualTo(value);
        assertThat(PersonName.parse(value).isValid()).isFalse();
    }

    @Test
    void countsCharactersOfEachWriting() {
        String longest = "𠀀".repeat(32) + "^" + "x".repeat(31);

        assertThat(PersonName.parse(longest + "=" + longest + "=" + longest).isValid()).isTrue();
        assertThat(PersonName.parse(longest + "=" + longest + "y").isValid()).isFalse();
    }

    @Test
    void isMadeOfTwoParts() {
        assertThat(PersonName.of("Wang", "Fang").format()).isEqualTo("Wang^Fang");
        assertThat(PersonName.of("Wang", "").format()).isEqualTo("Wang");
    }

    @Property
    void readsAnythingAndWritesWhatIsValidTheSameAgain(
            @ForAll @StringLength(max = 40) @CharRange(from = ' ', to = 'z') String value) {
        PersonName name = PersonName.parse(value);

        assertThat(name.format()).hasSizeLessThanOrEqualTo(value.length());
        if (name.isValid()) {
            assertThat(PersonName.parse(name.format())).isEqualTo(name);
        }
    }
}
