package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({ "王小东, 王*东", "王东, 王*", "王, *", "王^小东, 王*东", "王^东, 王*", "欧阳^修, 欧阳*", "欧阳修, 欧阳*",
            "欧阳小东, 欧阳*东", "司马^相如, 司马*如", "欧阳, 欧*", "买买提·吐尔逊, 买*****逊", "Wang^XiaoDong=王^小东, 王*东",
            "=王^小东, 王*东", "Wang^XiaoDong, W*** X***", "Wang XiaoDong, W*** X***", "Li^Si^^Dr., L*** S*** D***",
            "'', ''", "'^^', ''", "=, ''", "𠮷野^太郎, 𠮷野*郎", "王 小 东, 王*东" })
    void keepsOfANameWhatTellsTwoApart(String name, String masked) {
        assertThat(Masking.name(name)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({ "11010519491231002X, 110105********002X", "13800138000, 138****8000",
            "6222021234567890, ************7890",
            "P1, **", "12345678, ********", "123456789, *****6789", "'', ''" })
    void keepsOfANumberItsEnds(String number, String masked) {
        assertThat(Masking.number(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({ "安徽省宿州市砀山县砀城镇人民路1号, 安徽省宿州市砀山县***", "北京市朝阳区建国路88号, 北京市朝阳区***",
            "内蒙古自治区锡林郭勒盟多伦县大街5号, 内蒙古自治区锡林郭勒盟多伦县***", "砀山县城关, 砀山县***", "江苏省昆山市玉山镇, 江苏省昆山市***",
            "12 High Street, ***", "'', ''" })
    void keepsOfAnAddressItsCounty(String address, String masked) {
        assertThat(Masking.address(address)).isEqualTo(masked);
    }

    @Test
    void tellsTheAgeForABirthDate() {
        LocalDate today = LocalDate.of(2026, 6, 30);
        assertThat(Masking.age("19800630", today)).hasValue(46);
        assertThat(Masking.age("19800701", today)).hasValue(45);
        assertThat(Masking.age("20240229", today)).hasValue(2);
        assertThat(Masking.age("20260701", today)).isEmpty();
        assertThat(Masking.age("1980", today)).isEmpty();
        assertThat(Masking.age("", today)).isEmpty();
    }

    @Provide
    Arbitrary<String> givenNames() {
        return Arbitraries.strings().withCharRange('一', '龥').ofMinLength(1).ofMaxLength(5);
    }

    /** Whoever has the masked name knows the family name and the last of several characters, and no more. */
    @Property
    void hidesTheGivenNameHoweverItIsWritten(@ForAll("givenNames") String given) {
        String masked = given.length() == 1 ? "赵*"
                : "赵" + "*".repeat(given.length() - 1) + given.charAt(given.length() - 1);
        assertThat(Masking.name("赵^" + given)).isEqualTo(masked);
        assertThat(Masking.name("赵" + given)).isEqualTo(masked);
        assertThat(Masking.name("Zhao^X=赵^" + given)).isEqualTo(masked);
    }

    @Property
    void neverTellsAWholeNameAndNeverFails(@ForAll String name) {
        String masked = Masking.name(name);
        assertThat(masked).matches("(?s).*\\*.*|");
        assertThat(masked.codePoints().filter(c -> Character.isIdeographic(c)).count()).isLessThanOrEqualTo(3);
        Masking.address(name);
    }

    @Property
    void hidesMostOfANumberAndKeepsItsLength(@ForAll String number) {
        String masked = Masking.number(number);
        assertThat(masked).hasSameSizeAs(number);
        if (number.length() > 1) {
            assertThat(masked.chars().filter(c -> c == '*').count()).isGreaterThanOrEqualTo(number.length() / 3);
        }
    }
}
