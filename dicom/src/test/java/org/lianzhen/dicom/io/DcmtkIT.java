package org.lianzhen.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.WriteOptions.SequenceLengths;
import org.lianzhen.dicom.vr.Vr;

/** What DCMTK's dcmdump sees in our files, beside what it sees in the originals. Skipped where it is not installed. */
class DcmtkIT {

    private static final FileMetaInformation.Implementation US = new FileMetaInformation.Implementation("2.25.1",
            "TEST");

    @TempDir
    static Path folder;

    @BeforeAll
    static void requireDcmdump() {
        String path = System.getenv().getOrDefault("PATH", "");
        assumeTrue(
                Stream.of(path.split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "dcmdump"))),
                "dcmdump is not installed");
    }

    /** The elements of a data set as dcmdump prints them, or nothing when it refuses the file. */
    private static List<String> dump(Path file, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("dcmdump", "-q", "+L"));
        command.addAll(List.of(options));
        command.add(file.toString());
        Path out = folder.resolve("dump.txt");
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            return List.of();
        }
        try (Stream<String> lines = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1).lines()) {
            return lines.dropWhile(line -> !line.startsWith("# Dicom-Data-Set")).map(DcmtkIT::withoutLengths)
                    .filter(line -> line.matches("(?s) *\\((?!fffe,e0[0d]d)(?!....,0000).*")).toList();
        }
    }

    /** How sequences end is free, and so is the padding of a length. */
    private static String withoutLengths(String line) {
        return line.replaceAll("with (explicit|undefined) length", "").replaceAll("(?s) +#  *[0-9u].*", "");
    }

    private static Path write(DataSet dataSet, TransferSyntax syntax, SequenceLengths lengths) throws IOException {
        Path file = folder.resolve("ours.dcm");
        String sopClass = String.valueOf(dataSet.string(Tag.SOPClassUID));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(FileMetaInformation.of(sopClass, "1.2.3", syntax.uid(), US), dataSet, out,
                    WriteOptions.DEFAULT.withSequenceLengths(lengths));
        }
        return file;
    }

    private static boolean isOrdinary(Part10File file) {
        Set<Quirk.Kind> harmless = Set.of(Quirk.Kind.ODD_LENGTH, Quirk.Kind.TRAILING_BYTES);
        return file.meta() != null && file.quirks().stream().allMatch(quirk -> harmless.contains(quirk.kind()));
    }

    /** We read such elements as sequences, and write them so. */
    private static boolean hidesItems(String line) {
        return line.contains(" UN fe\\ff\\00\\e0");
    }

    @Test
    void dcmdumpSeesTheSameInOurCopies() throws IOException, InterruptedException {
        int compared = 0;
        for (Path file : Samples.files()) {
            List<String> original = dump(file);
            if (original.isEmpty() || original.stream().anyMatch(DcmtkIT::hidesItems)) {
                continue;
            }
            Part10File read = Part10Reader.read(file, ParseOptions.WHOLE);
            if (isOrdinary(read)) {
                for (SequenceLengths lengths : SequenceLengths.values()) {
                    assertThat(dump(write(read.dataSet(), read.transferSyntax(), lengths))).as("%s %s", file, lengths)
                            .isEqualTo(original);
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void nativeSyntaxesAreAllTheSameToDcmdump() throws IOException, InterruptedException {
        List<TransferSyntax> syntaxes = List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        int compared = 0;
        for (Path file : Samples.files()) {
            List<String> original = dump(file);
            if (original.isEmpty() || original.stream().anyMatch(DcmtkIT::hidesItems)) {
                continue;
            }
            Part10File read = Part10Reader.read(file, ParseOptions.WHOLE);
            if (isOrdinary(read) && syntaxes.contains(read.transferSyntax())) {
                for (TransferSyntax syntax : syntaxes) {
                    assertThat(dump(write(read.dataSet(), syntax, SequenceLengths.DEFINED)))
                            .as("%s as %s", file, syntax.name()).isEqualTo(original);
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void textIsTheSameToDcmdump() throws IOException, InterruptedException {
        int compared = 0;
        for (Path file : Samples.files()) {
            List<String> lines = dump(file, "+U8");
            if (lines.isEmpty()) {
                continue;
            }
            DataSet dataSet = Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
            for (Element element : dataSet) {
                List<String> values = dataSet.strings(element.tag());
                if (element instanceof Value && element.vr() == Vr.PN && !values.isEmpty()) {
                    String start = "(%04x,%04x) PN [".formatted(Tag.group(element.tag()), Tag.element(element.tag()));
                    String expected = start + String.join("\\", values);
                    assertThat(lines).as("%s", file).anyMatch(line -> utf8(line).startsWith(expected));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static String utf8(String line) {
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
