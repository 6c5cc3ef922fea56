package org.lianzhen.gateway.app.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a server used for a load.
 *
 * @param operations images stored, or associations served
 * @param bytes of their data sets
 * @param seconds from the first byte to the last answer
 * @param cpuSeconds user and system time of the server and its children
 * @param residentGrowth how much more memory it held right after the load than before, in bytes
 * @param threads how many it had then
 */
record Measurement(long operations, long bytes, double seconds, double cpuSeconds, long residentGrowth,
        long threads) {
    /** Of a peer that cannot do it: nothing is related to it. */
    static final Measurement NONE = new Measurement(1, 1, 1, 0, 0, 0);

    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double MILLIS = 1e3;

    /** The same, counted in images where an operation is about several. */
    Measurement inImages(long images) {
        return new Measurement(images, bytes, seconds, cpuSeconds, residentGrowth, threads);
    }

    double perSecond() {
        return operations / seconds;
    }

    double cpuSecondsPerGigabyte() {
        return cpuSeconds / (bytes / GIGABYTE);
    }

    double cpuMillisPerOperation() {
        return cpuSeconds * MILLIS / operations;
    }

    /** Images a second, CPU seconds per GB and their ratio to the peer's, growth of memory in MB, threads. */
    List<String> storeFigures(Measurement peer) {
        return List.of(String.format(Locale.ROOT, "%.1f", perSecond()),
                String.format(Locale.ROOT, "%.2f", cpuSecondsPerGigabyte()),
                ratio("%.2f", cpuSecondsPerGigabyte(), peer.cpuSecondsPerGigabyte()),
                String.format(Locale.ROOT, "%.0f", residentGrowth / MEGABYTE), Long.toString(threads));
    }

    /** Associations a second, CPU milliseconds for each and their ratio to the peer's. */
    List<String> echoFigures(Measurement peer) {
        return List.of(String.format(Locale.ROOT, "%.0f", perSecond()),
                String.format(Locale.ROOT, "%.3f", cpuMillisPerOperation()),
                ratio("%.3f", cpuMillisPerOperation(), peer.cpuMillisPerOperation()));
    }

    /** A dash when the load was so small that the peer's clock did not tick. */
    private static String ratio(String format, double ours, double theirs) {
        return theirs > 0 ? String.format(Locale.ROOT, format, ours / theirs) : "-";
    }
}
