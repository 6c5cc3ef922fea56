package org.lianzhen.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rights table, {@code rights.csv} beside this class, held against the policy: no cell is missing, none is another. */
class RightsTableTest {
    private static final List<Relation> COLUMNS = List.of(Relation.OWN_UNIT, Relation.AGREEMENT, Relation.CENTRE,
            Relation.CASE, Relation.OTHER_UNIT);

    private record Row(Role role, Operation operation, List<Boolean> cells) {}

    private static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(RightsTableTest.class.getResourceAsStream("rights.csv"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    rows.add(row(line.split(",")));
                }
            }
        }
        return rows;
    }

    private static Row row(String[] fields) {
        assertThat(fields).hasSize(2 + COLUMNS.size());
        List<Boolean> cells = new ArrayList<>();
        for (int i = 2; i < fields.length; i++) {
            assertThat(fields[i]).isIn("y", "-");
            cells.add(fields[i].equals("y"));
        }
        return new Row(Role.valueOf(fields[0]), Operation.valueOf(fields[1]), cells);
    }

    @Test
    void everyCellIsDecidedAsTheTableSays() throws IOException {
        for (Row row : table()) {
            var caller = new Caller("x", "CH1", Set.of(row.role()), "10.0.0.1");
            for (int i = 0; i < COLUMNS.size(); i++) {
                assertThat(Policy.permits(caller, row.operation(), COLUMNS.get(i)))
                        .as("%s %s %s", row.role(), row.operation(), COLUMNS.get(i)).isEqualTo(row.cells().get(i));
            }
            assertThat(Policy.permits(caller, row.operation())).as("%s %s at all", row.role(), row.operation())
                    .isEqualTo(row.cells().contains(true));
        }
    }

    @Test
    void noRoleAndNoOperationIsMissingOrThereTwice() throws IOException {
        List<String> wanted = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Operation operation : Operation.values()) {
                wanted.add(role + " " + operation);
            }
        }
        assertThat(table().stream().map(row -> row.role() + " " + row.operation()))
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(COLUMNS).containsExactlyInAnyOrder(Relation.values());
    }
}
