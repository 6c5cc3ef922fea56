package org.lianzhen.gateway.reading.report;

import java.util.List;
import org.lianzhen.gateway.reading.queue.ReadingTask;

/**
 * Where somebody measured on an image; how much that is, the image says.
 *
 * @param id the same in all versions of a report
 * @param by who measured
 */
public record Measurement(long id, Kind kind, Place at, List<Point> points, ReadingTask.Reader by) {
    public Measurement {
        points = List.copyOf(points);
    }

    /** What can be measured. The viewer has the same names, in small letters. */
    public enum Kind {
        /** From one point to another. */
        LENGTH(2),
        /** At the middle one of three points. */
        ANGLE(3),
        /** Between two lines. */
        COBB(4),
        /** A line across the heart and one across the chest. */
        CARDIOTHORACIC(4),
        /** Between two corners. */
        RECTANGLE(2),
        /** Within the box of two corners. */
        ELLIPSE(2),
        /** The value of one pixel. */
        PROBE(1);

        private final int points;

        Kind(int points) {
            this.points = points;
        }

        /** How many there are. */
        public int points() {
            return points;
        }
    }

    /**
     * An image of the study.
     *
     * @param frame from 1
     */
    public record Place(String series, String instance, int frame) {}

    /** Column and row, the middle of the first pixel at 0. */
    public record Point(double column, double row) {}
}
