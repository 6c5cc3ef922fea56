package org.lianzhen.gateway.reading.outgoing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.FunctionalGroup;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.gateway.reading.report.Measurement;

/**
 * How large a pixel is, and who says so: every length names it. The viewer takes it from the same places (PS3.3 section 10.7.1.3).
 *
 * @param row millimetres between two rows; 1 where nobody says
 * @param column the same between two columns
 */
record Spacing(Source source, double row, double column) {
    private static final Spacing NONE = new Spacing(Source.NONE, 1, 1);
    /** Two that differ by less are the same, written differently. */
    private static final double SAME = 1e-4;
    private static final int CENTIMETRES = 3;
    private static final int MM_IN_CM = 10;
    private static final int ImagerPixelSpacing = 0x00181164;
    private static final int EstimatedRadiographicMagnificationFactor = 0x00181114;
    private static final int NominalScannedPixelSpacing = 0x00182010;
    private static final int PixelSpacingCalibrationType = 0x00280A02;
    private static final int PixelMeasuresSequence = 0x00289110;
    private static final int SequenceOfUltrasoundRegions = 0x00186011;
    private static final int RegionLocationMinX0 = 0x00186018;
    private static final int RegionLocationMinY0 = 0x0018601A;
    private static final int RegionLocationMaxX1 = 0x0018601C;
    private static final int RegionLocationMaxY1 = 0x0018601E;
    private static final int PhysicalUnitsXDirection = 0x00186024;
    private static final int PhysicalUnitsYDirection = 0x00186026;
    private static final int PhysicalDeltaX = 0x0018602C;
    private static final int PhysicalDeltaY = 0x0018602E;

    /** Who says it. */
    enum Source {
        PIXEL("Pixel Spacing"), CAL_GEOMETRY("Pixel Spacing, corrected for the geometry"),
        CAL_FIDUCIAL("Pixel Spacing, corrected by an object of known size"),
        CALIBRATED("Pixel Spacing, corrected in a way that is not told"),
        IMAGER("Imager Pixel Spacing, not corrected: larger than in the patient"),
        IMAGER_MAG("Imager Pixel Spacing, divided by the estimated magnification"),
        SCANNED("Nominal Scanned Pixel Spacing of a film"), ULTRASOUND("Scale of the ultrasound region"),
        NONE("No spacing: lengths are pixels");

        private final String meaning;

        Source(String meaning) {
            this.meaning = meaning;
        }

        Code code() {
            return new Code(name(), MeasureCodes.OURS, meaning);
        }
    }

    private record Pair(double row, double column) {
        boolean isSame(Pair other) {
            return Math.abs(row - other.row) < SAME * other.row
                    && Math.abs(column - other.column) < SAME * other.column;
        }

        Spacing by(Source source) {
            return new Spacing(source, row, column);
        }
    }

    /**
     * The one that holds for a measurement.
     *
     * @param frame from 0
     */
    static Spacing of(DataSet image, int frame, List<Measurement.Point> points) {
        try {
            Spacing spacing = whole(image, FunctionalGroup.of(image, frame, PixelMeasuresSequence));
            List<DataSet> regions = image.items(SequenceOfUltrasoundRegions);
            return spacing.source != Source.NONE || regions.isEmpty() ? spacing : inRegion(regions, points);
        } catch (InvalidValueException e) {
            return NONE;
        }
    }

    boolean isKnown() {
        return source != Source.NONE;
    }

    /** @param measures where Pixel Spacing stands */
    private static Spacing whole(DataSet image, DataSet measures) {
        Optional<Pair> pixel = pair(measures, Tag.PixelSpacing);
        Optional<Pair> imager = pair(image, ImagerPixelSpacing);
        boolean told = image.hasValue(PixelSpacingCalibrationType);
        if (pixel.isPresent() && (told || imager.isEmpty() || !pixel.get().isSame(imager.get()))) {
            return pixel.get().by(imager.isEmpty() ? Source.PIXEL : calibration(image));
        }
        return imager.map(pair -> atDetector(image, pair))
                .or(() -> pair(image, NominalScannedPixelSpacing).map(pair -> pair.by(Source.SCANNED))).orElse(NONE);
    }

    private static Source calibration(DataSet image) {
        return switch (image.string(PixelSpacingCalibrationType)) {
            case "GEOMETRY" -> Source.CAL_GEOMETRY;
            case "FIDUCIAL" -> Source.CAL_FIDUCIAL;
            case null, default -> Source.CALIBRATED;
        };
    }

    private static Spacing atDetector(DataSet image, Pair imager) {
        double factor = image.decimal(EstimatedRadiographicMagnificationFactor).orElse(1);
        return factor > 0 && factor != 1
                ? new Pair(imager.row / factor, imager.column / factor).by(Source.IMAGER_MAG)
                : imager.by(Source.IMAGER);
    }

    private static Optional<Pair> pair(DataSet holder, int tag) {
        List<Double> values = holder.decimals(tag);
        return values.size() > 1 && values.get(0) > 0 && values.get(1) > 0
                ? Optional.of(new Pair(values.get(0), values.get(1)))
                : Optional.empty();
    }

    /** Of the smallest region that all of it lies in; none where it lies in none, or across several. */
    private static Spacing inRegion(List<DataSet> regions, List<Measurement.Point> points) {
        return regions.stream().filter(region -> points.stream().allMatch(point -> holds(region, point)))
                .min(Comparator.comparingDouble(Spacing::area)).flatMap(Spacing::scale).orElse(NONE);
    }

    private static boolean holds(DataSet region, Measurement.Point point) {
        return region.integer(RegionLocationMinX0).orElse(Integer.MAX_VALUE) <= point.column()
                && region.integer(RegionLocationMaxX1).orElse(-1) >= point.column()
                && region.integer(RegionLocationMinY0).orElse(Integer.MAX_VALUE) <= point.row()
                && region.integer(RegionLocationMaxY1).orElse(-1) >= point.row();
    }

    private static double area(DataSet region) {
        return (double) (region.integer(RegionLocationMaxX1).orElse(0) - region.integer(RegionLocationMinX0).orElse(0))
                * (region.integer(RegionLocationMaxY1).orElse(0) - region.integer(RegionLocationMinY0).orElse(0));
    }

    /** None where an axis is no length, as of time or speed. */
    private static Optional<Spacing> scale(DataSet region) {
        boolean lengths = Stream.of(PhysicalUnitsXDirection, PhysicalUnitsYDirection)
                .allMatch(tag -> region.integer(tag).orElse(0) == CENTIMETRES);
        double row = Math.abs(region.decimal(PhysicalDeltaY).orElse(0)) * MM_IN_CM;
        double column = Math.abs(region.decimal(PhysicalDeltaX).orElse(0)) * MM_IN_CM;
        return lengths && row > 0 && column > 0 ? Optional.of(new Spacing(Source.ULTRASOUND, row, column))
                : Optional.empty();
    }
}
