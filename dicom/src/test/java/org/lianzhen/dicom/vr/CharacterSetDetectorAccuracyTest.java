package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.vr.CharacterSetFinding.Mislabelled;

/** One short name is all there often is: how many are judged rightly. */
class CharacterSetDetectorAccuracyTest {

    private static final String FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐柏窦章云葛奚郎鲁韦昌苗凤花俞酆鲍费廉岑滕殷毕邬安乐时皮卞齐";
    private static final String GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国文玉兰红梅海燕小志永春晓宇欣浩然子轩梓涵雨桐佳怡诗琪鑫淼焱垚喆珺玥瑾琰晟昊炜熠";
    private static final int NAMES = 2000;

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");

    /** Seeded, so that a failure repeats. */
    private static List<String> names(String separator, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, NAMES).mapToObj(i -> any(FAMILY, random) + separator + any(GIVEN, random)
                + (random.nextBoolean() ? any(GIVEN, random) : "")).toList();
    }

    private static String any(String characters, Random random) {
        int index = random.nextInt(characters.length());
        return characters.substring(index, index + 1);
    }

    @ParameterizedTest
    @CsvSource({ "GBK, GB18030, ^", "GBK, GB18030, ''", "UTF-8, ISO_IR 192, ^", "UTF-8, ISO_IR 192, ''" })
    void findsNinetyNineOfAHundredNames(String real, String term, String separator) {
        int right = 0;
        int wrong = 0;
        for (String name : names(separator, 20260101)) {
            Bytes value = Bytes.wrap(name.getBytes(Charset.forName(real)));
            if (CharacterSetDetector.detect(LATIN_1, List.of(value)) instanceof Mislabelled finding) {
                boolean expected = finding.actual().equals(SpecificCharacterSet.of(term));
                right += expected ? 1 : 0;
                wrong += expected ? 0 : 1;
            }
        }
        assertThat(right).isGreaterThan(NAMES * 99 / 100);
        assertThat(wrong).isLessThan(NAMES / 200);
    }

    @Test
    void isAlwaysRightAboutThreeNames() {
        List<String> names = names("^", 7);
        for (int i = 0; i + 3 <= NAMES; i += 3) {
            List<Bytes> values = names.subList(i, i + 3).stream()
                    .map(name -> Bytes.wrap(name.getBytes(Charset.forName("GBK")))).toList();

            assertThat(CharacterSetDetector.detect(LATIN_1, values)).isInstanceOfSatisfying(Mislabelled.class,
                    finding -> assertThat(finding.actual()).isEqualTo(SpecificCharacterSet.GB18030));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Müller Schröder Jäger Krüger Böhm Grün Groß Weiß Strauß Jürgen Günther Sören Björn Käthe Änne Öztürk",
            "Åse Åke Sjöström Ångström Östergård Fälldin Nyström Malmö Hägglöf Mäkinen Yrjö Väinö Päivi Kärkkäinen Lähteenmäki",
            "Gísli Guðrún Þorvaldur Ásgeirsson Sigurður Ólafur Æsir Ægir Eyþór Hafþór Júlíus Ísold Ýr Áslaug Óðinn Þórður Þöll",
            "Éamon Seán Ó'Súilleabháin Caoimhín Máiréad José María Álvarez Núñez Muñoz Peñalver Güell Íñiguez Óscar Úrsula",
            "João Conceição Gonçalves Magalhães Simões Falcão Leitão Guimarães Antônio Luís Mônica Cássia Estêvão Camões",
            "Étienne Hélène François Gérard Anaïs Noël Citroën Léa Zoé Joël Mélanie Élodie Thérèse Lefèvre Châtelet Benoît Moïse",
            "Niccolò Forlì Cantù Güssing Gießen Süß Heß Rößler Schäuble Büßer Größe Ärzte Jõgi Tõnu Ülo Õnnepalu",
            "MÜLLER GRÖSSE ÄRZTE ÖSTERREICH JOSÉ NUÑEZ CONCEIÇÃO SIMÕES FRANÇOIS HÉLÈNE NOËL ÍÑIGO ÞÓRÐUR MÄKINEN ÅSTRÖM" })
    void neverSuspectsEuropeans(String names) {
        for (String name : names.split(" ", -1)) {
            for (String text : new String[]{ name, "Schmidt^" + name, name + "^Anna" }) {
                Bytes value = Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));

                assertThat(CharacterSetDetector.detect(LATIN_1, List.of(value))).as(text)
                        .isInstanceOf(CharacterSetFinding.AsDeclared.class);
                assertThat(CharacterSetDetector.detect(SpecificCharacterSet.ASCII, List.of(value))).as(text)
                        .isInstanceOf(CharacterSetFinding.Unclear.class);
            }
        }
    }
}
