package org.lianzhen.gateway.reading.outgoing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lianzhen.dicom.image.ModalityValues;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.Measurement.Point;

/**
 * How much a measurement is; the viewer reckons the same.
 *
 * @param spacing in whose unit lengths and areas are
 */
record Geometry(List<Point> points, Spacing spacing) {
    private static final double HALF_TURN = 180;

    Geometry {
        points = List.copyOf(points);
    }

    /** From one point to another. */
    double length(int from, int to) {
        return Math.hypot(across(from, to), down(from, to));
    }

    private double across(int from, int to) {
        return (points.get(to).column() - points.get(from).column()) * spacing.column();
    }

    private double down(int from, int to) {
        return (points.get(to).row() - points.get(from).row()) * spacing.row();
    }

    /** Degrees at the middle one of three points: 0 to 180. */
    double angle() {
        return angle(across(1, 0), down(1, 0), across(1, 2), down(1, 2));
    }

    /** Degrees between two lines, whichever way they were drawn: 0 to 90. */
    double cobb() {
        double angle = angle(across(0, 1), down(0, 1), across(2, 3), down(2, 3));
        return Math.min(angle, HALF_TURN - angle);
    }

    private static double angle(double across, double down, double otherAcross, double otherDown) {
        return Math.toDegrees(Math.abs(Math.atan2(across * otherDown - down * otherAcross,
                across * otherAcross + down * otherDown)));
    }

    /** Of the region between two corners. */
    double area(Measurement.Kind kind) {
        double box = Math.abs(across(0, 1) * down(0, 1));
        return kind == Measurement.Kind.ELLIPSE ? box * Math.PI / 4 : box;
    }

    /** Of the pixels whose middles lie in a region. */
    record Statistics(double mean, double deviation, double least, double most) {}

    /**
     * Those of a region.
     *
     * @param region a rectangle or an ellipse
     * @return empty when no pixel lies in it
     */
    static Optional<Statistics> statistics(Measurement region, ModalityValues values) {
        Point a = region.points().get(0);
        Point b = region.points().get(1);
        Tally tally = new Tally();
        for (int row = first(a.row(), b.row()); row <= last(a.row(), b.row(), values.rows()); row++) {
            int right = last(a.column(), b.column(), values.columns());
            for (int column = first(a.column(), b.column()); column <= right; column++) {
                if (region.kind() != Measurement.Kind.ELLIPSE || isInside(a, b, column, row)) {
                    tally.add(values.at(column, row));
                }
            }
        }
        return tally.count == 0 ? Optional.empty() : Optional.of(tally.statistics());
    }

    private static int first(double one, double other) {
        return (int) Math.max(0, Math.ceil(Math.min(one, other)));
    }

    private static int last(double one, double other, int size) {
        return (int) Math.min(size - 1.0, Math.floor(Math.max(one, other)));
    }

    private static boolean isInside(Point a, Point b, int column, int row) {
        double across = (column - (a.column() + b.column()) / 2) / ((b.column() - a.column()) / 2);
        double down = (row - (a.row() + b.row()) / 2) / ((b.row() - a.row()) / 2);
        return across * across + down * down <= 1;
    }

    /** Adds up without keeping the values (Welford). */
    private static final class Tally {
        private long count;
        private double mean;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        void add(OptionalDouble found) {
            if (found.isPresent()) {
                double value = found.getAsDouble();
                count++;
                double before = value - mean;
                mean += before / count;
                squares += before * (value - mean);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }

        Statistics statistics() {
            return new Statistics(mean, Math.sqrt(squares / count), least, most);
        }
    }
}
