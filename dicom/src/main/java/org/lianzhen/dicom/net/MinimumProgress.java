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

    public MinimumProgress {
        if (bytesPerSecond < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "minimum progress must be positive: " + bytesPerSecond + " B/s, " + window);
        }
    }

    long bytesPerWindow() {
        return Math.max(1, bytesPerSecond * window.toMillis() / 1_000);
    }
}
