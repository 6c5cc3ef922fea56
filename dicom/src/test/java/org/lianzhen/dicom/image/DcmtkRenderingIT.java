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
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(Stream.of(path.split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "dcm2pnm"))), "dcm2pnm is not installed");
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
                of("the first of two windows", twelve(false).put(Tag.WindowCenter, "600", "9").put(Tag.WindowWidth, "800", "9"),
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
                of("lowest to highest", twelve(true), "+Wm"),
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
        Picture ours = Rendering.of(image, 0).render(
                Frames.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE).decoded(0));

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

    /** RGB of each pixel as dcm2pnm has it. */
    private int[][] theirs(Path file, List<String> options) throws IOException, InterruptedException {
        Path to = Files.createTempFile(folder, "dcmtk", ".png");
        List<String> line = new ArrayList<>(List.of("dcm2pnm", "+on", "-O"));
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
