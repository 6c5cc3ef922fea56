package org.lianzhen.gateway.link;

/**
 * What to find out.
 *
 * @param store whether test images may be stored, which stay there: DICOM knows no deleting
 * @param throughputMegabytes of test images to measure with; 0 for none, and at most {@value #MOST_MEGABYTES}
 */
public record LinkOrder(LinkTarget target, boolean store, int throughputMegabytes) {
    /** That is a minute on a line of 10 Mbit/s. */
    public static final int MOST_MEGABYTES = 64;

    public LinkOrder {
        if (throughputMegabytes < 0 || throughputMegabytes > MOST_MEGABYTES || (throughputMegabytes > 0 && !store)) {
            throw new IllegalArgumentException("throughput of " + throughputMegabytes + " MB, store: " + store);
        }
    }
}
