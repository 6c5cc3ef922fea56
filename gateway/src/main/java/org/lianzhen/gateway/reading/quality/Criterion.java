package org.lianzhen.gateway.reading.quality;

/** What images get points for; all together are a hundred. */
public enum Criterion {
    POSITIONING(25),
    /** Exposure and contrast. */
    EXPOSURE(25), ARTEFACTS(15), COVERAGE(15),
    /** Marks, and data of the patient. */
    MARKS(10),
    /** Noise and dose. */
    NOISE(10);

    private final int most;

    Criterion(int most) {
        this.most = most;
    }

    /** Points of images that lack nothing. */
    public int most() {
        return most;
    }
}
