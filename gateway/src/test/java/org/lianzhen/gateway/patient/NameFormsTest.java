package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
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
            "查^良镛,zhaliangyong", "华^佗,huatuo", "尉迟^恭,yuchigong", "万俟^卨,moqixie", "令狐^冲,linghuchong",
            "单于^丹,chanyudan", "朴^树,piaoshu", "缪^昌期,miaochangqi", "覃^文静,qinwenjing", "薄^一波,boyibo", "盖^叫天,gejiaotian",
            "员^半千,yunbanqian", "种^师道,chongshidao", "长孙^无忌,zhangsunwuji", "欧阳^修,ouyangxiu" })
    void surnamesAreReadAsSurnames(String name, String pinyin) {
        assertThat(NameForms.of(name)).contains(pinyin);
    }

    @ParameterizedTest
    @CsvSource({ "单^田芳,dantianfang", "解^缙,jiejin", "覃^文静,tanwenjing", "乐^毅,leyi", "乐^毅,yueyi" })
    void surnamesAreFoundAsKeyboardsOfferThemToo(String name, String pinyin) {
        assertThat(NameForms.of(name)).contains(pinyin);
    }

    @ParameterizedTest
    @CsvSource({ "王^单,wangdan,wangshan", "李^解,lijie,lixie" })
    void aGivenNameIsNotReadAsASurname(String name, String pinyin, String asSurname) {
        assertThat(NameForms.of(name)).contains(pinyin).doesNotContain(asSurname);
    }

    @ParameterizedTest
    @CsvSource({ "吕^布,lvbu", "吕^布,lubu", "吕^布,lb", "王^女士,wangnvshi" })
    void whoTypesVMeansU(String name, String typed) {
        assertThat(NameForms.of(name)).contains(typed);
    }

    @ParameterizedTest
    @CsvSource({ "尉迟^恭,ycg", "万俟^卨,mqx", "单^田芳,stf", "曾^国藩,zgf", "区^寄,oj", "朴^树,ps" })
    void initialsFollowTheReading(String name, String initials) {
        assertThat(NameForms.of(name)).contains(initials);
    }

    @ParameterizedTest
    @CsvSource({ "Wang^小东,wangxiaodong", "王小东2,wangxiaodong2", "王小东(男),wangxiaodong(nan)", "买买提·明,maimaitiming" })
    void charactersAmongOthersAreReadToo(String name, String pinyin) {
        assertThat(NameForms.of(name)).contains(pinyin);
    }

    @Test
    void rareCharactersCountAsOne() {
        assertThat(NameForms.of("刘^𠀀")).contains("刘𠀀", "lh");
        assertThat(fits("刘^𠀀", "刘?")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "王^小东,王小东,true", "Wang^XiaoDong=王^小东=,王^小东,true", "王^小东,WANG^XIAODONG,true", "王^小东,王^晓东,false",
            "Wang^XiaoDong=王^小东,Wang^XiaoDong=王^晓东,false", "王^小东,wxd,false", "单^田芳,Shan^Tianfang,true",
            "Li^Ming,Li^Ming,true", "Li^Ming,Li^Ning,false" })
    void agreeWhenTheyMayBeOnePersons(String one, String other, boolean agree) {
        assertThat(NameForms.agree(one, other)).isEqualTo(agree);
        assertThat(NameForms.agree(other, one)).isEqualTo(agree);
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
            "*xiao*,true", "王＊东,false", "王？东,false",
            "李*,false", "'王(',false", "王.*,true" })
    void fitsPatternsInEveryForm(String pattern, boolean fits) {
        assertThat(fits("王^小东", pattern)).isEqualTo(fits);
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
        if (fits(name, pattern)) {
            assertThat(NameForms.terms(NameForms.of(name))).containsAll(NameForms.termsOfPattern(pattern));
        }
    }

    /** A letter whose small form decomposes into another one than the small form of its decomposition. */
    @Test
    void aNameOfOddLettersFitsItself() {
        assertThat(fits("\u03F9", "\u03F9")).isTrue();
    }

    @Property(tries = 300)
    void aNameFitsItself(@ForAll @StringLength(min = 1, max = 12) String name) {
        String plain = name.replace("*", "").replace("?", "").replace("=", "");
        if (!NameForms.of(plain).isEmpty()) {
            assertThat(fits(plain, plain)).isTrue();
        }
    }

    private static boolean fits(String name, String pattern) {
        Pattern regex = Pattern.compile(NameForms.regex(pattern));
        return NameForms.of(name).stream().anyMatch(form -> regex.matcher(form).matches());
    }
}
