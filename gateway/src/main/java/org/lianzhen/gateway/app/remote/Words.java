package org.lianzhen.gateway.app.remote;

import org.jspecify.annotations.Nullable;

/** What the contract calls by names, in the words of people. */
final class Words {
    private Words() {}

    static String state(Terminal terminal, String name) {
        return terminal.messages().text("state." + name);
    }

    static String priority(Terminal terminal, @Nullable String name) {
        return name == null ? "-" : terminal.messages().text("priority." + name);
    }

    /** To the second, without what only programs need. */
    static String moment(@Nullable String text) {
        return text == null ? "-" : text.replaceAll("\\.[0-9]+", "").replace('T', ' ');
    }
}
