package org.lianzhen.gateway.app.bench;

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
    private static final double GIGABYTE = 1e9;
    private static final double MILLIS = 1e3;

    double perSecond() {
        return operations / seconds;
    }

    double cpuSecondsPerGigabyte() {
        return cpuSeconds / (bytes / GIGABYTE);
    }

    double cpuMillisPerOperation() {
        return cpuSeconds * MILLIS / operations;
    }
}
