package org.lianzhen.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Sequence;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.DecimalString;
import org.lianzhen.dicom.vr.InvalidValueException;
import org.lianzhen.dicom.vr.PersonName;
import org.lianzhen.dicom.vr.SpecificCharacterSet;
import org.lianzhen.dicom.vr.Vr;

/** Our JSON beside that of DCMTK's dcm2json, for files we write and for sample files where they are. */
class DcmtkJsonIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final int DEADLINE_SECONDS = 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsDcmtk() {
        assumeTrue(
                Stream.of("/usr/bin", "/usr/local/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, "dcm2json"))),
                "dcm2json is not installed");
    }

    @ParameterizedTest
    @CsvSource({ "GB18030, Wang^XiaoDong=王^小东=wang^xiaodong, 胸部诚誠", "GB18030, Liu^X=刘^𠀀, 县人民医院",
            "GBK, Li^Cheng=李^誠, 县人民医院", "\\ISO 2022 IR 58, Wang^XiaoDong=王^小东, 县人民医院",
            "ISO_IR 192, Liu^X=刘^𠀀, 胸部诚誠" })
    void chineseTextAndNumbersComeOutTheSame(String terms, String name, String text)
            throws IOException, InterruptedException {
        SpecificCharacterSet set = SpecificCharacterSet.of(terms.split("\\\\"));
        DataSet item = DataSet.itemBuilder(set).put(Tag.CodeMeaning, text).put(Tag.CodeValue, "1").build();
        DataSet dataSet = DataSet.builder(set)
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "2.25.1").put(Tag.PatientName, name)
                .put(Tag.InstitutionName, text).put(Tag.ImageType, "ORIGINAL", "", "AXIAL")
                .put(Tag.SliceThickness, "1.50")
                .put(Tag.InstanceNumber, "7").putInts(Tag.Rows, 512).putSequence(Tag.RequestAttributesSequence, item)
                .putEmpty(Tag.AccessionNumber).put(Tag.PixelData, Vr.OW).build();
        Path file = folder.resolve("a.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            FileMetaInformation meta = FileMetaInformation.of("1.2.840.10008.5.1.4.1.1.7", "2.25.1",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                    new FileMetaInformation.Implementation("2.25.2", "TEST"));
            Part10Writer.write(meta, dataSet, out, WriteOptions.DEFAULT);
        }
        DataSet theirs = theirs(file);
        assertThat(differences(ours(file), theirs, "")).isEmpty();
        assertThat(theirs.string(Tag.PatientName)).isEqualTo(name);
        assertThat(theirs.item(Tag.RequestAttributesSequence).string(Tag.CodeMeaning)).isEqualTo(text);
    }

    @Test
    void sampleFilesComeOutTheSame() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        List<Path> files;
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            files = all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
        }
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path file : files) {
            DataSet theirs = theirs(file);
            DataSet ours = ours(file);
            if (theirs != null && ours != null) {
                compared++;
                List<String> found = differences(ours, theirs, "");
                if (!found.isEmpty()) {
                    different.add(file.getFileName() + " " + found);
                }
            }
        }
        assertThat(compared).isGreaterThan(files.size() / 2);
        assertThat(different).isEmpty();
    }

    private static @Nullable DataSet ours(Path file) throws IOException {
        try {
            DataSet dataSet = Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DicomJsonWriter writer = DicomJsonWriter.object(out,
                    (path, element) -> element instanceof Value ? null : "x")) {
                writer.write(dataSet);
            }
            return read(new ByteArrayInputStream(out.toByteArray()));
        } catch (DataSetException _) {
            return null;
        }
    }

    /** Null when DCMTK cannot convert the file, or writes what is no DICOM JSON. */
    private @Nullable DataSet theirs(Path file) throws IOException, InterruptedException {
        Path json = folder.resolve("theirs.json");
        Files.deleteIfExists(json);
        Process process = new ProcessBuilder("dcm2json", "-q", "-fc", file.toString(), json.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return null;
        }
        if (process.exitValue() != 0 || !Files.exists(json)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(json)) {
            return read(in);
        } catch (JsonFormatException _) {
            return null;
        }
    }

    private static @Nullable DataSet read(InputStream in) throws IOException {
        try (DicomJsonReader reader = new DicomJsonReader(in, ParseLimits.DEFAULT)) {
            return reader.next();
        }
    }

    /** Paths of the elements that both have and that differ, pixel data and what only one of them knows the vr of aside. */
    private static List<String> differences(@Nullable DataSet ours, @Nullable DataSet theirs, String path) {
        if (ours == null || theirs == null) {
            return List.of(path + "not converted");
        }
        List<String> found = new ArrayList<>();
        for (Element element : ours) {
            Element other = theirs.element(element.tag());
            String here = path + Tag.format(element.tag());
            if (other == null) {
                found.add(here + " is missing there");
            } else if (element.tag() != Tag.PixelData && element.vr() != Vr.UN && other.vr() != Vr.UN) {
                found.addAll(differences(element, other, here));
            }
        }
        theirs.forEach(element -> {
            if (!ours.contains(element.tag())) {
                found.add(path + Tag.format(element.tag()) + " is missing here");
            }
        });
        return found;
    }

    private static List<String> differences(Element ours, Element theirs, String here) {
        if (ours.vr() != theirs.vr()) {
            return List.of(here + " is " + ours.vr() + " and " + theirs.vr());
        }
        if (ours instanceof Sequence(int _, List<DataSet> items)) {
            List<DataSet> others = ((Sequence) theirs).items();
            if (items.size() != others.size()) {
                return List.of(here + " has " + items.size() + " and " + others.size() + " items");
            }
            List<String> found = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                found.addAll(differences(items.get(i), others.get(i), here + "[" + i + "]"));
            }
            return found;
        }
        DataSet one = DataSet.ofEncoded(List.of(ours), SpecificCharacterSet.UTF_8);
        DataSet other = DataSet.ofEncoded(List.of(theirs), SpecificCharacterSet.UTF_8);
        boolean same = switch (ours.vr()) {
            case DS, IS -> sameNumbers(one.strings(ours.tag()), other.strings(ours.tag()));
            case PN -> names(one.strings(ours.tag())).equals(names(other.strings(ours.tag())));
            case FL, FD -> one.decimals(ours.tag()).size() == other.decimals(ours.tag()).size();
            default -> ours.vr().isString() ? one.strings(ours.tag()).equals(other.strings(ours.tag()))
                    : one.equals(other);
        };
        return same ? List.of() : List.of(here + " " + ours.vr() + " differs");
    }

    /** DCMTK leaves out carets at the end of a name, and names of carets alone. */
    private static List<String> names(List<String> texts) {
        return texts.stream().map(text -> PersonName.parse(text).format()).filter(name -> !name.isEmpty()).toList();
    }

    private static boolean sameNumbers(List<String> ours, List<String> theirs) {
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i)) && !sameNumber(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(String ours, String theirs) {
        try {
            return DecimalString.parse(ours).compareTo(DecimalString.parse(theirs)) == 0;
        } catch (InvalidValueException _) {
            return false;
        }
    }
}
