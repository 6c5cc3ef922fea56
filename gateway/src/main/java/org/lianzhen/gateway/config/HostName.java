package org.lianzhen.gateway.config;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of machines as certificates carry them. */
public final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern DNS = Pattern
            .compile("(\\*\\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

    private HostName() {}

    /** Whether it is a DNS name (RFC 5890: letters, digits, hyphens), perhaps with a wildcard in front, or an IP address. */
    public static boolean isValid(String text) {
        return isAddress(text) || isDns(text);
    }

    /** Whether it is the text of an IP address. Nothing is looked up. */
    public static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDns(String text) {
        return text.length() <= LONGEST && DNS.matcher(text.toLowerCase(Locale.ROOT)).matches()
                && !NUMBERS.matcher(text).matches();
    }

    /** The same text for the same name. */
    public static String normal(String text) {
        return isAddress(text) ? InetAddress.ofLiteral(text).getHostAddress() : text.toLowerCase(Locale.ROOT);
    }

    /** Of the address of a web server, without brackets; empty when it has none. */
    static String ofUrl(String url) {
        String host = URI.create(url).getHost();
        if (host == null) {
            return "";
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether it can only be this machine. */
    public static boolean isLoopback(String text) {
        return text.equalsIgnoreCase("localhost")
                || (isAddress(text) && InetAddress.ofLiteral(text).isLoopbackAddress());
    }
}
