package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;

/** DCMTK encodes and decodes the same images as we do, bit by bit. Skipped where it is not installed. */
class DcmtkImageIT {

    private static final FileMetaInformation.Implementation US = new FileMetaInformation.Implementation("2.25.1",
            "TEST");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireDcmtk() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String program : List.of("dcmcjpls", "dcmdjpls", "dcmdjpeg", "dcmcjpeg", "dcmcrle", "dcmdrle")) {
            assumeTrue(Stream.of(path.split(File.pathSeparator))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, program))), program + " is not installed");
        }
    }

    /** Runs a program on a file. */
    private Path run(Path from, String... command) throws IOException, InterruptedException {
        Path to = Files.createTempFile(folder, "dcmtk", ".dcm");
        List<String> line = new ArrayList<>(List.of(command));
        line.add(from.toString());
        line.add(to.toString());
        Process process = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> line + ": " + output()).isZero();
        return to;
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Frames frames(Path file) throws IOException {
        return ImageSamples.frames(Part10Reader.read(file, ParseOptions.WHOLE));
    }

    private Path write(DataSet dataSet, TransferSyntax syntax) throws IOException {
        Path file = Files.createTempFile(folder, "ours", ".dcm");
        String sopClass = String.valueOf(dataSet.string(Tag.SOPClassUID));
        String instance = String.valueOf(dataSet.string(Tag.SOPInstanceUID));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(sopClass, instance, syntax.uid(), US), dataSet, out,
                    WriteOptions.DEFAULT);
        }
        return file;
    }

    private static void areEqual(Frames actual, Frames expected) throws IOException {
        assertThat(actual.count()).isEqualTo(expected.count());
        for (int frame = 0; frame < actual.count(); frame++) {
            assertThat(actual.decoded(frame)).as("frame %d", frame).isEqualTo(expected.decoded(frame));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "CT_small.dcm", "MR_small.dcm", "SC_rgb_2frame.dcm", "SC_rgb_16bit.dcm", "emri_small.dcm",
            "OBXXXX1A.dcm", "examples_rgb_color.dcm", "SC_rgb_small_odd.dcm", "examples_palette.dcm" })
    void decodesWhatDcmcjplsEncodes(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);
        for (String option : List.of("+il", "+is", "+in")) {
            Path encoded = run(original, "dcmcjpls", "+el", option);

            areEqual(frames(encoded), frames(original));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "SC_rgb_2frame.dcm", "emri_small.dcm", "examples_rgb_color.dcm" })
    void decodesNearLosslessAsDcmdjplsDoes(String name) throws IOException, InterruptedException {
        for (String deviation : List.of("1", "3", "7")) {
            Path encoded = run(ImageSamples.path(name), "dcmcjpls", "+en", "+md", deviation);

            areEqual(frames(encoded), frames(run(encoded, "dcmdjpls")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "CT_small.dcm", "MR_small.dcm", "SC_rgb_2frame.dcm", "SC_rgb_16bit.dcm", "emri_small.dcm",
            "OBXXXX1A.dcm", "examples_rgb_color.dcm", "SC_rgb_small_odd.dcm", "JPEG-LL.dcm", "MR_small_RLE.dcm" })
    void dcmdjplsDecodesWhatWeEncode(String name) throws IOException, InterruptedException {
        Part10File sample = ImageSamples.read(name);
        DataSet encoded = Transcoding.toJpegLs(sample.dataSet(), ImageSamples.frames(sample));

        Path decoded = run(write(encoded, TransferSyntax.JPEG_LS_LOSSLESS), "dcmdjpls");

        areEqual(frames(decoded), ImageSamples.frames(sample));
    }

    @ParameterizedTest
    @ValueSource(strings = { "CT_small.dcm", "SC_rgb_2frame.dcm", "SC_rgb_16bit.dcm", "emri_small.dcm",
            "OBXXXX1A.dcm" })
    void decodesWhatDcmcrleEncodes(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);

        areEqual(frames(run(original, "dcmcrle")), frames(original));
    }

    @ParameterizedTest
    @ValueSource(strings = { "MR_small_RLE.dcm", "SC_rgb_rle_16bit.dcm", "SC_rgb_rle_32bit.dcm", "rtdose_rle.dcm" })
    void decodesRleAsDcmdrleDoes(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);

        areEqual(frames(original), frames(run(original, "dcmdrle")));
    }

    @Test
    void decodesEveryPredictorOfLosslessJpeg() throws IOException, InterruptedException {
        for (String name : List.of("OBXXXX1A.dcm", "emri_small.dcm", "SC_rgb_2frame.dcm")) {
            Path original = ImageSamples.path(name);
            areEqual(frames(run(original, "dcmcjpeg", "+e1", "+cn", "+tl")), frames(original));
            for (String predictor : List.of("1", "2", "3", "4", "5", "6", "7")) {
                Path encoded = run(original, "dcmcjpeg", "+el", "+sv", predictor, "+tl");

                areEqual(frames(encoded), frames(original));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "JPEG-LL.dcm", "JPGLosslessP14SV1_1s_1f_8b.dcm" })
    void decodesLosslessJpegAsDcmdjpegDoes(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);

        areEqual(frames(original), frames(run(original, "dcmdjpeg")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "JPGExtended.dcm", "JPEG-lossy.dcm", "SC_rgb_jpeg_dcmtk.dcm", "SC_rgb_small_odd_jpeg.dcm",
            "SC_rgb_dcmtk_+eb+cr.dcm" })
    void decodesLossyJpegNearlyAsDcmdjpegDoes(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);
        Frame theirs = frames(run(original, "dcmdjpeg", "+cn")).decoded(0);

        Frame ours = frames(original).decoded(0);

        // the transform may be rounded either way
        for (int i = 0; i < ours.shape().sampleCount(); i++) {
            assertThat(ours.sample(i)).isCloseTo(theirs.sample(i), within(2));
        }
    }

    /** Where pixels share colours, DCMTK smooths them and we do not: luminance is the same, colours are near. */
    @ParameterizedTest
    @ValueSource(strings = { "SC_rgb_dcmtk_+eb+cy+n1.dcm", "SC_rgb_dcmtk_+eb+cy+s2.dcm", "SC_rgb_dcmtk_+eb+cy+s4.dcm",
            "examples_ybr_color.dcm" })
    void decodesSharedColoursAlike(String name) throws IOException, InterruptedException {
        Path original = ImageSamples.path(name);
        Frame theirs = frames(run(original, "dcmdjpeg", "+cn")).decoded(0);

        Frame ours = frames(original).decoded(0);

        long colours = 0;
        int count = ours.shape().sampleCount();
        for (int i = 0; i < count; i++) {
            if (i % 3 == 0) {
                assertThat(ours.sample(i)).isCloseTo(theirs.sample(i), within(2));
            } else {
                colours += Math.abs(ours.sample(i) - theirs.sample(i));
            }
        }
        assertThat(colours / (count * 2.0 / 3)).isLessThan(4);
    }
}
