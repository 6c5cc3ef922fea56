package org.lianzhen.dicom.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLikelihoodTest {

    private static final Charset GBK = Charset.forName("GBK");

    @ParameterizedTest
    @CsvSource({
            "王^小东, 齄^龠龥, common characters are likelier than rare ones",
            "王芳, 芳王, family names come first",
            "Müller, Mü¤¦er, letters are likelier than symbols",
            "Jörg, ÖÖÖÖ, accented letters stand among others",
            "Иван, ИωשЖ, words have one script",
            "胸部CT, 胸b部t, small letters seldom touch Chinese characters",
            "ção, éùî, some accents follow others",
            "李明, 李\uE000, private use means nothing" })
    void prefersWhatPeopleWrite(String likely, String unlikely, String reason) {
        assertThat(TextLikelihood.log(likely)).as(reason).isGreaterThan(TextLikelihood.log(unlikely));
    }

    @ParameterizedTest
    @CsvSource({ "王", "张三", "李^誠", "胸部CT平扫", "双肺纹理增粗，未见实变。" })
    void prefersChineseToItsMojibake(String text) {
        byte[] gbk = text.getBytes(GBK);
        byte[] unicode = text.getBytes(StandardCharsets.UTF_8);

        assertThat(TextLikelihood.log(text))
                .isGreaterThan(TextLikelihood.log(new String(gbk, StandardCharsets.ISO_8859_1)))
                .isGreaterThan(TextLikelihood.log(new String(unicode, StandardCharsets.ISO_8859_1)))
                .isGreaterThan(TextLikelihood.log(new String(unicode, GBK)));
    }

    @Test
    void nothingIsCertain() {
        assertThat(TextLikelihood.log("")).isZero();
        assertThat(TextLikelihood.log("a")).isNegative().isFinite();
        assertThat(TextLikelihood.log("\uFFFD\uFFFD")).isNegative().isFinite();
    }

    @ParameterizedTest
    @CsvSource({ "啊, true, false", "王, true, false", "座, true, false", "亍, false, false", "淼, false, false",
            "誠, false, true", "喆, false, true", "𠀀, false, true", "A, false, true" })
    void knowsTheRowsOfGb2312(String character, boolean common, boolean rare) {
        int c = character.codePointAt(0);

        assertThat(TextLikelihood.isCommonHanzi(c)).isEqualTo(common);
        assertThat(TextLikelihood.isRareHanzi(c)).isEqualTo(rare);
    }
}
