package org.lianzhen.gateway.reading.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.image.ModalityValues;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.Measurement.Kind;
import org.lianzhen.gateway.reading.report.Measurement.Point;
import org.lianzhen.gateway.reading.report.ReportDocument;

/** One measurement: a region by template 1410 of PS3.16, everything else by template 1501. */
final class MeasurementGroup {
    private static final double HALF = 0.5;

    private final ReportDocument report;
    private final Measurement measurement;
    private final MeasuredImage image;
    private final Optional<ModalityValues> values;
    private final Spacing spacing;
    private final Geometry geometry;

    /**
     * One of a report.
     *
     * @param values of its frame; empty when they are not to be had
     */
    MeasurementGroup(ReportDocument report, Taken taken, Optional<ModalityValues> values) {
        this.report = report;
        this.measurement = taken.measurement();
        this.image = taken.image();
        this.values = values;
        this.spacing = image.spacing(measurement.at().frame(), measurement.points());
        this.geometry = new Geometry(measurement.points(), spacing);
    }

    /** A measurement whose image is here. */
    record Taken(Measurement measurement, MeasuredImage image) {
        /** Whether it is about what the pixels mean. */
        boolean needsValues() {
            return isRegion(measurement.kind()) || measurement.kind() == Kind.PROBE;
        }
    }

    private static boolean isRegion(Kind kind) {
        return kind == Kind.RECTANGLE || kind == Kind.ELLIPSE;
    }

    /** @param number among those of the report, for people */
    DataSet item(int number) {
        Kind kind = measurement.kind();
        List<DataSet> content = new ArrayList<>();
        content.add(ContentItems.text(ContentItems.OBSERVER, MeasureCodes.TRACKING, word(kind) + " " + number));
        content.add(ContentItems.uid(ContentItems.OBSERVER, MeasureCodes.TRACKING_UID, trackingUid()));
        if (!measurement.by().account().equals(report.people().signer().account())) {
            content.add(ContentItems.code(ContentItems.OBSERVER, Code.OBSERVER_TYPE, Code.PERSON));
            content.add(ContentItems.person(Code.OBSERVER_NAME, DocumentHead.limited(measurement.by().name())));
        }
        if (kind != Kind.ANGLE && kind != Kind.COBB && kind != Kind.PROBE) {
            content.add(ContentItems.code(ContentItems.MODIFIER, MeasureCodes.METHOD, spacing.source().code()));
        }
        content.addAll(found(kind));
        return ContentItems.container(MeasureCodes.GROUP, content, isRegion(kind) ? "1410" : "1501");
    }

    /** The same in all versions. */
    private String trackingUid() {
        return Uid.of(UUID.nameUUIDFromBytes(("lianzhen-report/" + report.reading() + "/measurement/"
                + measurement.id()).getBytes(StandardCharsets.UTF_8)));
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case LENGTH -> "长度";
            case ANGLE -> "角度";
            case COBB -> "Cobb 角";
            case CARDIOTHORACIC -> "心胸比";
            case RECTANGLE -> "矩形区域";
            case ELLIPSE -> "椭圆区域";
            case PROBE -> "点值";
        };
    }

    private List<DataSet> found(Kind kind) {
        return switch (kind) {
            case LENGTH -> List.of(length(MeasureCodes.LENGTH, 0, List.of(line(0, 1))));
            case ANGLE -> List.of(number(MeasureCodes.ANGLE, geometry.angle(), MeasureCodes.DEGREES,
                    List.of(path(measurement.points()))));
            case COBB -> List.of(number(MeasureCodes.COBB, geometry.cobb(), MeasureCodes.DEGREES,
                    List.of(line(0, 1), line(2, 3))));
            case CARDIOTHORACIC -> cardiothoracic();
            case RECTANGLE, ELLIPSE -> region();
            case PROBE -> probe();
        };
    }

    private DataSet length(Code name, int from, List<DataSet> content) {
        return number(name, geometry.length(from, from + 1),
                spacing.isKnown() ? MeasureCodes.MILLIMETRES : MeasureCodes.PIXELS, content);
    }

    private static DataSet number(Code name, double value, Code unit, List<DataSet> content) {
        return ContentItems.number(name, new ContentItems.Amount(value, unit), content);
    }

    private List<DataSet> cardiothoracic() {
        double chest = geometry.length(2, 3);
        List<DataSet> lines = List.of(line(0, 1), line(2, 3));
        return List.of(length(MeasureCodes.WIDTH, 0, List.of(site(MeasureCodes.HEART), lines.getFirst())),
                length(MeasureCodes.WIDTH, 2, List.of(site(MeasureCodes.CHEST), lines.getLast())),
                chest == 0 ? ContentItems.noNumber(MeasureCodes.RATIO, MeasureCodes.DIVIDED_BY_ZERO, lines)
                        : number(MeasureCodes.RATIO, geometry.length(0, 1) / chest, MeasureCodes.RATIO_UNIT, lines));
    }

    private static DataSet site(Code what) {
        return ContentItems.code(ContentItems.MODIFIER, MeasureCodes.SITE, what);
    }

    private List<DataSet> region() {
        List<DataSet> found = new ArrayList<>();
        Point a = measurement.points().get(0);
        Point b = measurement.points().get(1);
        found.add(measurement.kind() == Kind.ELLIPSE
                ? coordinates(ContentItems.CONTAINS, MeasureCodes.REGION, "ELLIPSE", axes(a, b))
                : coordinates(ContentItems.CONTAINS, MeasureCodes.REGION, "POLYLINE", corners(a, b)));
        found.add(number(MeasureCodes.AREA, geometry.area(measurement.kind()),
                spacing.isKnown() ? MeasureCodes.SQUARE_MILLIMETRES : MeasureCodes.SQUARE_PIXELS, List.of()));
        values.flatMap(known -> Geometry.statistics(measurement, known)).ifPresent(known -> {
            found.add(derived(known.mean(), MeasureCodes.MEAN));
            found.add(derived(known.deviation(), MeasureCodes.DEVIATION));
            found.add(derived(known.least(), MeasureCodes.LEAST));
            found.add(derived(known.most(), MeasureCodes.MOST));
        });
        return found;
    }

    private DataSet derived(double value, Code how) {
        Code unit = image.unit(measurement.at().frame());
        return number(MeasureCodes.intensity(image.modality(), unit), value, unit,
                List.of(ContentItems.code(ContentItems.MODIFIER, MeasureCodes.DERIVATION, how)));
    }

    /** The same corner ends it. */
    private static List<Point> corners(Point a, Point b) {
        return List.of(a, new Point(b.column(), a.row()), b, new Point(a.column(), b.row()), a);
    }

    /** Both ends of the longer axis, then of the shorter one (PS3.3 section C.18.6.1.2). */
    private static List<Point> axes(Point a, Point b) {
        double column = (a.column() + b.column()) / 2;
        double row = (a.row() + b.row()) / 2;
        List<Point> across = List.of(new Point(Math.min(a.column(), b.column()), row),
                new Point(Math.max(a.column(), b.column()), row));
        List<Point> down = List.of(new Point(column, Math.min(a.row(), b.row())),
                new Point(column, Math.max(a.row(), b.row())));
        boolean wide = Math.abs(a.column() - b.column()) >= Math.abs(a.row() - b.row());
        List<Point> all = new ArrayList<>(wide ? across : down);
        all.addAll(wide ? down : across);
        return all;
    }

    private List<DataSet> probe() {
        Point at = measurement.points().getFirst();
        Code unit = image.unit(measurement.at().frame());
        Code name = MeasureCodes.intensity(image.modality(), unit);
        List<DataSet> content = List
                .of(coordinates(ContentItems.INFERRED, MeasureCodes.SOURCE, "POINT", measurement.points()));
        OptionalDouble value = values.map(known -> known.at((int) Math.round(at.column()), (int) Math.round(at.row())))
                .orElse(OptionalDouble.empty());
        return List.of(value.isEmpty() ? ContentItems.noNumber(name, MeasureCodes.UNKNOWN, content)
                : number(name, value.getAsDouble(), unit, content));
    }

    private DataSet line(int from, int to) {
        return path(List.of(measurement.points().get(from), measurement.points().get(to)));
    }

    private DataSet path(List<Point> points) {
        return coordinates(ContentItems.INFERRED, MeasureCodes.PATH, "POLYLINE", points);
    }

    /** The standard has the corner of the first pixel at 0, we its middle (PS3.3 section C.18.6.1.1). */
    private DataSet coordinates(String relationship, Code purpose, String type, List<Point> points) {
        List<Double> data = points.stream().flatMap(point -> Stream.of(point.column() + HALF, point.row() + HALF))
                .toList();
        return ContentItems.coordinates(relationship, purpose, new ContentItems.Graphic(type, data),
                image.reference(measurement.at().frame()));
    }
}
