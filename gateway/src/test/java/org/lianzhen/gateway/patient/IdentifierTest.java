package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.patient.Identifier.Kind;

class IdentifierTest {
    private static final String CARD = "11010519491231002X";

    @Test
    void anIdentityCardIsAlwaysOne() {
        assertThat(Identifier.of(Kind.ID_CARD, "CN", "11010519491231002x"))
                .contains(new Identifier(Kind.ID_CARD, "", CARD));
        assertThat(Identifier.of(Kind.ID_CARD, "CN", "123")).contains(new Identifier(Kind.OTHER, "CN", "123"));
        assertThat(Identifier.idCard("341322198702291237")).isEmpty();
        assertThatThrownBy(() -> new Identifier(Kind.ID_CARD, "", "11010519491231002x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatNobodyWouldGiveIsNone() {
        assertThat(Identifier.of(Kind.INSURANCE, "x", "  ")).isEmpty();
        assertThat(Identifier.of(Kind.INSURANCE, "x", "1".repeat(65))).isEmpty();
        assertThat(Identifier.of(Kind.INSURANCE, "x".repeat(65), "1")).isEmpty();
        assertThat(Identifier.of(Kind.INSURANCE, "x", "1\n2")).isEmpty();
        assertThatThrownBy(() -> new Identifier(Kind.OTHER, "", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void issuersThatDifferMakeNumbersDiffer() {
        Identifier one = new Identifier(Kind.HEALTH_CARD, "3413", "77");
        assertThat(one.isSame(new Identifier(Kind.HEALTH_CARD, "3413", "77"))).isTrue();
        assertThat(one.isSame(new Identifier(Kind.HEALTH_CARD, "", "77"))).isTrue();
        assertThat(one.isSame(new Identifier(Kind.HEALTH_CARD, "3201", "77"))).isFalse();
        assertThat(one.isSame(new Identifier(Kind.INSURANCE, "3413", "77"))).isFalse();
        assertThat(one.isSame(new Identifier(Kind.HEALTH_CARD, "3413", "78"))).isFalse();
    }

    @Test
    void saysNothingInLogs() {
        assertThat(new Identifier(Kind.ID_CARD, "", CARD)).hasToString("ID_CARD 110105********002X");
    }
}
