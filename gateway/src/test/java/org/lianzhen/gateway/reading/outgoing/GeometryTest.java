package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.ModalityValues;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.reading.report.Measurement;
import org.lianzhen.gateway.reading.report.Measurement.Kind;
import org.lianzhen.gateway.reading.report.SampleReports;

class GeometryTest {
    private static final Spacing FLAT = new Spacing(Spacing.Source.PIXEL, 0.25, 0.5);
    private static final Spacing SQUARE = new Spacing(Spacing.Source.PIXEL, 1, 1);

    @TempDir
    Path folder;

    private static Geometry of(Spacing spacing, double... places) {
        return new Geometry(SampleReports.measurement(1, Kind.LENGTH, places).points(), spacing);
    }

    @Test
    void lengthsAreInMillimetresOfBothDirections() {
        // 6 columns of 0.5 mm and 16 rows of 0.25 mm
        assertThat(of(FLAT, 1, 2, 7, 18).length(0, 1)).isEqualTo(5);
        assertThat(of(SQUARE, 1, 2, 4, 6).length(0, 1)).isEqualTo(5);
    }

    @Test
    void anglesAreThoseInThePatient() {
        assertThat(of(SQUARE, 1, 0, 0, 0, 1, 1).angle()).isEqualTo(45, within(1e-9));
        assertThat(of(FLAT, 1, 0, 0, 0, 1, 2).angle()).isEqualTo(45, within(1e-9));
        assertThat(of(SQUARE, 1, 0, 0, 0, -1, 0).angle()).isEqualTo(180, within(1e-9));
    }

    @Test
    void linesMeetAtNoMoreThanARightAngle() {
        assertThat(of(SQUARE, 0, 0, 10, 0, 0, 5, 10, 15).cobb()).isEqualTo(45, within(1e-9));
        assertThat(of(SQUARE, 0, 0, 10, 0, 10, 15, 0, 5).cobb()).as("drawn the other way").isEqualTo(45, within(1e-9));
    }

    @Test
    void areasAreOfTheBoxOrTheEllipseWithin() {
        assertThat(of(FLAT, 2, 2, 6, 10).area(Kind.RECTANGLE)).isEqualTo(4);
        assertThat(of(FLAT, 6, 10, 2, 2).area(Kind.ELLIPSE)).isEqualTo(Math.PI, within(1e-9));
    }

    private ModalityValues values(TestImage image) {
        return image.in(folder).values(1).orElseThrow();
    }

    private static Geometry.Statistics statistics(ModalityValues values, Kind kind, double... places) {
        Measurement region = SampleReports.measurement(1, kind, places);
        return Geometry.statistics(region, values).orElseThrow();
    }

    @Test
    void statisticsAreOfThePixelsWhoseMiddlesLieWithin() {
        // columns 2 and 3, rows 5 and 6: 25, 35, 26, 36 above -1000
        Geometry.Statistics found = statistics(values(TestImage.ct("1.1", "1.1.1")), Kind.RECTANGLE, 1.5, 4.5, 3.5,
                6.5);
        assertThat(found.mean()).isEqualTo(-969.5, within(1e-9));
        assertThat(found.deviation()).isEqualTo(Math.sqrt((5.5 * 5.5 + 4.5 * 4.5) / 2), within(1e-9));
        assertThat(found.least()).isEqualTo(-975);
        assertThat(found.most()).isEqualTo(-964);
    }

    @Test
    void anEllipseHasNoCorners() {
        // of 5 x 5 pixels the 13 that are no farther than two from the middle
        Geometry.Statistics found = statistics(values(TestImage.ct("1.1", "1.1.1")), Kind.ELLIPSE, 4, 4, 8, 8);
        assertThat(found.mean()).isEqualTo(-934, within(1e-9));
        assertThat(found.least()).as("column 4, row 6").isEqualTo(-954);
    }

    @Test
    void paddingAndWhatIsOutsideCountForNothing() {
        // stored: 10 x column + row + 24
        ModalityValues values = values(TestImage.ct("1.1", "1.1.1")
                .with(image -> image.putInts(Tag.PixelPaddingValue, Vr.US, 24)));
        Geometry.Statistics found = statistics(values, Kind.RECTANGLE, -5, -5, 1, 0);
        assertThat(found.least()).isEqualTo(found.most()).isEqualTo(-990);
        assertThat(Geometry.statistics(SampleReports.measurement(1, Kind.RECTANGLE, 30, 30, 40, 40), values)).isEmpty();
    }
}
