package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.Window.Function;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** From stored values to what is seen, worked out by hand. */
class RenderingTest {

    private static DataSetBuilder grey(int columns, int bits) {
        return TestImages.described(1, columns, 1, bits);
    }

    private static int[] rendered(DataSetBuilder image, Frame frame) {
        return pixels(Rendering.of(image.build(), 0).render(frame));
    }

    private static int[] pixels(Picture picture) {
        int[] pixels = new int[picture.data().length()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.data().u8(i);
        }
        return pixels;
    }

    @Test
    void rescalesAndWindows() {
        DataSetBuilder image = grey(5, 12).put(Tag.RescaleSlope, "2").put(Tag.RescaleIntercept, "-1000")
                .put(Tag.WindowCenter, "40").put(Tag.WindowWidth, "401");

        // -1000, -160, 40, 239, 2000: 0.5 - 0.5 / 400 off the middle
        assertThat(rendered(image, TestImages.row(12, false, 0, 420, 520, 620, 1500)))
                .containsExactly(0, 0, 128, 255, 255);
    }

    @Test
    void showsSignedValues() {
        DataSetBuilder image = grey(3, 16).putInts(Tag.PixelRepresentation, 1).put(Tag.WindowCenter, "0")
                .put(Tag.WindowWidth, "200").put(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(rendered(image, TestImages.row(16, true, -100, 0, 50))).containsExactly(0, 128, 191);
    }

    @Test
    void showsSigmoids() {
        DataSetBuilder image = grey(2, 8).put(Tag.WindowCenter, "100").put(Tag.WindowWidth, "50")
                .put(Tag.VOILUTFunction, "SIGMOID");

        assertThat(rendered(image, TestImages.row(8, false, 100, 125))).containsExactly(128, 225);
    }

    @Test
    void withoutWindowShowsAllValuesButPadding() {
        DataSetBuilder image = grey(4, 12).putInts(Tag.PixelPaddingValue, Vr.US, 4000);

        assertThat(rendered(image, TestImages.row(12, false, 4000, 100, 200, 300))).containsExactly(255, 0, 128, 255);
    }

    @Test
    void showsAFlatImageWithoutWindow() {
        assertThat(rendered(grey(2, 8), TestImages.row(8, false, 7, 7))).containsExactly(128, 128);
    }

    @Test
    void showsSamplesOfManyBits() {
        DataSetBuilder image = grey(3, 32);

        assertThat(rendered(image, TestImages.row(32, false, 0, 0x4000_0000, 0x7FFF_FFFF)))
                .containsExactly(0, 128, 255);
        assertThat(rendered(image, TestImages.row(32, false, 0, 0x8000_0000, 0xFFFF_FFFF)))
                .containsExactly(0, 128, 255);
        assertThat(rendered(image, TestImages.row(32, true, 0x8000_0000, 0, 0x7FFF_FFFF)))
                .containsExactly(0, 128, 255);
    }

    @ParameterizedTest
    @CsvSource({ "MONOCHROME1,,255", "MONOCHROME2,,0", "MONOCHROME2,INVERSE,255", "MONOCHROME1,INVERSE,255",
            "MONOCHROME2,IDENTITY,0" })
    void invertsWhatAsksForIt(String photometric, String shape, int lowest) {
        DataSetBuilder image = grey(2, 8).put(Tag.PhotometricInterpretation, photometric)
                .put(Tag.WindowCenter, "128").put(Tag.WindowWidth, "256");
        if (shape != null) {
            image.put(Tag.PresentationLUTShape, shape);
        }

        assertThat(rendered(image, TestImages.row(8, false, 0, 255))).containsExactly(lowest, 255 - lowest);
    }

    @Test
    void looksUpModalityValues() {
        DataSetBuilder image = grey(4, 8).putSequence(Tag.ModalityLUTSequence, TestImages.table(10, 16, 0, 50, 100))
                .put(Tag.WindowCenter, "50").put(Tag.WindowWidth, "100").put(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(rendered(image, TestImages.row(8, false, 0, 10, 11, 200))).containsExactly(0, 0, 128, 255);
    }

    @Test
    void looksUpValuesOfInterest() {
        DataSetBuilder image = grey(4, 8).putSequence(Tag.VOILUTSequence, TestImages.table(1, 12, 4095, 0, 2048))
                .put(Tag.WindowCenter, "50").put(Tag.WindowWidth, "100");

        assertThat(rendered(image, TestImages.row(8, false, 0, 1, 2, 3))).containsExactly(255, 255, 0, 128);
    }

    @Test
    void looksUpHowBrightIsShown() {
        DataSetBuilder image = grey(5, 8).put(Tag.WindowCenter, "128").put(Tag.WindowWidth, "256")
                .put(Tag.PresentationLUTShape, "INVERSE")
                .putSequence(Tag.PresentationLUTSequence, TestImages.table(0, 10, 1023, 0, 512, 100, 1023));

        assertThat(rendered(image, TestImages.row(8, false, 0, 64, 128, 191, 255)))
                .containsExactly(255, 0, 128, 25, 255);
    }

    @Test
    void takesAnotherWindow() {
        DataSet image = grey(1, 8).put(Tag.WindowCenter, "10").put(Tag.WindowWidth, "10").build();
        Rendering rendering = Rendering.of(image, 0);

        assertThat(rendering.window()).contains(new Window(10, 10));
        assertThat(pixels(rendering.withWindow(new Window(200, 100, Function.LINEAR_EXACT))
                .render(TestImages.row(8, false, 200)))).containsExactly(128);
    }

    @Test
    void takesTheWindowOfTheFrameBeforeThatOfAll() {
        DataSet shared = voi("100");
        DataSet own = voi("200");
        DataSet image = grey(1, 8).putSequence(Tag.SharedFunctionalGroupsSequence, shared)
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, DataSet.EMPTY, own).build();

        assertThat(Rendering.of(image, 0).window()).contains(new Window(100, 10));
        assertThat(Rendering.of(image, 1).window()).contains(new Window(200, 10));
        assertThat(Rendering.of(image, 7).window()).contains(new Window(100, 10));
    }

    @Test
    void rescalesEachFrameInItsOwnWay() {
        DataSetBuilder image = grey(2, 8).put(Tag.WindowCenter, "50").put(Tag.WindowWidth, "100")
                .put(Tag.VOILUTFunction, "LINEAR_EXACT").put(Tag.RescaleSlope, "9").put(Tag.RescaleIntercept, "9")
                .putSequence(Tag.SharedFunctionalGroupsSequence, rescaled("1"))
                .putSequence(Tag.PerFrameFunctionalGroupsSequence, DataSet.EMPTY, rescaled("2"));
        Frame frame = TestImages.row(8, false, 0, 25);

        assertThat(pixels(Rendering.of(image.build(), 0).render(frame))).containsExactly(0, 64);
        assertThat(pixels(Rendering.of(image.build(), 1).render(frame))).containsExactly(0, 128);
    }

    private static DataSet rescaled(String slope) {
        return DataSet.builder().putSequence(Tag.PixelValueTransformationSequence, DataSet.builder()
                .put(Tag.RescaleSlope, slope).put(Tag.RescaleIntercept, "0").build()).build();
    }

    @ParameterizedTest
    @CsvSource({ "'',400", "40,''", "40,0", "40,-5", "'',''" })
    void aWindowThatIsNoneIsNotUsed(String center, String width) {
        DataSetBuilder image = grey(3, 8).put(Tag.WindowCenter, center).put(Tag.WindowWidth, width);

        assertThat(Rendering.of(image.build(), 0).window()).isEmpty();
        assertThat(rendered(image, TestImages.row(8, false, 10, 20, 30))).containsExactly(0, 128, 255);
    }

    @Test
    void aTableOfInterestGoesBeforeAWindowButNotBeforeOneThatIsAskedFor() {
        DataSet image = grey(1, 8).putSequence(Tag.VOILUTSequence, TestImages.table(0, 8, 10, 200))
                .put(Tag.WindowCenter, "50").put(Tag.WindowWidth, "100").build();
        Frame frame = TestImages.row(8, false, 1);

        assertThat(pixels(Rendering.of(image, 0).render(frame))).containsExactly(200);
        assertThat(pixels(Rendering.of(image, 0).withWindow(new Window(1, 2, Function.LINEAR_EXACT)).render(frame)))
                .containsExactly(128);
    }

    @Test
    void invertsTablesOfInterest() {
        DataSetBuilder image = grey(2, 8).put(Tag.PhotometricInterpretation, "MONOCHROME1")
                .putSequence(Tag.VOILUTSequence, TestImages.table(0, 8, 10, 200));

        assertThat(rendered(image, TestImages.row(8, false, 0, 1))).containsExactly(245, 55);
    }

    private static DataSet voi(String center) {
        return DataSet.builder().putSequence(Tag.FrameVOILUTSequence,
                DataSet.builder().put(Tag.WindowCenter, center).put(Tag.WindowWidth, "10").build()).build();
    }

    @ParameterizedTest
    @CsvSource({ "RGB,10,20,30,10,20,30", "YBR_RCT,10,20,30,10,20,30", "YBR_FULL,76,85,255,254,0,0",
            "YBR_FULL,128,128,128,128,128,128", "YBR_FULL_422,29,255,107,0,0,254", "YBR_PARTIAL_422,16,128,128,0,0,0",
            "YBR_PARTIAL_420,235,128,128,255,255,255" })
    void showsColours(String photometric, int first, int second, int third, int red, int green, int blue) {
        DataSetBuilder image = TestImages.described(1, 2, 3, 8).put(Tag.PhotometricInterpretation, photometric);
        Frame frame = Frame.of(new FrameShape(1, 1, 3, 8, false), new int[]{ first, second, third });

        assertThat(rendered(image, frame)).containsExactly(red, green, blue);
    }

    @Test
    void showsColoursOfSixteenBits() {
        Frame frame = Frame.of(new FrameShape(1, 1, 3, 16, false), new int[]{ 0xFFFF, 0x80FF, 0x00FF });

        assertThat(rendered(TestImages.described(1, 1, 3, 16), frame)).containsExactly(255, 128, 0);
    }

    @Test
    void showsPalettes() {
        DataSetBuilder image = palette(16, 0x0000, 0x8000, 0xFF00);

        assertThat(rendered(image, TestImages.row(8, false, 0, 1, 2, 9)))
                .containsExactly(0, 0, 0, 128, 128, 128, 255, 255, 255, 255, 255, 255);
    }

    @Test
    void showsPalettesThatClaimMoreBitsThanTheyHold() {
        assertThat(rendered(palette(16, 1, 128, 255), TestImages.row(8, false, 1))).containsExactly(128, 128, 128);
    }

    /** One colour with small entries does not make the palette one of 8 bits. */
    @Test
    void showsDimColoursOfPalettes() {
        DataSetBuilder image = palette(16, 0x0000, 0x8000, 0xFF00)
                .put(new Value(Tag.BluePaletteColorLookupTableData, Vr.OW, TestImages.words(0x10, 0x80, 0xFF)));

        assertThat(rendered(image, TestImages.row(8, false, 0, 1, 2))).containsExactly(0, 0, 0, 128, 128, 0, 255, 255,
                0);
    }

    @Test
    void looksUpWhatAnotherTableGaveWithoutSign() {
        DataSetBuilder image = grey(2, 16).putInts(Tag.PixelRepresentation, 1)
                .putSequence(Tag.ModalityLUTSequence, TestImages.table(0, 16, 40_000, 40_001))
                .putSequence(Tag.VOILUTSequence, TestImages.unsignedTable(40_000, 8, 10, 200));

        assertThat(rendered(image, TestImages.row(16, true, 0, 1))).containsExactly(10, 200);
    }

    @Test
    void looksUpNegativeValuesOfInterest() {
        DataSetBuilder image = grey(2, 8).put(Tag.RescaleSlope, "-1").put(Tag.RescaleIntercept, "0")
                .putSequence(Tag.VOILUTSequence, TestImages.table(-2, 8, 10, 200));

        assertThat(rendered(image, TestImages.row(8, false, 2, 1))).containsExactly(10, 200);
    }

    @ParameterizedTest
    @CsvSource({ "SS,-2000,-1999", "US,63536,63537", "US,63537,63536" })
    void leavesOutARangeOfPadding(Vr vr, int value, int limit) {
        DataSetBuilder image = grey(4, 16).putInts(Tag.PixelRepresentation, 1)
                .putInts(Tag.PixelPaddingValue, vr, value).putInts(Tag.PixelPaddingRangeLimit, vr, limit);

        assertThat(rendered(image, TestImages.row(16, true, -2000, -1999, -1000, 1000))).containsExactly(0, 0, 0, 255);
        assertThat(rendered(image, TestImages.row(16, true, -1999, -1000, 0, 1000))).containsExactly(0, 0, 128, 255);
    }

    private static DataSetBuilder palette(int bits, int... entries) {
        Value data = (Value) TestImages.table(0, bits, entries).element(Tag.LUTData);
        return grey(4, 8).put(Tag.PhotometricInterpretation, "PALETTE COLOR")
                .putInts(Tag.RedPaletteColorLookupTableDescriptor, Vr.US, entries.length, 0, bits)
                .putInts(Tag.GreenPaletteColorLookupTableDescriptor, Vr.US, entries.length, 0, bits)
                .putInts(Tag.BluePaletteColorLookupTableDescriptor, Vr.US, entries.length, 0, bits)
                .put(new Value(Tag.RedPaletteColorLookupTableData, Vr.OW, data.bytes()))
                .put(new Value(Tag.GreenPaletteColorLookupTableData, Vr.OW, data.bytes()))
                .put(new Value(Tag.BluePaletteColorLookupTableData, Vr.OW, data.bytes()));
    }

    @Test
    void refusesWhatItCannotShow() {
        refused(grey(1, 8).put(Tag.PhotometricInterpretation, "HSV"), "unknown");
        refused(grey(1, 8).put(Tag.PhotometricInterpretation, "RGB"), "1 samples");
        refused(grey(1, 8).put(Tag.PhotometricInterpretation, "PALETTE COLOR"), "descriptor");
        refused(grey(1, 8).putSequence(Tag.VOILUTSequence, TestImages.table(0, 20, 1)), "20 bits");
        refused(grey(1, 8).put(new Value(Tag.WindowCenter, Vr.DS, Bytes.of((byte) 'x', (byte) 'y'))), "no numbers");
    }

    private static void refused(DataSetBuilder image, String message) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> Rendering.of(image.build(), 0))
                .withMessageContaining(message);
    }

    @Test
    void refusesFramesOfAnotherImage() {
        Rendering rendering = Rendering.of(TestImages.described(1, 1, 3, 8).build(), 0);

        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> rendering.render(TestImages.row(8, false, 1)));
    }
}
