package org.lianzhen.gateway.archive.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.service.PeerProcess;
import org.lianzhen.gateway.archive.conflict.Comparison.Differs;
import org.lianzhen.gateway.archive.conflict.Comparison.Same;

/** Instances that other people's programs compressed. The samples lie beside the checkout; see {@code ReceivedSamplesIT}. */
class ComparisonIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    @TempDir
    private Path folder;

    @BeforeEach
    void assume() {
        PeerProcess.assume("dcmcrle", "dcmcjpls", "dcmcjpeg");
    }

    private static Comparison compare(Path one, Path other) {
        return Comparison.of(one, other, System.nanoTime() + Duration.ofMinutes(2).toNanos());
    }

    private Path plain(String name, UnaryOperator<DataSetBuilder> change) throws IOException {
        return ConflictImage.write(folder.resolve(name), ConflictImage.image(change),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** DCMTK gives no new UID to what it compresses: it is told not to. */
    private Path compressed(String command, Path plain) {
        Path out = folder.resolve("compressed");
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of(plain.toString(), out.toString()));
        assertThat(PeerProcess.tryRun(folder, line).output()).doesNotContain("E: ", "F: ");
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = { "dcmcrle", "dcmcjpls", "dcmcjpeg +e1", "dcmcjpeg +el" })
    void compressedWithoutLossAreTheSame(String command) throws IOException {
        Path plain = plain("plain", UnaryOperator.identity());
        Path compressed = compressed(command, plain);
        assertThat(compare(plain, compressed)).isEqualTo(new Same());

        assertThat(compare(plain("pixel", builder -> builder.put(ConflictImage.pixels(700))), compressed))
                .isEqualTo(new Differs(List.of("(7FE0,0010) frame 2")));
        assertThat(compare(plain("name", builder -> builder.put(Tag.PatientName, "王^五")), compressed))
                .isEqualTo(new Differs(List.of("(0010,0010)")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "dcmcjpls +en +un", "dcmcjpeg +ee +un" })
    void compressedWithLossDiffer(String command) throws IOException {
        Path plain = plain("plain", UnaryOperator.identity());
        assertThat(compare(plain, compressed(command, plain))).isInstanceOfSatisfying(Differs.class,
                differs -> assertThat(differs.where()).contains("(0028,2110)", "(7FE0,0010) frame 1"));
    }

    /** From different makers; the fourth has its pixels in JPEG 2000, which nothing here writes. */
    @ParameterizedTest
    @CsvSource({ "MR_small.dcm,MR_small_RLE.dcm", "MR_small.dcm,MR_small_jpeg_ls_lossless.dcm",
            "MR_small.dcm,MR_small_bigendian.dcm", "MR_small.dcm,MR_small_jp2klossless.dcm",
            "MR_small_RLE.dcm,MR_small_jp2klossless.dcm", "MR_small.dcm,MR_small_implicit.dcm",
            "OBXXXX1A.dcm,OBXXXX1A_rle.dcm", "rtdose.dcm,rtdose_rle.dcm", "SC_rgb_16bit.dcm,SC_rgb_rle_16bit.dcm",
            "emri_small.dcm,emri_small_big_endian.dcm" })
    void twinsAmongTheSamplesAreTheSame(String one, String other) throws IOException {
        assertThat(compare(sample(one), sample(other))).isEqualTo(new Same());
    }

    @Test
    void aChangedNameIsSeenBesideJpeg2000() throws IOException {
        Path plain = sample("MR_small.dcm");
        DataSet changed = org.lianzhen.dicom.io.Part10Reader
                .read(plain, org.lianzhen.dicom.io.ParseOptions.WHOLE).dataSet().toBuilder()
                .put(Tag.PatientName, "Other").build();
        Path other = ConflictImage.write(folder.resolve("changed"), changed, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(compare(other, sample("MR_small_jp2klossless.dcm")))
                .isEqualTo(new Differs(List.of("(0010,0010)")));
    }

    private static Path sample(String name) throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no samples");
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(file -> file.getFileName().toString().equals(name)).findFirst().orElseThrow();
        }
    }
}
