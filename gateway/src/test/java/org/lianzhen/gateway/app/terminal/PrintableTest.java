package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(Printable.of("Wang^XiaoDong=王^小東 𠀀 e\u0301")).isEqualTo("Wang^XiaoDong=王^小東 𠀀 e\u0301");
    }

    @Test
    void whatCouldChangeTheTerminalIsShown() {
        assertThat(Printable.of("a\u001B[31mb")).isEqualTo("a\\u001B[31mb");
        assertThat(Printable.of("a\r\nb\tc\0\u009B")).isEqualTo("a\\r\\nb\\tc\\u0000\\u009B");
        assertThat(Printable.of("gnp.\u202Egp\u2066")).isEqualTo("gnp.\\u202Egp\\u2066");
        assertThat(Printable.of("\uD840")).isEqualTo("\\uD840");
        assertThat(Printable.of("a\u2028b")).isEqualTo("a\\u2028b");
    }

    @Property
    void nothingPrintableHasControlCharacters(@ForAll String text) {
        assertThat(Printable.of(text).codePoints()).noneMatch(Character::isISOControl);
    }
}
