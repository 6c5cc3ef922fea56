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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place.
 */
class SamplesThroughDcmtkIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

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

    @Test
    void comeInEqualElementByElementThroughDcmtk() throws IOException {
        PeerProcess.assume("dcmsend");
        try (LocalNode local = LocalNode.forPeers(
                (builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received), options -> options)) {
            for (Path file : files.values()) {
                PeerProcess.tryRun(folder, List.of("dcmsend", "-aec", LocalNode.TITLE, "-nuc", "--no-halt", "-dn",
                        PeerProcess.assume().ourAddress(), local.port(), file.toAbsolutePath().toString()));
            }
            assertThat(Await.completed(local.user().echo(local.node()))).isNotNull();
        }
        assertThat(received.count()).isGreaterThan(60);
        // where the UID is of representation UN, DCMTK sends its hexadecimal form, cut off, as the instance's name
        assertThat(received.uids().stream().filter(files::containsKey).flatMap(uid -> differences(uid).stream()))
                .isEmpty();
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
