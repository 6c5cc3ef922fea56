package org.lianzhen.gateway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server, such as {@code logs.example:6514} or {@code [::1]:6514}. */
record HostAndPort(String host, int port) {
    static final HostAndPort NOWHERE = new HostAndPort("", 0);

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.\\-]{1,253}|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** Null when it is nothing of that kind. */
    static @Nullable HostAndPort of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        int port = Integer.parseInt(form.group(2));
        return port < 1 || port > HIGHEST_PORT ? null : new HostAndPort(form.group(1), port);
    }
}
