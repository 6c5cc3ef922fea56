package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.vr.CharacterSetFinding.AsDeclared;
import org.lianzhen.dicom.vr.CharacterSetFinding.Mislabelled;
import org.lianzhen.dicom.vr.CharacterSetFinding.Unclear;

class CharacterSetDetectorTest {

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");
    private static final Charset GBK = Charset.forName("GBK");

    private static CharacterSetFinding detect(SpecificCharacterSet declared, Charset real, String... values) {
        return CharacterSetDetector.detect(declared,
                Arrays.stream(values).map(value -> Bytes.wrap(value.getBytes(real))).toList());
    }

    private static Mislabelled mislabelled(CharacterSetFinding finding) {
        assertThat(finding).isInstanceOf(Mislabelled.class);
        return (Mislabelled) finding;
    }

    @ParameterizedTest
    @ValueSource(strings = { "王^小东", "李^誠", "张三", "刘^洋", "欧阳^娜娜", "诸葛^亮", "Wang^XiaoDong=王^小东", "赵^敏 ", "陈^喆",
            "胸部CT平扫", "头颅MRI平扫+增强", "腹部B超", "县人民医院", "双肺纹理增粗，未见实变。", "左膝关节DR正侧位", "XX县第一人民医院放射科",
            "司马^相如", "马^婧琪", "买买提·艾力", "迪丽热巴" })
    void findsChineseInGbkUnderEveryWrongLabel(String text) {
        for (SpecificCharacterSet label : List.of(LATIN_1, SpecificCharacterSet.ASCII,
                SpecificCharacterSet.of("ISO_IR 101"), SpecificCharacterSet.of("ISO_IR 148"))) {
            Mislabelled finding = mislabelled(detect(label, GBK, text));

            assertThat(finding.actual()).as(label.toString()).isEqualTo(SpecificCharacterSet.GB18030);
            assertThat(finding.confidence()).isBetween(0.6, 0.99);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "王^小东", "张三", "Wang^XiaoDong=王^小东", "胸部CT平扫", "Müller^Jörg", "Jérôme", "Buc^Jérôme",
            "JOSÉ^MARÍA",
            "Äneas^Rüdiger", "Иванов^Иван", "김희중" })
    void findsUtf8UnderEveryWrongLabel(String text) {
        for (SpecificCharacterSet label : List.of(LATIN_1, SpecificCharacterSet.ASCII)) {
            Mislabelled finding = mislabelled(detect(label, StandardCharsets.UTF_8, text));

            assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Müller", "Müller^Jörg", "Äneas^Rüdiger", "Buc^Jérôme", "JOSÉ^MARÍA", "MÜLLER^JÜRGEN",
            "Conceição^João", "CONCEIÇÃO^JOÃO", "Åström^Göran", "Þór^Æsa", "Þóra", "Björk^Guðmundsdóttir", "Ößür",
            "Ibáñez^Íñigo",
            "Noël^Zoë", "Müßig", "Gonçalves^Inês", "Ødegård^Øyvind", "François^Éloïse", "Núñez^Ángel", "Peña^Begoña",
            "Ågren",
            "Señor^Ñuño", "Grüße", "Ó Briain^Dáithí", "Schädel^CT nativ, Kontrastmittelgabe über Zugang",
            "Thorax in 2 Ebenen größer",
            "Rücken 90°", "ÓÐINN", "ÞÓR", "ÆGIR", "Füßen", "Süßmuth", "Hämäläinen", "Jääskeläinen", "Magalhães^Simões",
            "MARÍA^NÚÑEZ", "É", "é", "ü", "ö" })
    void leavesRealLatinAlone(String text) {
        assertThat(detect(LATIN_1, StandardCharsets.ISO_8859_1, text)).isInstanceOf(AsDeclared.class);
        assertThat(detect(SpecificCharacterSet.ASCII, StandardCharsets.ISO_8859_1, text))
                .as("no label: certainly not ASCII, but not Chinese either").isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 144, ISO-8859-5, Иванов^Иван Иванович", "ISO_IR 126, ISO-8859-7, Διονυσιος",
            "ISO_IR 101, ISO-8859-2, Dvořák^Łukasz",
            "ISO_IR 148, ISO-8859-9, Çağrı^İşık", "ISO_IR 138, ISO-8859-8, שרון^דבורה", "ISO_IR 166, TIS-620, สวัสดี",
            "ISO_IR 127, ISO-8859-6, قباني^لنزار", "ISO_IR 13, JIS_X0201, ﾔﾏﾀﾞ^ﾀﾛｳ", "ISO_IR 192, UTF-8, 王^小东",
            "GB18030, GB18030, 王^小东",
            "GBK, GBK, 李^誠", "GB18030, GB18030, 刘^𠀀" })
    void leavesRightLabelsAlone(String term, String charset, String text) {
        assertThat(detect(SpecificCharacterSet.of(term), Charset.forName(charset), text))
                .isInstanceOf(AsDeclared.class);
    }

    @Test
    void leavesCodeExtensionsAlone() {
        SpecificCharacterSet chinese = SpecificCharacterSet.of("", "ISO 2022 IR 58");
        Bytes name = chinese.encode("Wang^XiaoDong=王^小东", Vr.PN);

        assertThat(CharacterSetDetector.detect(chinese, List.of(name))).isInstanceOf(AsDeclared.class);
    }

    @ParameterizedTest
    @CsvSource({ "ISO_IR 192, GBK, GB18030", "GB18030, UTF-8, ISO_IR 192", "GBK, UTF-8, ISO_IR 192" })
    void tellsChineseEncodingsFromEachOther(String label, String real, String actual) {
        Mislabelled finding = mislabelled(
                detect(SpecificCharacterSet.of(label), Charset.forName(real), "王^小东", "胸部CT平扫"));

        assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.of(actual));
    }

    @Test
    void isSurerTheMoreItSees() {
        double one = mislabelled(detect(LATIN_1, GBK, "王")).confidence();
        double two = mislabelled(detect(LATIN_1, GBK, "王^东")).confidence();
        double three = mislabelled(detect(LATIN_1, GBK, "王^小东")).confidence();
        double many = mislabelled(detect(LATIN_1, GBK, "王^小东", "胸部CT平扫", "县人民医院")).confidence();

        assertThat(one).isLessThan(two).isLessThanOrEqualTo(0.75);
        assertThat(two).isLessThan(three).isLessThanOrEqualTo(0.875);
        assertThat(three).isLessThan(many).isLessThanOrEqualTo(0.94);
        assertThat(many).isEqualTo(0.99);
    }

    @Test
    void repeatingTheSameCharacterProvesNothingMore() {
        assertThat(mislabelled(detect(LATIN_1, GBK, "王", "王", "王", "王")).confidence())
                .isEqualTo(mislabelled(detect(LATIN_1, GBK, "王")).confidence());
    }

    @Test
    void plainTextBetweenIsNoEvidence() {
        assertThat(detect(LATIN_1, GBK, "CHEST", "", "王^小东", "CT")).isEqualTo(detect(LATIN_1, GBK, "王^小东"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Wang^XiaoDong", "CT CHEST 5.0 B31f" })
    void plainTextIsFineUnderAnyLabel(String text) {
        assertThat(detect(LATIN_1, GBK, text)).isEqualTo(new AsDeclared("no bytes beyond ASCII"));
        assertThat(detect(SpecificCharacterSet.ASCII, GBK, text)).isInstanceOf(AsDeclared.class);
    }

    @Test
    void nothingIsFine() {
        assertThat(CharacterSetDetector.detect(LATIN_1, List.of())).isInstanceOf(AsDeclared.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "80818283848586878889", "a1a2a3a4a5a6a7", "0080009000a0", "f8f8a0a0b1", "8000800080" })
    void binaryIsUnclear(String hex) {
        assertThat(CharacterSetDetector.detect(LATIN_1, List.of(Bytes.ofHex(hex)))).isInstanceOf(Unclear.class);
    }

    @Test
    void aCharacterCutInHalfSpoilsNothing() {
        byte[] whole = "双肺纹理增粗，未见实变。".getBytes(GBK);
        Bytes cut = Bytes.wrap(whole).slice(0, whole.length - 1);

        assertThat(mislabelled(CharacterSetDetector.detect(LATIN_1, List.of(cut))).actual())
                .isEqualTo(SpecificCharacterSet.GB18030);
    }

    @Test
    void oneForeignNameAmongManyDoesNotTurnTheVerdict() {
        List<Bytes> values = List.of(Bytes.wrap("Müller^Jörg".getBytes(StandardCharsets.ISO_8859_1)),
                Bytes.wrap("王^小东".getBytes(GBK)), Bytes.wrap("胸部CT平扫".getBytes(GBK)),
                Bytes.wrap("县人民医院".getBytes(GBK)));

        assertThat(mislabelled(CharacterSetDetector.detect(LATIN_1, values)).actual())
                .isEqualTo(SpecificCharacterSet.GB18030);
    }

    @Test
    void reasonsCountAndDoNotQuote() {
        String reason = detect(LATIN_1, GBK, "Wang=王^小东").reason();

        assertThat(reason).isEqualTo("6 bytes beyond ASCII are 3 Chinese characters (3 of them common), 0 letters and "
                + "0 others in GB18030, and 0 Chinese characters (0 of them common), 3 letters and 3 others in "
                + "ISO_IR 100");
        assertThat(reason).doesNotContain("王", "小", "Wang");
    }

    @Test
    void looksAtABoundedAmount() {
        Bytes huge = Bytes.wrap("王小东".repeat(1_000_000).getBytes(GBK));

        assertThat(CharacterSetDetector.detect(LATIN_1, Collections.nCopies(10_000, huge)).reason())
                .startsWith(256 + " bytes");
    }
}
