package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passwords, names and sets of roles must be like. */
class RulesTest {
    @ParameterizedTest
    @ValueSource(strings = { "", "short", "123456789", "1234567890", "Password123", "aaaaaaaaaaaa", "ababababab",
            "my-doctor-42-password" })
    void refusesPasswordsThatAreTriedFirst(String password) {
        assertThat(PasswordRules.problem("doctor-42", password)).isPresent();
    }

    @Test
    void refusesPasswordsWithoutEnd() {
        assertThat(PasswordRules.problem("zz-9", "abcdefgh".repeat(16))).isEmpty();
        assertThat(PasswordRules.problem("zz-9", "abcdefgh".repeat(16) + "x")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "correct horse battery", "三甲医院-影像-科室-2026", "x8#kQ2!pLz" })
    void takesLongOnes(String password) {
        assertThat(PasswordRules.problem("doctor-42", password)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "ts1-doctor, true", "a, true", "0.x_y, true", "'', false", "Doctor, false", "-x, false",
            "李医生, false", "a b, false", "a/b, false" })
    void knowsNames(String name, boolean is) {
        assertThat(Account.isName(name)).isEqualTo(is);
        assertThat(Account.isName(name + "x".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "'', false", "RADIOLOGIST, true", "RADIOLOGIST CENTRE_DIRECTOR SENIOR_RADIOLOGIST, true",
            "SECURITY_ADMIN SYS_ADMIN, false", "SECURITY_ADMIN AUDIT_ADMIN, false", "SYS_ADMIN AUDIT_ADMIN, false",
            "AUDITOR SECURITY_ADMIN, false", "AUDITOR SYS_ADMIN, false", "AUDITOR AUDIT_ADMIN, true",
            "AUDITOR OFFICE, true", "HIS, false" })
    void keepsTheThreeAdministratorsApart(String names, boolean allowed) {
        Set<Role> roles = Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        assertThat(RoleRules.problem(Account.Kind.PERSON, roles).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void tokensAreLongAndTheirHashesTellNothing() {
        String token = Tokens.next();
        assertThat(token).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(Tokens.next()).matches("[A-Za-z0-9_-]+");
        assertThat(Tokens.hash(token)).matches("[0-9a-f]{64}").isEqualTo(Tokens.hash(token));
        assertThat(Tokens.csrf(token)).isNotEqualTo(token).isEqualTo(Tokens.csrf(token))
                .isNotEqualTo(Tokens.csrf(Tokens.next()));
        assertThat(Arrays.asList("", "x".repeat(101))).noneMatch(Tokens::isPlausible);
    }
}
