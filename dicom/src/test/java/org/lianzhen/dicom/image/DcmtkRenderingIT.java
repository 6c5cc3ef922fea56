package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Vr;

/** DCMTK shows the same images as we do, pixel by pixel. Skipped where it is not installed. */
class DcmtkRenderingIT {

    private static final String INSTANCE = "1.2.826.0.1.3680043.9.7.1";
    private static final FileMetaInformation.Implementation US = new FileMetaInformation.Implementation("2.25.1",
            "TEST");

    @TempDir
    private Path folder;

    /** An image, and how DCMTK is asked for the picture that we make of it without being asked. */
    record Case(DataSet image, List<String> options) {}

    @BeforeEach
    void requireDcmtk() {
        requireProgram("dcm2pnm");
    }

    private static void requireProgram(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(Stream.of(path.split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, name))), name + " is not installed");
    }

    private static Named<Case> of(String name, DataSetBuilder image, String... options) {
        return Named.of(name, new Case(image.build(), List.of(options)));
    }

    /** 16 x 16 pixels with every value that eight bits can have. */
    private static DataSetBuilder eight(int samples) {
        byte[] cells = new byte[256 * samples];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (samples == 1 ? i : (i * 89) >> i % 3);
        }
        DataSetBuilder image = TestImages.withCells(TestImages.described(16, 16, samples, 8), Vr.OB, cells);
        return samples == 1 ? image : image.putInts(Tag.PlanarConfiguration, 0);
    }

    /** 31 x 33 pixels of twelve bits, from the lowest value to the highest. */
    private static DataSetBuilder twelve(boolean signed) {
        int count = 31 * 33;
        byte[] cells = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            int value = i * 4003 / count - (signed ? 2001 : 0);
            cells[2 * i] = (byte) value;
            cells[2 * i + 1] = (byte) (value >> 8);
        }
        return TestImages.withCells(TestImages.described(31, 33, 1, 12), Vr.OW, cells)
                .putInts(Tag.PixelRepresentation, signed ? 1 : 0);
    }

    /** Each sample in the upper twelve bits of its word, above bits that mean nothing. */
    private static DataSetBuilder shifted() {
        byte[] cells = someBytes(2 * 31 * 33);
        return TestImages.withCells(TestImages.described(31, 33, 1, 12), Vr.OW, cells).putInts(Tag.HighBit, 15);
    }

    private static DataSetBuilder twoFrames() {
        return TestImages.withCells(TestImages.described(13, 11, 1, 8), Vr.OB, someBytes(2 * 13 * 11))
                .put(Tag.NumberOfFrames, "2");
    }

    private static DataSetBuilder windowed(DataSetBuilder image, String center, String width, String function) {
        return image.put(Tag.WindowCenter, center).put(Tag.WindowWidth, width).put(Tag.VOILUTFunction, function);
    }

    private static DataSetBuilder inverted(DataSetBuilder image) {
        return image.put(Tag.PhotometricInterpretation, "MONOCHROME1");
    }

    static Stream<Named<Case>> grey() {
        DataSet modality = TestImages.table(-100, 16, 5, 300, 1000, 40_000, 65_535);
        DataSet interest = TestImages.table(20, 12, 0, 50, 300, 4095, 1000, 17);
        return Stream.of(of("linear", windowed(twelve(false), "1500", "2500", "LINEAR"), "+Wi", "1"),
                of("linear, signed", windowed(twelve(true), "-20", "401", "LINEAR"), "+Wi", "1"),
                of("linear of width 1", windowed(twelve(true), "40", "1", "LINEAR"), "+Wi", "1"),
                of("sigmoid", windowed(twelve(true), "100", "700", "SIGMOID"), "+Wi", "1", "+Wfs"),
                of("the first of two windows",
                        twelve(false).put(Tag.WindowCenter, "600", "9").put(Tag.WindowWidth, "800", "9"),
                        "+Wi", "1"),
                of("rescaled", windowed(twelve(false).put(Tag.RescaleSlope, "1.5").put(Tag.RescaleIntercept, "-1024"),
                        "40", "400", "LINEAR"), "+Wi", "1"),
                of("rescaled to the other side", windowed(twelve(false).put(Tag.RescaleSlope, "-1")
                        .put(Tag.RescaleIntercept, "0"), "-1000", "1500", "LINEAR"), "+Wi", "1"),
                of("MONOCHROME1", windowed(inverted(twelve(false)), "1500", "2500", "LINEAR"), "+Wi", "1"),
                of("MONOCHROME1 and INVERSE", windowed(inverted(twelve(false)), "1500", "2500", "LINEAR")
                        .put(Tag.PresentationLUTShape, "INVERSE"), "+Wi", "1"),
                of("INVERSE", windowed(twelve(false), "1500", "2500", "LINEAR")
                        .put(Tag.PresentationLUTShape, "INVERSE"), "+Wi", "1"),
                of("MONOCHROME1 and IDENTITY", windowed(inverted(twelve(false)), "1500", "2500", "LINEAR")
                        .put(Tag.PresentationLUTShape, "IDENTITY"), "+Wi", "1"),
                of("lowest to highest", twelve(true), "+Wm"),
                of("lowest to highest, rescaled to the other side", twelve(true).put(Tag.RescaleSlope, "-2.5")
                        .put(Tag.RescaleIntercept, "7"), "+Wm"),
                of("stored below the highest bit", windowed(shifted(), "1500", "2500", "LINEAR"), "+Wi", "1"),
                of("the second of two frames", windowed(twoFrames(), "100", "90", "LINEAR"), "+Wi", "1", "+F", "2"),
                of("one bit", TestImages.withCells(TestImages.described(9, 7, 1, 1), Vr.OB, someBytes(8)), "+Wm"),
                of("32 bits", TestImages.withCells(TestImages.described(5, 5, 1, 32), Vr.OW, someBytes(100)), "+Wm"),
                of("modality table", windowed(twelve(true).putSequence(Tag.ModalityLUTSequence, modality), "20000",
                        "50000", "LINEAR"), "+Wi", "1"),
                of("table of interest", twelve(false).putSequence(Tag.VOILUTSequence, interest), "+Wl", "1"),
                of("eight bits", windowed(eight(1), "100", "90", "LINEAR"), "+Wi", "1"));
    }

    static Stream<Named<Case>> colour() {
        return Stream.of(of("RGB", eight(3)), of("RGB by planes", eight(3).putInts(Tag.PlanarConfiguration, 1)),
                of("YBR_FULL", eight(3).put(Tag.PhotometricInterpretation, "YBR_FULL")),
                of("YBR_FULL by planes", eight(3).put(Tag.PhotometricInterpretation, "YBR_FULL")
                        .putInts(Tag.PlanarConfiguration, 1)),
                of("YBR_FULL_422", TestImages.withCells(eight(3), Vr.OB, someBytes(512))
                        .put(Tag.PhotometricInterpretation, "YBR_FULL_422")),
                of("palette of 16 bits", TestImages.palette(eight(1), 16, i -> i << 8 | 0x55, i -> 0xFF00 - (i << 8),
                        i -> i * i & 0xFF00)),
                of("dim blue in a palette of 16 bits", TestImages.palette(eight(1), 16, i -> i << 8, i -> 0xFF00,
                        i -> i / 2)),
                of("palette from the tenth value on",
                        TestImages.palette(eight(1), 16, i -> i << 8, i -> 0xFF00 - (i << 8),
                                i -> 0x1234).putInts(Tag.RedPaletteColorLookupTableDescriptor, Vr.US, 256, 10, 16)
                                .putInts(Tag.GreenPaletteColorLookupTableDescriptor, Vr.US, 256, 10, 16)
                                .putInts(Tag.BluePaletteColorLookupTableDescriptor, Vr.US, 256, 10, 16)),
                of("RGB of odd size by planes", TestImages.withCells(TestImages.described(7, 5, 3, 8), Vr.OB,
                        someBytes(105)).putInts(Tag.PlanarConfiguration, 1)),
                of("palette of 8 bits", TestImages.palette(eight(1), 8, i -> i, i -> 255 - i, i -> i * 7 & 0xFF)));
    }

    private static byte[] someBytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 37 ^ i >> 3);
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource({ "grey", "colour" })
    void looksTheSame(Case shown) throws IOException, InterruptedException {
        DataSet image = shown.image();
        Frames frames = Frames.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
        int last = frames.count() - 1;
        Picture ours = Rendering.of(image, last).render(frames.decoded(last));

        areAlike(ours, theirs(write(image), shown.options()), 2);
    }

    /** Files of other people, in which DCMTK also finds everything there is to know. */
    @Test
    void samplesLookTheSame() throws IOException, InterruptedException {
        for (String name : List.of("OT-PAL-8-face.dcm", "examples_palette.dcm", "SC_rgb_16bit.dcm",
                "SC_ybr_full_uncompressed.dcm", "SC_ybr_full_422_uncompressed.dcm", "US1_UNCR.dcm", "color-pl.dcm",
                "SC_rgb_small_odd.dcm", "ExplVR_BigEnd.dcm")) {
            Part10File file = Part10Reader.read(ImageSamples.path(name), ParseOptions.WHOLE);
            Picture ours = Rendering.of(file.dataSet(), 0).render(ImageSamples.frames(file).decoded(0));

            areAlike(ours, theirs(ImageSamples.path(name), List.of()), 2);
        }
    }

    /** Where pixels share colours, DCMTK smooths them and we do not; elsewhere only rounding differs. */
    @Test
    void compressedColoursLookTheSame() throws IOException, InterruptedException {
        requireProgram("dcmj2pnm");
        Map<String, Double> apart = Map.of("SC_rgb_dcmtk_+eb+cr.dcm", 1.0, "SC_rgb_dcmtk_+eb+cy+n1.dcm", 4.0,
                "SC_rgb_dcmtk_+eb+cy+np.dcm", 4.0, "SC_rgb_dcmtk_+eb+cy+s2.dcm", 4.0, "SC_rgb_dcmtk_+eb+cy+s4.dcm", 4.0,
                "examples_ybr_color.dcm", 4.0, "SC_rgb_jpeg_dcmtk.dcm", 4.0, "SC_rgb_small_odd_jpeg.dcm", 4.0);
        for (Map.Entry<String, Double> sample : apart.entrySet()) {
            Path file = ImageSamples.path(sample.getKey());
            Part10File read = Part10Reader.read(file, ParseOptions.WHOLE);
            Picture ours = Rendering.of(read.dataSet(), 0).render(ImageSamples.frames(read).decoded(0));

            assertThat(meanDifference(ours, theirs("dcmj2pnm", file, List.of()))).as(sample.getKey())
                    .isLessThan(sample.getValue());
        }
    }

    private static double meanDifference(Picture ours, int[][] theirs) {
        long sum = 0;
        for (int row = 0; row < ours.rows(); row++) {
            for (int column = 0; column < ours.columns(); column++) {
                for (int sample = 0; sample < 3; sample++) {
                    sum += Math.abs(ours.sample(row, column, sample)
                            - (theirs[row][column] >> (8 * (2 - sample)) & 0xFF));
                }
            }
        }
        return sum / (3.0 * ours.rows() * ours.columns());
    }

    private static void areAlike(Picture ours, int[][] theirs, int apart) {
        for (int row = 0; row < ours.rows(); row++) {
            for (int column = 0; column < ours.columns(); column++) {
                int rgb = theirs[row][column];
                for (int sample = 0; sample < ours.samples(); sample++) {
                    assertThat(ours.sample(row, column, sample)).as("sample %d at row %d, column %d", sample, row,
                            column).isCloseTo(rgb >> (8 * (2 - sample)) & 0xFF, within(apart));
                }
            }
        }
    }

    private Path write(DataSet image) throws IOException {
        Path file = Files.createTempFile(folder, "ours", ".dcm");
        DataSet named = image.toBuilder().put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, INSTANCE).build();
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of("1.2.840.10008.5.1.4.1.1.7", INSTANCE,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(), US), named, out, WriteOptions.DEFAULT);
        }
        return file;
    }

    private int[][] theirs(Path file, List<String> options) throws IOException, InterruptedException {
        return theirs("dcm2pnm", file, options);
    }

    /** RGB of each pixel as the program has it. */
    private int[][] theirs(String program, Path file, List<String> options) throws IOException, InterruptedException {
        Path to = Files.createTempFile(folder, "dcmtk", ".png");
        List<String> line = new ArrayList<>(List.of(program, "+on", "-O"));
        line.addAll(options);
        line.addAll(List.of(file.toString(), to.toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", line, Files.readString(folder.resolve("output.txt"))).isZero();
        var image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(to)));
        int[][] pixels = new int[image.getHeight()][image.getWidth()];
        for (int row = 0; row < pixels.length; row++) {
            for (int column = 0; column < pixels[row].length; column++) {
                // the samples as they lie there: Java would take grey for linear light
                int[] samples = image.getRaster().getPixel(column, row, (int[]) null);
                int[] rgb = samples.length < 3 ? new int[]{ samples[0], samples[0], samples[0] }
                        : Arrays.copyOf(samples, 3);
                pixels[row][column] = rgb[0] << 16 | rgb[1] << 8 | rgb[2];
            }
        }
        return pixels;
    }
}
