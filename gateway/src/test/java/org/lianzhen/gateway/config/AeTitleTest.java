package org.lianzhen.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AeTitleTest {

    @ParameterizedTest
    @ValueSource(strings = { "A", "LIANZHEN", "TS1 PACS", "ct-1_x.y@z", "SIXTEEN_LETTERS_" })
    void printableAsciiUpToSixteenIsValid(String title) {
        assertThat(AeTitle.isValid(title)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "                ", "SEVENTEEN_LETTERS", "A\\B", "A\tB", "A\u007F", "联诊", "É" })
    void anythingElseIsNot(String title) {
        assertThat(AeTitle.isValid(title)).isFalse();
    }
}
