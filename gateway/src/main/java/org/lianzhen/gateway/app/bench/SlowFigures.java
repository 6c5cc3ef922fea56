package org.lianzhen.gateway.app.bench;

import java.util.List;
import java.util.Locale;

/**
 * What it cost a server to hold slow associations.
 *
 * @param held associations that it took
 * @param lost how many of them it closed
 * @param threads while they sent
 * @param idleBytes growth of its memory when all were open and said nothing
 * @param slowBytes growth of its memory while all sent
 * @param newcomers who came meanwhile
 */
record SlowFigures(int held, long lost, long threads, long idleBytes, long slowBytes, Newcomers newcomers) {
    private static final double KILOBYTE = 1e3;

    double idleKilobytesEach() {
        return idleBytes / KILOBYTE / Math.max(1, held);
    }

    double slowKilobytesEach() {
        return slowBytes / KILOBYTE / Math.max(1, held);
    }

    /** Held, lost, threads, kB each idle and slow and its ratio to the peer's, a newcomer's p50 and p99 and its ratio. */
    List<String> beside(SlowFigures peer) {
        return List.of(Integer.toString(held), Long.toString(lost), Long.toString(threads),
                text("%.0f", idleKilobytesEach()), text("%.0f", slowKilobytesEach()),
                ratio(slowKilobytesEach(), peer.slowKilobytesEach()), wait(50), wait(99),
                ratio(newcomers.millis(99), peer.newcomers.millis(99)));
    }

    private String wait(int percent) {
        double millis = newcomers.millis(percent);
        return (millis >= Newcomers.PATIENCE.toMillis() ? ">" : "") + text("%.1f", millis);
    }

    private static String ratio(double ours, double theirs) {
        return theirs > 0 && ours >= 0 ? text("%.2f", ours / theirs) : "-";
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }
}
