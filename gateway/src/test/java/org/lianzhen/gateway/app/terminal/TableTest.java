package org.lianzhen.gateway.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAlignWhateverTheScript() {
        var table = new Table(List.of("PatientName", "ID", "Study"), 40);
        table.add(List.of("王^小东", "1", "胸部CT"));
        table.add(List.of("Wang^XiaoDong", "23", ""));

        assertThat(table.lines()).containsExactly(
                "PatientName    ID  Study",
                "-------------  --  ------",
                "王^小东        1   胸部CT",
                "Wang^XiaoDong  23");
    }

    @Test
    void longAndDangerousCellsAreTamed() {
        var table = new Table(List.of("A", "B"), 8);
        table.add(List.of("一二三四五", "x\u001B[2J"));

        assertThat(table.lines()).containsExactly("A        B", "-------  --------", "一二三…  x\\u001B…");
    }

    @Test
    void aTableWithoutLinesHasItsHead() {
        assertThat(new Table(List.of("姓名", "ID"), 10).lines()).containsExactly("姓名  ID", "----  --");
    }

    @Test
    void rareCharactersTakeTwoColumnsToo() {
        var table = new Table(List.of("N", "B"), 10);
        table.add(List.of("𠮷田", "1"));
        table.add(List.of("e\u0301", "2"));

        assertThat(table.lines()).containsExactly("N     B", "----  -", "𠮷田  1", "e\u0301     2");
    }
}
