package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/**
 * Real files of many kinds, fetched from our provider by DCMTK's getscu, which proposes one presentation context a SOP class: the
 * transfer syntax it prefers and the uncompressed ones in it.
 */
class SamplesThroughGetscuIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    private static final String SAME = "equal";

    private static final Map<TransferSyntax, String> PREFERRING = Map.ofEntries(
            Map.entry(TransferSyntax.JPEG_LOSSLESS_SV1, "+xs"), Map.entry(TransferSyntax.JPEG_BASELINE, "+xy"),
            Map.entry(TransferSyntax.JPEG_EXTENDED, "+xx"), Map.entry(TransferSyntax.JPEG_2000_LOSSLESS, "+xv"),
            Map.entry(TransferSyntax.JPEG_2000, "+xw"), Map.entry(TransferSyntax.JPEG_LS_LOSSLESS, "+xt"),
            Map.entry(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "+xu"), Map.entry(TransferSyntax.RLE_LOSSLESS, "+xr"),
            Map.entry(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "+xd"),
            Map.entry(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "+xb"),
            Map.entry(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "+xi"));

    private final AtomicReference<List<Instance>> wanted = new AtomicReference<>(List.of());

    @TempDir
    private Path folder;

    @BeforeEach
    void requireSamples() {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        PeerProcess.assume("getscu");
    }

    /** Each in its own transfer syntax, where getscu can prefer it. A table names what DCMTK 3.6.7 cannot fetch, and why. */
    @Test
    void comeBackEqualElementByElement() throws IOException {
        Map<String, String> unfetched = SampleTable.read("unfetched-by-getscu.tsv");
        Map<String, String> wrong = new TreeMap<>();
        try (LocalNode local = node()) {
            for (Path file : files(SAMPLES)) {
                String name = SAMPLES.relativize(file).toString();
                String what = outcome(file, local);
                if (!unfetched.getOrDefault(name, SAME).startsWith(what)) {
                    wrong.put(name, what);
                }
            }
            assertThat(Await.completed(local.user().echo(local.node()))).as("no harm was done").isNotNull();
        }
        assertThat(wrong).isEmpty();
    }

    /** Whatever a requestor likes best: without compression, everything uncompressed can be sent in it. */
    @ParameterizedTest
    @ValueSource(strings = { "+xe", "+xb", "+xd" })
    void comeInEveryUncompressedTransferSyntax(String preferring) throws IOException {
        Map<String, DataSet> kept = new TreeMap<>();
        List<Instance> instances = new ArrayList<>();
        for (Path file : files(SAMPLES)) {
            Instance instance = uncompressed(file);
            if (instance != null && kept.putIfAbsent(instance.sopInstanceUid(), dataSet(file)) == null) {
                instances.add(instance);
            }
        }
        try (LocalNode local = node()) {
            List<Path> got = fetch(instances, preferring, local);
            assertThat(got).hasSizeGreaterThan(instances.size() * 9 / 10);
            for (Path file : got) {
                DataSet arrived = dataSet(file);
                assertThat(differences(kept.get(arrived.string(Tag.SOPInstanceUID)), arrived))
                        .as(file.toString()).isEqualTo(SAME);
            }
        }
    }

    /** As getscu comes, it proposes nothing compressed: everything we can decode arrives with its pixels decoded. */
    @Test
    void comeDecodedToWhoTakesNoCompression() throws IOException {
        Map<String, Path> kept = new TreeMap<>();
        List<Instance> instances = new ArrayList<>();
        for (Path file : files(SAMPLES)) {
            Instance instance = compressed(file);
            if (instance != null && kept.putIfAbsent(instance.sopInstanceUid(), file) == null) {
                instances.add(instance.decodedBy(new TestDecoding()));
            }
        }
        Map<String, String> missing = new TreeMap<>();
        kept.forEach((uid, file) -> missing.put(SAMPLES.relativize(file).toString(), "nothing came"));
        try (LocalNode local = node()) {
            for (Path file : fetch(instances, "+x=", local)) {
                Path original = kept.get(dataSet(file).string(Tag.SOPInstanceUID));
                assertThat(decoded(original, file)).as(original.toString()).isEqualTo(SAME);
                missing.remove(SAMPLES.relativize(original).toString());
            }
        }
        assertThat(missing.keySet()).isEqualTo(SampleTable.read("undecoded-for-getscu.tsv").keySet());
    }

    private static @Nullable Instance compressed(Path file) throws IOException {
        try {
            Instance instance = InstanceFile.read(file);
            boolean named = instance.sopInstanceUid().equals(dataSet(file).string(Tag.SOPInstanceUID));
            return named && instance.transferSyntax().encapsulated() ? instance : null;
        } catch (DataSetException e) {
            return null;
        }
    }

    /** Frame by frame, and in all that is no pixel. */
    private static String decoded(Path kept, Path got) throws IOException {
        Part10File before = Part10Reader.read(kept, ParseOptions.WHOLE);
        Part10File after = Part10Reader.read(got, ParseOptions.WHOLE);
        if (after.transferSyntax().encapsulated()) {
            return "still in " + after.transferSyntax().name();
        }
        Frames ours = Frames.of(before.dataSet(), before.transferSyntax(), Part10Reader.files());
        Frames theirs = Frames.of(after.dataSet(), after.transferSyntax(), Part10Reader.files());
        if (!theirs.description().photometricInterpretation().equals(ours.description().decodedColours())) {
            return "colours of " + theirs.description().photometricInterpretation();
        }
        for (int frame = 0; frame < ours.count(); frame++) {
            if (!theirs.decoded(frame).equals(ours.decoded(frame))) {
                return "differs in frame " + frame;
            }
        }
        return differences(withoutPixels(before.dataSet()), withoutPixels(after.dataSet()));
    }

    private static DataSet withoutPixels(DataSet dataSet) {
        DataSetBuilder builder = dataSet.toBuilder();
        List.of(Tag.PixelData, Tag.PhotometricInterpretation, Tag.PlanarConfiguration, Tag.HighBit,
                Tag.ExtendedOffsetTable, Tag.ExtendedOffsetTableLengths).forEach(builder::remove);
        return builder.build();
    }

    /** What the file holds, when that can be read, names itself and is not compressed. */
    private static @Nullable Instance uncompressed(Path file) throws IOException {
        try {
            Instance instance = InstanceFile.read(file);
            boolean named = instance.sopInstanceUid().equals(dataSet(file).string(Tag.SOPInstanceUID));
            return named && !instance.transferSyntax().encapsulated() ? instance : null;
        } catch (DataSetException e) {
            return null;
        }
    }

    private LocalNode node() {
        return LocalNode.forPeers((builder, user) -> builder.get(
                request -> CompletableFuture.completedStage(wanted.get())), options -> options);
    }

    private String outcome(Path file, LocalNode local) throws IOException {
        try {
            Instance instance = InstanceFile.read(file);
            DataSet kept = dataSet(file);
            List<Path> got = fetch(List.of(instance), PREFERRING.getOrDefault(instance.transferSyntax(), "+x="), local);
            return got.isEmpty() ? "nothing came" : differences(kept, dataSet(got.getFirst()));
        } catch (DataSetException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private List<Path> fetch(List<Instance> instances, String preferring, LocalNode local) throws IOException {
        wanted.set(instances);
        Path target = Files.createTempDirectory(folder, "got");
        PeerProcess.tryRun(folder, List.of("getscu", "+B", "-S", preferring, "-aec", LocalNode.TITLE, "-od",
                target.toString(), "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=1.2.3",
                PeerProcess.assume().ourAddress(), local.port()));
        return files(target);
    }

    private static String differences(DataSet kept, DataSet got) {
        String tags = Stream.concat(kept.elements().stream(), got.elements().stream()).map(Element::tag).distinct()
                .filter(tag -> !Objects.equals(kept.element(tag), got.element(tag))).map(Tag::format)
                .collect(Collectors.joining(", "));
        return tags.isEmpty() ? SAME : "differs in " + tags;
    }

    private static DataSet dataSet(Path file) throws IOException {
        return Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
        }
    }
}
