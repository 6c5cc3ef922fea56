package org.lianzhen.gateway.reading.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.reading.report.Measurement;

class SpacingTest {
    private static final int IMAGER = 0x00181164;
    private static final List<Measurement.Point> POINTS = List.of(new Measurement.Point(10, 10),
            new Measurement.Point(20, 30));

    private static Spacing of(DataSetBuilder image) {
        return Spacing.of(image.build(), 0, POINTS);
    }

    /** Pixel Spacing, Imager Pixel Spacing, calibration and magnification, then who says it and how large a column is. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "0.5, -, -, -, PIXEL, 0.5", "0.4, 0.5, GEOMETRY, -, CAL_GEOMETRY, 0.4",
            "0.4, 0.5, FIDUCIAL, -, CAL_FIDUCIAL, 0.4", "0.4, 0.5, -, -, CALIBRATED, 0.4",
            "0.5, 0.5, FIDUCIAL, -, CAL_FIDUCIAL, 0.5", "0.5, 0.5, -, -, IMAGER, 0.5", "-, 0.5, -, -, IMAGER, 0.5",
            "-, 0.5, -, 1.25, IMAGER_MAG, 0.4", "-, -, -, 1.25, NONE, 1", "0, -, -, -, NONE, 1",
            "x, -, -, -, NONE, 1" })
    void namesWhoSaysIt(String pixel, String imager, String calibration, String magnification, Spacing.Source source,
            double column) {
        DataSetBuilder image = DataSet.builder();
        if (pixel != null) {
            image.put(Tag.PixelSpacing, Vr.DS, pixel.equals("x") ? "0.1" : pixel, pixel.equals("x") ? "0" : pixel);
        }
        if (imager != null) {
            image.put(IMAGER, imager, imager);
        }
        if (calibration != null) {
            image.put(0x00280A02, calibration);
        }
        if (magnification != null) {
            image.put(0x00181114, magnification);
        }
        Spacing spacing = of(image);
        assertThat(spacing.source()).isEqualTo(source);
        assertThat(spacing.column()).isEqualTo(column);
    }

    @Test
    void ofAFrameIsThatOfItsGroup() {
        DataSet measures = DataSet.builder().put(Tag.PixelSpacing, "0.3", "0.6").build();
        DataSet shared = DataSet.builder().putSequence(0x00289110, measures).build();
        Spacing spacing = of(DataSet.builder().putSequence(Tag.SharedFunctionalGroupsSequence, shared));
        assertThat(spacing).isEqualTo(new Spacing(Spacing.Source.PIXEL, 0.3, 0.6));
    }

    private static DataSet region(int right, int unit, double centimetres) {
        return DataSet.builder().putInts(0x00186018, 0).putInts(0x0018601A, 0).putInts(0x0018601C, right)
                .putInts(0x0018601E, 100).putInts(0x00186024, unit).putInts(0x00186026, unit)
                .putDoubles(0x0018602C, centimetres).putDoubles(0x0018602E, centimetres).build();
    }

    @Test
    void ofUltrasoundIsThatOfTheSmallestRegionAroundAllOfIt() {
        Spacing spacing = of(DataSet.builder().putSequence(0x00186011, region(200, 3, 0.02), region(100, 3, 0.01)));
        assertThat(spacing).isEqualTo(new Spacing(Spacing.Source.ULTRASOUND, 0.1, 0.1));
        assertThat(of(DataSet.builder().putSequence(0x00186011, region(15, 3, 0.01))).isKnown()).isFalse();
        assertThat(of(DataSet.builder().putSequence(0x00186011, region(100, 4, 0.01))).isKnown())
                .as("time is no length").isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "PIXEL", "NONE", "CAL_FIDUCIAL", "IMAGER_MAG" })
    void sourcesFitIntoCodes(Spacing.Source source) {
        assertThat(source.code().value().length()).isLessThanOrEqualTo(16);
        assertThat(source.code().meaning().length()).isLessThanOrEqualTo(64);
    }
}
