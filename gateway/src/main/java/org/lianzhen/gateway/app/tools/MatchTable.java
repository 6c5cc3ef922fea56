package org.lianzhen.gateway.app.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;

/** Matches as a table. Their number is limited, because columns need all of them. */
final class MatchTable implements MatchOutput {
    /** UIDs have up to 64 characters and are useless when cut. */
    private static final int WIDEST = 64;

    private final Console console;
    private final List<KeyPath> keys;
    private final Set<KeyPath> asked;
    private final TextRepair repair;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table of these keys; those that people asked for are shown even when no match says anything there. */
    MatchTable(Console console, QueryKeyList keys, TextRepair repair) {
        this.console = console;
        this.keys = keys.keys();
        this.asked = keys.asked();
        this.repair = repair;
    }

    @Override
    public void match(DataSet match) {
        DataSet readable = repair.readable(match);
        rows.add(keys.stream().map(key -> key.valueIn(readable)).toList());
    }

    @Override
    public void end() {
        if (rows.isEmpty()) {
            return;
        }
        int[] columns = IntStream.range(0, keys.size()).filter(this::isShown).toArray();
        var table = new Table(IntStream.of(columns).mapToObj(column -> keys.get(column).name()).toList(), WIDEST);
        rows.forEach(row -> table.add(IntStream.of(columns).mapToObj(row::get).toList()));
        table.lines().forEach(console::print);
    }

    private boolean isShown(int column) {
        return asked.contains(keys.get(column)) || rows.stream().anyMatch(row -> !row.get(column).isEmpty());
    }
}
