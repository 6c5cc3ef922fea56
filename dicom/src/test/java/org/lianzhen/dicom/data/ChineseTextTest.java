package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.CharacterSetDetector;
import org.lianzhen.dicom.vr.CharacterSetFinding;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.UnmappableTextException;
import org.lianzhen.dicom.vr.Vr;

/** Chinese names as hospitals send them: rightly labelled in four ways, and labelled wrongly or not at all. */
class ChineseTextTest {

    private static final int OTHER_NAMES = Tag.OtherPatientNames;

    /** A data set as it is read: what (0008,0005) declares, a name, and one value after the other. */
    private static DataSet received(String declared, String name) {
        return DataSet.ofEncoded(List.of(
                value(Tag.SpecificCharacterSet, Vr.CS, Bytes.wrap(declared.getBytes(StandardCharsets.US_ASCII))),
                value(Tag.PatientName, Vr.PN, Bytes.ofHex(name)),
                value(OTHER_NAMES, Vr.PN, Bytes.ofHex(name + "5c" + name))), SpecificCharacterSet.ASCII);
    }

    private static Value value(int tag, Vr vr, Bytes bytes) {
        return new Value(tag, vr, bytes);
    }

    private static Bytes bytes(DataSet dataSet, int tag) {
        return ((Value) Objects.requireNonNull(dataSet.element(tag))).bytes();
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, c0ee5ed55c, 李^誠", "GBK, c0ee5ed55c, 李^誠", "GB2312, cdf55ed0a1b6ab, 王^小东",
            "ISO 2022 GBK, c0ee5ed55c, 李^誠", "GB18030, c1f55e95328236, 刘^𠀀", "GBK, cdf55ed0a1b6ab, 王^小东",
            "ISO_IR 192, e78e8b5ee5b08fe4b89c, 王^小东", "\\ISO 2022 IR 58, 1b242941cdf55e1b242941d0a1b6ab, 王^小东",
            "ISO 2022 IR 58, 1b242941cdf55e1b242941d0a1b6ab, 王^小东" })
    void namesAreReadInEveryChineseSet(String declared, String hex, String name) {
        DataSet dataSet = received(declared, hex);

        assertThat(dataSet.string(Tag.PatientName)).isEqualTo(name);
        assertThat(dataSet.strings(OTHER_NAMES)).as("decoded before they are split").containsExactly(name, name);
        PersonName.Group group = Objects.requireNonNull(dataSet.personName(Tag.PatientName)).alphabetic();
        assertThat(List.of(group.family(), group.given())).containsExactly(name.split("\\^"));
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, c0ee5ed55c", "GBK, c0ee5ed55c", "GB18030, c1f55e95328236", "GB2312, cdf55ed0a1b6ab",
            "\\ISO 2022 IR 58, 57616e675e5869616f446f6e673d1b242941cdf55e1b242941d0a1b6ab3d" })
    void namesGoToUtf8AndComeBackByteByByte(String declared, String hex) {
        DataSet original = received(declared, hex);

        DataSet utf8 = original.withCharacterSet(SpecificCharacterSet.UTF_8);
        DataSet back = utf8.withCharacterSet(original.characterSet());

        assertThat(utf8.strings(OTHER_NAMES)).isEqualTo(original.strings(OTHER_NAMES));
        assertThat(bytes(back, Tag.PatientName)).isEqualTo(bytes(original, Tag.PatientName));
        assertThat(bytes(back, OTHER_NAMES)).isEqualTo(bytes(original, OTHER_NAMES));
    }

    @ParameterizedTest
    @CsvSource({ "GBK, 刘^𠀀", "ISO_IR 100, 王^小东", "'', 王^小东", "\\ISO 2022 IR 58, 李^誠" })
    void whatASetCannotExpressIsAnErrorAndNoQuestionMark(String target, String name) {
        DataSet dataSet = DataSet.builder(SpecificCharacterSet.UTF_8).put(Tag.PatientName, name).build();
        SpecificCharacterSet set = SpecificCharacterSet.of(target.split("\\\\"));

        assertThatThrownBy(() -> dataSet.withCharacterSet(set)).isInstanceOf(UnmappableTextException.class);
        assertThatThrownBy(() -> DataSet.builder(set).put(Tag.PatientName, name).build())
                .isInstanceOf(UnmappableTextException.class).hasMessageNotContaining(name);
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 100, c0ee5ed55c, GB18030, 李^誠", "'', c0ee5ed55c, GB18030, 李^誠",
            "ISO_IR 100, cdf55ed0a1b6ab, GB18030, 王^小东", "'', cdf55ed0a1b6ab, GB18030, 王^小东",
            "ISO_IR 100, e78e8b5ee5b08fe4b89c, ISO_IR 192, 王^小东", "'', e78e8b5ee5b08fe4b89c, ISO_IR 192, 王^小东" })
    void aWrongLabelIsFoundAndReplacedWithoutTouchingTheBytes(String declared, String hex, String actual, String name) {
        DataSet dataSet = received(declared, hex);
        CharacterSetFinding finding = CharacterSetDetector.detect(dataSet.characterSet(),
                List.of(bytes(dataSet, Tag.PatientName)));

        assertThat(finding).isInstanceOfSatisfying(CharacterSetFinding.Mislabelled.class, wrong -> {
            DataSet right = dataSet.relabelled(wrong.actual());
            assertThat(right.string(Tag.SpecificCharacterSet)).isEqualTo(actual);
            assertThat(right.string(Tag.PatientName)).isEqualTo(name);
            assertThat(right.strings(OTHER_NAMES)).containsExactly(name, name);
            assertThat(bytes(right, OTHER_NAMES)).isEqualTo(bytes(dataSet, OTHER_NAMES));
            assertThat(wrong.reason()).isNotBlank().doesNotContain(name);
        });
        assertThat(dataSet.string(Tag.PatientName)).as("until then it is not what it was").isNotEqualTo(name);
    }
}
