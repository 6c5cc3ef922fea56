package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormsTest {
    @Test
    void aChineseNameHasItsCharactersItsPinyinAndItsInitials() {
        assertThat(NameForms.of("王^小东")).containsExactly("王小东", "wangxiaodong", "wxd");
    }

    @Test
    void everyGroupCounts() {
        assertThat(NameForms.of("Wang^XiaoDong=王^小东=")).containsExactly("wangxiaodong", "王小东", "wxd");
        assertThat(NameForms.of("Yamada^Tarou=山田^太郎=やまだ^たろう")).contains("yamadatarou", "山田太郎", "やまたたろう");
    }

    @ParameterizedTest
    @CsvSource({ "单^田芳,shantianfang", "曾^国藩,zengguofan", "仇^英,qiuying", "解^缙,xiejin", "区^寄,ouji", "任^仲夷,renzhongyi",
            "查^良镛,zhaliangyong", "华^佗,huatuo" })
    void surnamesAreReadAsSurnames(String name, String pinyin) {
        assertThat(NameForms.of(name)).contains(pinyin);
    }

    @Test
    void lettersLoseCaseMarksAndWhatStandsBetween() {
        assertThat(NameForms.of("Müller-Lüdenscheidt^Hans Peter^^Dr.")).containsExactly(
                "mullerludenscheidthanspeterdr");
        assertThat(NameForms.of("^^^^")).isEmpty();
        assertThat(NameForms.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "王*,true", "王小东,true", "王^小*,true", "*东,true", "小*,false", "wang*,true", "WANG*,true",
            "wangxiaodong,true", "wang^xiao^dong,true", "wxd,true", "wx?,true", "w*,true", "xiaodong,false",
            "*xiao*,true",
            "李*,false", "'王(',false", "王.*,true" })
    void fitsPatternsInEveryForm(String pattern, boolean fits) {
        assertThat(NameForms.fits("王^小东", pattern)).isEqualTo(fits);
    }

    @Test
    void termsAreCharactersAndPairs() {
        assertThat(NameForms.terms(NameForms.of("刘^𠀀"))).contains("刘", "𠀀", "刘𠀀");
        assertThat(NameForms.termsOfPattern("王小*")).containsExactly("小", "王", "王小");
        assertThat(NameForms.termsOfPattern("*")).isEmpty();
    }

    @Property(tries = 300)
    void theTermsOfAPatternAreAmongThoseOfWhatFitsIt(@ForAll @StringLength(max = 12) String name,
            @ForAll @StringLength(max = 4) String pattern) {
        if (NameForms.fits(name, pattern)) {
            assertThat(NameForms.terms(NameForms.of(name))).containsAll(NameForms.termsOfPattern(pattern));
        }
    }

    @Property(tries = 300)
    void aNameFitsItself(@ForAll @StringLength(min = 1, max = 12) String name) {
        String plain = name.replace("*", "").replace("?", "").replace("=", "");
        if (!NameForms.of(plain).isEmpty()) {
            assertThat(NameForms.fits(plain, plain)).isTrue();
        }
    }
}
