package org.lianzhen.gateway.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lines of cells in aligned columns. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();
    private final int widest;

    /**
     * A table with a head.
     *
     * @param widest columns of the terminal that a cell may take; longer ones are cut
     */
    public Table(List<String> head, int widest) {
        this.widest = widest;
        add(head);
    }

    /** Adds a line of as many cells as the head has. */
    public void add(List<String> cells) {
        lines.add(cells.stream().map(cell -> TextWidth.cut(Printable.of(cell), widest)).toList());
    }

    /** The table, line by line, a rule below the head. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, lines.getFirst().size())
                .map(column -> lines.stream().mapToInt(line -> TextWidth.of(line.get(column))).max().orElse(0))
                .toArray();
        List<String> rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
        var text = new ArrayList<String>(lines.size() + 1);
        text.add(line(lines.getFirst(), widths));
        text.add(line(rule, widths));
        lines.stream().skip(1).map(line -> line(line, widths)).forEach(text::add);
        return text;
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(TextWidth.pad(cells.get(column), widths[column])).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
