package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place.
 */
class SamplesThroughDcmtkIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    private static final Map<TransferSyntax, String> COMPRESSED = Map.of(TransferSyntax.JPEG_LOSSLESS_SV1, "-xs",
            TransferSyntax.JPEG_BASELINE, "-xy", TransferSyntax.JPEG_EXTENDED, "-xx",
            TransferSyntax.JPEG_2000_LOSSLESS, "-xv", TransferSyntax.JPEG_2000, "-xw",
            TransferSyntax.JPEG_LS_LOSSLESS, "-xt", TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "-xu",
            TransferSyntax.RLE_LOSSLESS, "-xr", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "-xd");

    /** Data Set Trailing Padding, which DCMTK leaves out. */
    private static final int TRAILING_PADDING = 0xFFFC_FFFC;

    /** By SOP instance UID: several files show the same instance, and one of them will do. */
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private final ReceivedInstances received = new ReceivedInstances();

    @TempDir
    private Path folder;

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        for (Path file : samples()) {
            try {
                Instance instance = InstanceFile.read(file);
                if (files.putIfAbsent(instance.sopInstanceUid(), file) == null) {
                    instances.add(instance);
                }
            } catch (DataSetException e) {
                assertThat(e).hasMessageContaining(" ");
            }
        }
        assertThat(instances).hasSizeGreaterThan(80);
    }

    /** What these programs refuse to send they say; nothing they send harms us or differs. */
    @ParameterizedTest
    @ValueSource(strings = { "dcmsend", "storescu" })
    void comeInEqualElementByElementThroughDcmtk(String program) {
        PeerProcess.assume(program);
        int sent = 0;
        try (LocalNode local = LocalNode.forPeers(
                (builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received), options -> options)) {
            for (Instance instance : instances) {
                PeerProcess.Ended ended = PeerProcess.tryRun(folder, command(program, instance, local));
                assertThat(ended.exit() == 0 || !ended.output().isBlank()).as("%s", instance).isTrue();
                sent += ended.exit() == 0 ? 1 : 0;
            }
            assertThat(Await.completed(local.user().echo(local.node()))).isNotNull();
        }
        assertThat(received.count()).isGreaterThan(100);
        if (program.equals("storescu")) {
            // the other one says success even where it has found nothing to send
            assertThat(received.count()).isGreaterThanOrEqualTo(sent);
        }
        // where the UID is of representation UN, DCMTK sends its hexadecimal form, cut off, as the instance's name
        assertThat(received.uids().stream().filter(files::containsKey).flatMap(uid -> differences(uid).stream()))
                .isEmpty();
    }

    private List<String> command(String program, Instance instance, LocalNode local) {
        var command = new ArrayList<>(List.of(program, "-aec", LocalNode.TITLE));
        command.addAll(program.equals("storescu") ? proposing(instance.transferSyntax())
                : List.of("-nuc", "--no-halt", "-dn"));
        command.addAll(List.of(PeerProcess.assume().ourAddress(), local.port(),
                files.get(instance.sopInstanceUid()).toAbsolutePath().toString()));
        return command;
    }

    /** The option of storescu for a transfer syntax; it proposes no other compressed one with it. */
    private static List<String> proposing(TransferSyntax syntax) {
        if (syntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)) {
            return List.of("-xi");
        }
        String option = COMPRESSED.get(syntax);
        return option == null ? List.of("-x=") : List.of(option);
    }

    /** Elements that are not what the file says. */
    private List<String> differences(String uid) {
        Path file = files.get(uid);
        DataSet sent = dataSet(file);
        DataSet arrived = received.dataSet(uid);
        return Stream.concat(sent.elements().stream(), arrived.elements().stream()).map(Element::tag).distinct()
                .filter(tag -> tag != TRAILING_PADDING && !isEqual(sent, arrived, tag))
                .map(tag -> file.getFileName() + " " + Tag.format(tag) + " " + sent.element(tag) + " / "
                        + arrived.element(tag))
                .toList();
    }

    /** DCMTK takes needless spaces at the end of values away. */
    private static boolean isEqual(DataSet sent, DataSet arrived, int tag) {
        return Objects.equals(sent.element(tag), arrived.element(tag))
                || (arrived.contains(tag) && sent.element(tag) instanceof Value value && value.vr().isString()
                        && trimmed(sent.strings(tag)).equals(trimmed(arrived.strings(tag))));
    }

    private static String trimmed(List<String> values) {
        return String.join("\\", values).stripTrailing();
    }

    private static DataSet dataSet(Path file) {
        try {
            return Part10Reader.read(file, ParseOptions.WHOLE).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> samples() {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
