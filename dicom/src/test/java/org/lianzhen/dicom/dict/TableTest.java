package org.lianzhen.dicom.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @ParameterizedTest
    @CsvSource({ "elements.tsv, 6", "uids.tsv, 5" })
    void everyRowHasAllColumns(String resource, int columns) {
        assertThat(Table.rows(resource, columns)).isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(columns).doesNotContainNull());
    }

    @Test
    void headingsAreNoRows() {
        List<String[]> rows = Table.rows("elements.tsv", 6);

        assertThat(rows.getFirst()).startsWith("00000000", "CommandGroupLength");
        assertThat(rows.getLast()).startsWith("FFFEE0DD");
    }

    @Test
    void aMissingTableIsAnErrorOfTheBuild() {
        assertThatThrownBy(() -> Table.rows("nothing.tsv", 1)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("nothing.tsv");
    }
}
