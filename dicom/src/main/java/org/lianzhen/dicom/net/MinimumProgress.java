package org.lianzhen.dicom.net;

import java.time.Duration;

/**
 * The slowest transfer of message data that is tolerated, in either direction: blind to size, so that a 2 GiB object
 * over a 64 kbit/s line lives and a stalled peer does not. Time during which we ourselves hold reading does not count.
 *
 * @param bytesPerSecond
 *            average rate needed over each window
 * @param window
 *            how long a transfer may stand still at most
 */
public record MinimumProgress(int bytesPerSecond, Duration window) {
    /** 1 kB/s over 60 s. */
    public static final MinimumProgress STANDARD = new MinimumProgress(1_000, Duration.ofSeconds(60));

    /** More may be in buffers on the way, but only where the line is faster than the slowest that is tolerated. */
    private static final long IN_BUFFERS = 256 * 1024;

    public MinimumProgress {
        if (bytesPerSecond < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "minimum progress must be positive: " + bytesPerSecond + " B/s, " + window);
        }
    }

    /**
     * How long the end of a message may still be on its way to the peer after the operating system took it: buffers here and on
     * the way hold some of it.
     *
     * @param bytes
     *            length of the message
     */
    Duration underWay(long bytes) {
        return Duration.ofSeconds(1).multipliedBy(Math.min(bytes, IN_BUFFERS)).dividedBy(bytesPerSecond);
    }

    long bytesPerWindow() {
        return Math.max(1, bytesPerSecond * window.toMillis() / 1_000);
    }
}
