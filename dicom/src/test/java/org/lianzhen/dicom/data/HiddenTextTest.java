package org.lianzhen.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Which private values of unknown representation are text that a change of the character set must reach. */
class HiddenTextTest {

    private static final int PRIVATE = 0x0029_1001;

    private static DataSet hiding(SpecificCharacterSet set, Bytes bytes) {
        return DataSet.builder(set).put(new Value(PRIVATE, Vr.UN, bytes)).build();
    }

    private static Bytes inUtf8(SpecificCharacterSet set, Bytes bytes) {
        DataSet utf8 = hiding(set, bytes).withCharacterSet(SpecificCharacterSet.UTF_8);
        return ((Value) Objects.requireNonNull(utf8.element(PRIVATE))).bytes();
    }

    private static SpecificCharacterSet set(String terms) {
        return SpecificCharacterSet.of(terms.split("\\\\"));
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, 县人民医院", "GBK, 胸部CT平扫", "GB18030, '放射科\r\n第二行'", "ISO_IR 100, Radiologie Köln",
            "ISO_IR 144, Room number 12 Зал", "\\ISO 2022 IR 58, 放射科", "\\ISO 2022 IR 87, 放射線科",
            "\\ISO 2022 IR 149, 영상의학과" })
    void textIsReencoded(String terms, String text) {
        SpecificCharacterSet set = set(terms);

        assertThat(SpecificCharacterSet.UTF_8.decode(inUtf8(set, set.encode(text, Vr.UT)), Vr.UT).strip())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, 41424320", "GB18030, ''", "GB18030, 0102030405060708", "GB18030, cdf50000", "GB18030, cdf5",
            "GB18030, ffd8ffe0", "GB18030, 0000c03f0000d0bf", "ISO_IR 100, e9e8e0fc", "ISO_IR 100, 00e9414243444546",
            "ISO_IR 100, 4de9", "ISO_IR 100, 7b7c4142437de95f", "GB18030, 7bd0c4b5e77d5b5d",
            "ISO_IR 100, fffefdfc41414141", "\\ISO 2022 IR 58, 1b7f414243440000",
            "\\ISO 2022 IR 58, 1b242941ff414243" })
    void whatMayBeNumbersIsLeftAlone(String terms, String hex) {
        assertThat(inUtf8(set(terms), Bytes.ofHex(hex))).isEqualTo(Bytes.ofHex(hex));
    }

    @Test
    void unicodeThatCannotBeAnythingElseIsText() {
        DataSet utf8 = hiding(SpecificCharacterSet.UTF_8, Bytes.ofHex("e694bee5b084e7a791 20"));

        assertThat(((Value) Objects.requireNonNull(
                utf8.withCharacterSet(SpecificCharacterSet.GB18030).element(PRIVATE))).bytes())
                .isEqualTo(Bytes.ofHex("b7c5c9e4bfc6"));
    }

    @Test
    void textInItemsIsFoundToo() {
        DataSet item = DataSet.itemBuilder(SpecificCharacterSet.GB18030)
                .put(new Value(PRIVATE, Vr.UN, Bytes.ofHex("d0c4b5e7cdbc"))).build();
        DataSet utf8 = DataSet.builder(SpecificCharacterSet.GB18030).putSequence(Tag.RequestAttributesSequence, item)
                .build().withCharacterSet(SpecificCharacterSet.UTF_8);

        assertThat(utf8.items(Tag.RequestAttributesSequence)).singleElement().isEqualTo(DataSet.builder()
                .put(new Value(PRIVATE, Vr.UN, Bytes.ofHex("e5bf83e794b5e59bbe20"))).build());
    }

    /** A number changed by mistake is worse than a text left alone: 8 bytes are one double or four words. */
    @Test
    void randomNumbersAreSeldomTakenForText() {
        Random random = new Random(1);
        for (String terms : new String[]{ "GB18030", "GBK", "ISO_IR 100", "ISO_IR 144", "\\ISO 2022 IR 58" }) {
            int changed = 0;
            for (int round = 0; round < 10_000; round++) {
                byte[] bytes = new byte[8];
                random.nextBytes(bytes);
                changed += inUtf8(set(terms), Bytes.wrap(bytes)).equals(Bytes.of(bytes)) ? 0 : 1;
            }
            assertThat(changed).as(terms).isLessThan(60);
        }
    }
}
