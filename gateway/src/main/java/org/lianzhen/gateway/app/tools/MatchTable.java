package org.lianzhen.gateway.app.tools;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Table;

/** Matches as a table. Their number is limited, because columns need all of them. */
final class MatchTable implements MatchOutput {
    /** UIDs have up to 64 characters and are useless when cut. */
    private static final int WIDEST = 64;

    private final Console console;
    private final List<KeyPath> keys;
    private final TextRepair repair;
    private final Table table;
    private boolean empty = true;

    MatchTable(Console console, List<KeyPath> keys, TextRepair repair) {
        this.console = console;
        this.keys = keys;
        this.repair = repair;
        this.table = new Table(keys.stream().map(KeyPath::name).toList(), WIDEST);
    }

    @Override
    public void match(DataSet match) {
        DataSet readable = repair.readable(match);
        table.add(keys.stream().map(key -> key.valueIn(readable)).toList());
        empty = false;
    }

    @Override
    public void end() {
        if (!empty) {
            table.lines().forEach(console::print);
        }
    }
}
