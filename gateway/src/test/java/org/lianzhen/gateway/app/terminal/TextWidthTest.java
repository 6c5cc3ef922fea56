package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
    @ParameterizedTest
    @CsvSource({ "'',0", "abc,3", "王小东,6", "王^小东,7", "ｱ,1", "Ａ,2", "，,2", "é,1", "e\u0301,1", "𠀀,2", "가,2",
            "Wang^XiaoDong=王^小東,21", "…,1" })
    void chineseTakesTwoColumns(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({ "王小东,6,王小东", "王小东,5,王小…", "王小东,4,王…", "王小东,1,…", "abcdef,4,abc…", "𠀀𠀀𠀀,5,𠀀𠀀…" })
    void longTextIsCutBetweenCharacters(String text, int columns, String cut) {
        assertThat(TextWidth.cut(text, columns)).isEqualTo(cut);
    }

    @Property
    void cutTextFitsAndPaddedTextFills(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns) {
        assertThat(TextWidth.of(TextWidth.cut(text, columns))).isLessThanOrEqualTo(columns);
        assertThat(TextWidth.of(TextWidth.pad(TextWidth.cut(text, columns), columns))).isEqualTo(columns);
    }
}
