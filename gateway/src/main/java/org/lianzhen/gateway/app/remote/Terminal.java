package org.lianzhen.gateway.app.remote;

import java.util.List;
import java.util.Map;
import org.lianzhen.gateway.app.terminal.Console;
import org.lianzhen.gateway.app.terminal.Messages;
import org.lianzhen.gateway.app.terminal.Table;

/** Where these commands run. */
record Terminal(Console console, Map<String, String> environment) {
    private static final int WIDEST = 64;

    Messages messages() {
        return new Messages(Terminal.class, console.language());
    }

    Table table(String... keys) {
        Messages messages = messages();
        return new Table(List.of(keys).stream().map(messages::text).toList(), WIDEST);
    }

    void print(Table table) {
        table.lines().forEach(console::print);
    }

    void print(String key, Object... values) {
        console.print(messages().text(key, values));
    }
}
