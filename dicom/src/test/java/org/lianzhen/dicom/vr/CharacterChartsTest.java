package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code charts of the single-byte sets, written out: rows A to F, U+FFFD where a chart is blank. */
class CharacterChartsTest {

    private static final int ROW = 16;

    /** A chart from code A0 on. */
    record Chart(String term, String name, List<String> rows) {

        Chart(String term, String name, String... rows) {
            this(term, name, List.of(rows));
        }

        String characters() {
            return String.join("", rows);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Chart> charts() {
        return List.of(latin1(), latin2(), latin3(), latin4(), cyrillic(), arabic(), greek(), hebrew(), latin5(),
                latin9(), thai(), japaneseKatakana());
    }

    private static Chart latin1() {
        return new Chart("ISO_IR 100", "Latin alphabet No. 1",
                "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯",
                "°±²³´µ¶·¸¹º»¼½¾¿",
                "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ",
                "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
                "àáâãäåæçèéêëìíîï",
                "ðñòóôõö÷øùúûüýþÿ");
    }

    private static Chart latin2() {
        return new Chart("ISO_IR 101", "Latin alphabet No. 2",
                "\u00A0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00ADŽŻ",
                "°ą˛ł´ľśˇ¸šşťź˝žż",
                "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ",
                "ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß",
                "ŕáâăäĺćçčéęëěíîď",
                "đńňóôőö÷řůúűüýţ˙");
    }

    private static Chart latin3() {
        return new Chart("ISO_IR 109", "Latin alphabet No. 3",
                "\u00A0Ħ˘£¤\uFFFDĤ§¨İŞĞĴ\u00AD\uFFFDŻ",
                "°ħ²³´µĥ·¸ışğĵ½\uFFFDż",
                "ÀÁÂ\uFFFDÄĊĈÇÈÉÊËÌÍÎÏ",
                "\uFFFDÑÒÓÔĠÖ×ĜÙÚÛÜŬŜß",
                "àáâ\uFFFDäċĉçèéêëìíîï",
                "\uFFFDñòóôġö÷ĝùúûüŭŝ˙");
    }

    private static Chart latin4() {
        return new Chart("ISO_IR 110", "Latin alphabet No. 4",
                "\u00A0ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u00ADŽ¯",
                "°ą˛ŗ´ĩļˇ¸šēģŧŊžŋ",
                "ĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪ",
                "ĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪß",
                "āáâãäåæįčéęëėíîī",
                "đņōķôõö÷øųúûüũū˙");
    }

    private static Chart cyrillic() {
        return new Chart("ISO_IR 144", "Cyrillic",
                "\u00A0ЁЂЃЄЅІЇЈЉЊЋЌ\u00ADЎЏ",
                "АБВГДЕЖЗИЙКЛМНОП",
                "РСТУФХЦЧШЩЪЫЬЭЮЯ",
                "абвгдежзийклмноп",
                "рстуфхцчшщъыьэюя",
                "№ёђѓєѕіїјљњћќ§ўџ");
    }

    private static Chart arabic() {
        return new Chart("ISO_IR 127", "Arabic",
                "\u00A0\uFFFD\uFFFD\uFFFD¤\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD،\u00AD\uFFFD\uFFFD",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\u061B\uFFFD\uFFFD\uFFFD\u061F",
                "\uFFFD\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062A\u062B\u062C\u062D\u062E\u062F",
                "\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063A\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
                "\u0640\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u0649\u064A\u064B\u064C\u064D\u064E\u064F",
                "\u0650\u0651\u0652\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    }

    private static Chart greek() {
        return new Chart("ISO_IR 126", "Greek",
                "\u00A0‘’£€₯¦§¨©ͺ«¬\u00AD\uFFFD―",
                "°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏ",
                "ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ",
                "ΠΡ\uFFFDΣΤΥΦΧΨΩΪΫάέήί",
                "ΰαβγδεζηθικλμνξο",
                "πρςστυφχψωϊϋόύώ\uFFFD");
    }

    private static Chart hebrew() {
        return new Chart("ISO_IR 138", "Hebrew",
                "\u00A0\uFFFD¢£¤¥¦§¨©×«¬\u00AD®¯",
                "°±²³´µ¶·¸¹÷»¼½¾\uFFFD",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD‗",
                "\u05D0\u05D1\u05D2\u05D3\u05D4\u05D5\u05D6\u05D7\u05D8\u05D9\u05DA\u05DB\u05DC\u05DD\u05DE\u05DF",
                "\u05E0\u05E1\u05E2\u05E3\u05E4\u05E5\u05E6\u05E7\u05E8\u05E9\u05EA\uFFFD\uFFFD\u200E\u200F\uFFFD");
    }

    private static Chart latin5() {
        return new Chart("ISO_IR 148", "Latin alphabet No. 5",
                "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯",
                "°±²³´µ¶·¸¹º»¼½¾¿",
                "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ",
                "ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß",
                "àáâãäåæçèéêëìíîï",
                "ğñòóôõö÷øùúûüışÿ");
    }

    private static Chart latin9() {
        return new Chart("ISO_IR 203", "Latin alphabet No. 9",
                "\u00A0¡¢£€¥Š§š©ª«¬\u00AD®¯",
                "°±²³Žµ¶·ž¹º»ŒœŸ¿",
                "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ",
                "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
                "àáâãäåæçèéêëìíîï",
                "ðñòóôõö÷øùúûüýþÿ");
    }

    private static Chart thai() {
        return new Chart("ISO_IR 166", "Thai",
                "\u00A0กขฃคฅฆงจฉชซฌญฎฏ",
                "ฐฑฒณดตถทธนบปผฝพฟ",
                "ภมยรฤลฦวศษสหฬอฮฯ",
                "ะ\u0E31าำ\u0E34\u0E35\u0E36\u0E37\u0E38\u0E39\u0E3A\uFFFD\uFFFD\uFFFD\uFFFD฿",
                "เแโใไๅๆ\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E4D\u0E4E๏",
                "๐๑๒๓๔๕๖๗๘๙๚๛\uFFFD\uFFFD\uFFFD\uFFFD");
    }

    private static Chart japaneseKatakana() {
        return new Chart("ISO_IR 13", "Japanese katakana",
                "\uFFFD｡｢｣､･ｦｧｨｩｪｫｬｭｮｯ",
                "ｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ",
                "ﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏ",
                "ﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void readsEveryCodeOfTheChart(Chart chart) {
        assertThat(chart.characters()).hasSize(6 * ROW);
        for (int i = 0; i < chart.characters().length(); i++) {
            char expected = chart.characters().charAt(i);
            DecodedText decoded = SpecificCharacterSet.of(chart.term()).decodeChecked(Bytes.of((byte) (0xA0 + i)),
                    Vr.LT);

            assertThat(decoded.text()).as("%s code %02X", chart, 0xA0 + i).isEqualTo(String.valueOf(expected));
            assertThat(decoded.lossy()).isEqualTo(expected == '\uFFFD');
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void writesEveryCharacterOfTheChart(Chart chart) {
        for (int i = 0; i < chart.characters().length(); i++) {
            String character = chart.characters().substring(i, i + 1);
            if (!character.equals("\uFFFD")) {
                assertThat(SpecificCharacterSet.of(chart.term()).encode(character, Vr.LT))
                        .isEqualTo(Bytes.of((byte) (0xA0 + i)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void readsTheSameBehindItsEscapeSequence(Chart chart) {
        String extension = chart.term().replace("ISO_IR", "ISO 2022 IR");
        SpecificCharacterSet extended = SpecificCharacterSet.of("", extension);
        for (int i = 0; i < chart.characters().length(); i++) {
            String character = chart.characters().substring(i, i + 1);
            if (!character.equals("\uFFFD")) {
                Bytes bytes = extended.encode(character, Vr.LT);

                assertThat(bytes.get(0)).isEqualTo((byte) 0x1B);
                assertThat(extended.decodeChecked(bytes, Vr.LT)).isEqualTo(new DecodedText(character, false, false));
            }
        }
    }
}
