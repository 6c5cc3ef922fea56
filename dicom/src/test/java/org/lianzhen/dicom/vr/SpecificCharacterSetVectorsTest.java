package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of PS3.5 annexes H to K and others whose bytes are known, read and written. */
class SpecificCharacterSetVectorsTest {

    /**
     * @param terms values of (0008,0005), separated by backslashes
     * @param hex what the text is written as
     */
    record Vector(String name, String terms, Vr vr, String text, String hex) {

        SpecificCharacterSet set() {
            return SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() {
        return Stream.of(japaneseAndKorean(), unicodeAndGb18030(), chinese(), singleByte(), codeExtensions())
                .flatMap(List::stream).toList();
    }

    private static List<Vector> japaneseAndKorean() {
        return List.of(
                new Vector("H.3-1 Japanese, first value empty", "\\ISO 2022 IR 87", Vr.PN, "Yamada^Tarou=山田^太郎=やまだ^たろう",
                        "59616d6164615e5461726f753d 1b2442 3b334544 1b2842 5e 1b2442 42404f3a 1b2842 3d"
                                + "1b2442 2464245e2440 1b2842 5e 1b2442 243f246d2426 1b2842"),
                new Vector("H.3-2 Japanese, first value IR 13", "ISO 2022 IR 13\\ISO 2022 IR 87", Vr.PN,
                        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
                        "d4cfc0de5ec0dbb33d 1b2442 3b334544 1b284a 5e 1b2442 42404f3a 1b284a 3d"
                                + "1b2442 2464245e2440 1b284a 5e 1b2442 243f246d2426 1b284a"),
                new Vector("I.2-1 Korean name", "\\ISO 2022 IR 149", Vr.PN, "Hong^Gildong=洪^吉洞=홍^길동",
                        "486f6e675e47696c646f6e673d 1b242943 fbf3 5e 1b242943 d1ced4d7 3d"
                                + "1b242943 c8ab 5e 1b242943 b1e6b5bf"));
    }

    private static List<Vector> unicodeAndGb18030() {
        return List.of(
                new Vector("J.1-1 Chinese name in UTF-8", "ISO_IR 192", Vr.PN, "Wang^XiaoDong=王^小東=",
                        "57616e675e5869616f446f6e673d e78e8b 5e e5b08fe69db1 3d"),
                new Vector("J.2-1 Chinese text in UTF-8", "ISO_IR 192", Vr.LT,
                        "The first line includes中文.\r\nThe second line includes中文, too.\r\nThe third line.\r\n",
                        "546865206669727374206c696e6520696e636c75646573e4b8ade696872e0d0a"
                                + "546865207365636f6e64206c696e6520696e636c75646573e4b8ade696872c20746f6f2e0d0a"
                                + "546865207468697264206c696e652e0d0a"),
                new Vector("J.3-1 Chinese name in GB18030", "GB18030", Vr.PN, "Wang^XiaoDong=王^小东=",
                        "57616e675e5869616f446f6e673d cdf5 5e d0a1b6ab 3d"),
                new Vector("J.4-1 Chinese text in GB18030", "GB18030", Vr.LT,
                        "The first line includes中文.\r\nThe second line includes中文, too.\r\nThe third line.\r\n",
                        "546865206669727374206c696e6520696e636c75646573d6d0cec42e0d0a"
                                + "546865207365636f6e64206c696e6520696e636c75646573d6d0cec42c20746f6f2e0d0a"
                                + "546865207468697264206c696e652e0d0a"),
                new Vector("J.3-1 in GBK", "GBK", Vr.PN, "Wang^XiaoDong=王^小东=",
                        "57616e675e5869616f446f6e673d cdf5 5e d0a1b6ab 3d"));
    }

    private static List<Vector> chinese() {
        return List.of(
                new Vector("K.2-1 Chinese name with code extensions", "\\ISO 2022 IR 58", Vr.PN,
                        "Zhang^XiaoDong=张^小东=",
                        "5a68616e675e5869616f446f6e673d 1b242941 d5c5 5e 1b242941 d0a1b6ab 3d"),
                new Vector("K.3-1 Chinese text with code extensions", "\\ISO 2022 IR 58", Vr.LT,
                        "1.第一行文字。\r\n2.第二行文字。\r\n3.第三行文字。\r\n",
                        "312e 1b242941 b5dad2bbd0d0cec4d7d6a1a3 0d0a 322e 1b242941 b5dab6fed0d0cec4d7d6a1a3 0d0a"
                                + "332e 1b242941 b5dac8fdd0d0cec4d7d6a1a3 0d0a"),
                new Vector("trail byte is a backslash, GBK", "GBK", Vr.PN, "李^誠", "c0ee5ed55c"),
                new Vector("trail byte is a backslash, GB18030", "GB18030", Vr.PN, "李^誠", "c0ee5ed55c"),
                new Vector("plain name in GBK", "GBK", Vr.PN, "王^小东", "cdf55ed0a1b6ab"),
                new Vector("four bytes", "GB18030", Vr.PN, "刘^𠀀", "c1f55e95328236"),
                new Vector("Chinese, escape repeats", "\\ISO 2022 IR 58", Vr.PN, "Wang^XiaoDong=王^小东=",
                        "57616e675e5869616f446f6e673d 1b242941 cdf5 5e 1b242941 d0a1b6ab 3d"));
    }

    private static List<Vector> singleByte() {
        return List.of(
                new Vector("Latin 1, French", "ISO_IR 100", Vr.PN, "Buc^Jérôme", "4275635e4ae972f46d65"),
                new Vector("Latin 1, German", "ISO_IR 100", Vr.PN, "Äneas^Rüdiger", "c46e6561735e52fc6469676572"),
                new Vector("Arabic", "ISO_IR 127", Vr.PN, "قباني^لنزار", "e2c8c7e6ea5ee4e6d2c7d1"),
                new Vector("Greek", "ISO_IR 126", Vr.PN, "Διονυσιος", "c4e9efedf5f3e9eff2"),
                new Vector("Hebrew", "ISO_IR 138", Vr.PN, "שרון^דבורה", "f9f8e5ef5ee3e1e5f8e4"),
                new Vector("Cyrillic", "ISO_IR 144", Vr.PN, "Люкceмбypг", "bbeeda6365dcd17970d3"),
                new Vector("Latin 2", "ISO_IR 101", Vr.LO, "Dvořák Łódź", "44766ff8e16b20a3f364bc"),
                new Vector("Latin 3", "ISO_IR 109", Vr.LO, "Ħamrun Ġorġ", "a1616d72756e20d56f72f5"),
                new Vector("Latin 4", "ISO_IR 110", Vr.LO, "Šķūnis", "a9f3fe6e6973"),
                new Vector("Latin 5", "ISO_IR 148", Vr.LO, "Çağrı İş", "c761f072fd20ddfe"),
                new Vector("Latin 9", "ISO_IR 203", Vr.LO, "Œuvre 5 €", "bc75767265203520a4"),
                new Vector("Thai", "ISO_IR 166", Vr.LO, "สวัสดี", "cac7d1cab4d5"),
                new Vector("katakana", "ISO_IR 13", Vr.PN, "ﾔﾏﾀﾞ^ﾀﾛｳ", "d4cfc0de5ec0dbb3"));
    }

    private static List<Vector> codeExtensions() {
        return List.of(
                new Vector("supplementary kanji", "\\ISO 2022 IR 87\\ISO 2022 IR 159", Vr.LO, "丂山A",
                        "1b242844 3021 1b2442 3b33 1b2842 41"),
                new Vector("Latin 1 beside Cyrillic", "ISO 2022 IR 100\\ISO 2022 IR 144", Vr.PN, "Müller^Иван",
                        "4dfc6c6c65725e 1b2d4c b8d2d0dd 1b2d41"),
                new Vector("Latin 1 beside Latin 9", "ISO 2022 IR 100\\ISO 2022 IR 203", Vr.LO, "é€\\é",
                        "e9 1b2d62 a4 1b2d41 5c e9"),
                new Vector("Latin 1 beside kanji", "ISO 2022 IR 100\\ISO 2022 IR 87", Vr.PN, "Müller=山田",
                        "4dfc6c6c65723d 1b2442 3b334544 1b2842"),
                new Vector("kanji with a tab", "\\ISO 2022 IR 87", Vr.LT, "山\t田",
                        "1b2442 3b33 1b2842 09 1b2442 4544 1b2842"),
                new Vector("kanji of several values", "\\ISO 2022 IR 87", Vr.LO, "山\\田",
                        "1b2442 3b33 1b2842 5c 1b2442 4544 1b2842"),
                new Vector("katakana beside ASCII", "\\ISO 2022 IR 13", Vr.LO, "A~ﾔ", "417e 1b2949 d4"),
                new Vector("default repertoire", "", Vr.LO, "plain\\text ~", "706c61696e5c74657874207e"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void reads(Vector vector) {
        DecodedText decoded = vector.set().decodeChecked(Bytes.ofHex(vector.hex()), vector.vr());

        assertThat(decoded).isEqualTo(new DecodedText(vector.text(), false, false));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void writes(Vector vector) {
        Bytes encoded = vector.set().encode(vector.text(), vector.vr());

        assertThat(encoded).isEqualTo(Bytes.ofHex(vector.hex()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void turnsIntoUnicodeAndBack(Vector vector) {
        Bytes original = Bytes.ofHex(vector.hex());
        Bytes unicode = vector.set().transcode(original, vector.vr(), SpecificCharacterSet.UTF_8);

        assertThat(SpecificCharacterSet.UTF_8.decode(unicode, vector.vr())).isEqualTo(vector.text());
        assertThat(SpecificCharacterSet.UTF_8.transcode(unicode, vector.vr(), vector.set())).isEqualTo(original);
    }
}
