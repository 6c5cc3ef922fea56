package org.lianzhen.gateway.app.terminal;

import java.util.Locale;

/** Sizes, speeds and times as people read them. */
public final class Sizes {
    private static final String[] UNITS = { "B", "kB", "MB", "GB", "TB" };

    private Sizes() {}

    /** Such as {@code 525 kB} or {@code 1.5 GB}; units are powers of 1000. */
    public static String bytes(long count) {
        double size = count;
        int unit = 0;
        while (size >= 999.5 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || size >= 99.95 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** Such as {@code 12.3 MB/s}. */
    public static String speed(long bytes, long nanoseconds) {
        return bytes(Math.round(bytes * 1e9 / Math.max(1, nanoseconds))) + "/s";
    }

    /** Such as {@code 0:42} or {@code 1:02:03}. */
    public static String time(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
