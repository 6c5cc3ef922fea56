package org.lianzhen.gateway.app.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, as people write it: {@code [AE@]HOST[:PORT]}, an IPv6 address in brackets.
 *
 * @param aeTitle null when not given
 * @param port -1 when not given
 */
record PeerAddress(@Nullable String aeTitle, String host, int port) {
    private static final Pattern FORM = Pattern
            .compile(
                    "(?:(?<ae>.+)@)?(?:\\[(?<v6>[0-9A-Fa-f:.]+(?:%\\w+)?)]|(?<host>[^\\[\\]@:\\s]+))(?::(?<port>[0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Null when the text is no address. */
    static @Nullable PeerAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String host = matcher.group("v6") == null ? matcher.group("host") : matcher.group("v6");
        int port = matcher.group("port") == null ? -1 : Integer.parseInt(matcher.group("port"));
        return port == 0 || port > HIGHEST_PORT ? null : new PeerAddress(matcher.group("ae"), host, port);
    }
}
