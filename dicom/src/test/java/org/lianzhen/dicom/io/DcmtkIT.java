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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** Beginnings and ends of lines, which may have megabytes of pixels between them. */
    private static final Pattern ELEMENT = Pattern.compile(" *\\((?!fffe,e0[0d]d)(?!....,0000)");
    private static final Pattern LENGTH = Pattern.compile(" +# +[0-9u]");
    private static final Pattern SEQUENCE_LENGTH = Pattern.compile("with (explicit|undefined) length");
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

    /** The elements of data sets as dcmdump prints them, or nothing when it refuses one of the files. */
    private static List<List<String>> dump(List<Path> files, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("dcmdump", "-q", "+F", "+L"));
        command.addAll(List.of(options));
        files.forEach(file -> command.add(file.toString()));
        Path out = folder.resolve("dump.txt");
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            return List.of();
        }
        String text = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
        return Stream.of(text.split("(?m)^# dcmdump \\(")).skip(1).map(DcmtkIT::elements).toList();
    }

    private static List<String> elements(String dump) {
        return dump.lines().dropWhile(line -> !line.startsWith("# Dicom-Data-Set"))
                .filter(line -> ELEMENT.matcher(line).lookingAt()).map(DcmtkIT::withoutLengths).toList();
    }

    /** Nothing when dcmdump refuses the file. */
    private static List<String> dump(Path file, String... options) throws IOException, InterruptedException {
        List<List<String>> dumps = dump(List.of(file), options);
        return dumps.isEmpty() ? List.of() : dumps.getFirst();
    }

    /** How sequences end is free, and so is the padding of a length. */
    private static String withoutLengths(String line) {
        Matcher length = LENGTH.matcher(line);
        String value = length.find() ? line.substring(0, length.start()) : line;
        return value.length() > 1000 ? value : SEQUENCE_LENGTH.matcher(value).replaceAll("");
    }

    private static Path write(DataSet dataSet, TransferSyntax syntax, SequenceLengths lengths) throws IOException {
        Path file = folder.resolve(syntax.uid() + lengths + ".dcm");
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
                List<Path> ours = new ArrayList<>();
                for (SequenceLengths lengths : SequenceLengths.values()) {
                    ours.add(write(read.dataSet(), read.transferSyntax(), lengths));
                }
                assertThat(dump(ours)).as("%s", file).hasSameSizeAs(ours).containsOnly(original);
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
                List<Path> ours = new ArrayList<>();
                for (TransferSyntax syntax : syntaxes) {
                    ours.add(write(read.dataSet(), syntax, SequenceLengths.DEFINED));
                }
                assertThat(dump(ours)).as("%s", file).hasSameSizeAs(ours).containsOnly(original);
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
