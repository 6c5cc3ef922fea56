package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place. Every one of them comes back with identical bytes, but those that a table names, each with its error.
 */
class SamplesIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final String SAME = "same bytes";

    private final ReceivedInstances received = new ReceivedInstances();
    private final Map<String, String> refused = SampleTable.read("refused-samples.tsv");

    @TempDir
    private Path folder;

    @BeforeEach
    void requireSamples() {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
    }

    @Test
    void everyFileComesBackWithIdenticalBytesOrSaysWhyNot() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, received))) {
            for (Path file : samples()) {
                expected.put(name(file), refused.getOrDefault(name(file), SAME));
                found.put(name(file), outcome(local, file));
            }
            assertThat(Await.completed(local.user().echo(local.node()))).as("no harm was done").isNotNull();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(received.aborted()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNothingThatDcmtkWouldSend() throws IOException {
        PeerProcess.assume("dcmsend");
        try (LocalNode local = LocalNode.forPeers(
                (builder, user) -> builder.storage(StoragePolicy.EVERYTHING, received), options -> options)) {
            for (Path file : samples()) {
                if (refused.containsKey(name(file))) {
                    send(file, local);
                    assertThat(received.uids()).as(name(file)).isEmpty();
                }
            }
            send(SAMPLES.resolve("test_files/CT_small.dcm"), local);
            assertThat(received.uids()).as("it sends at all").hasSize(1);
        }
    }

    private void send(Path file, LocalNode local) {
        PeerProcess.tryRun(folder, List.of("dcmsend", "+f", "-aec", LocalNode.TITLE, "-nuc", "--no-halt",
                PeerProcess.assume().ourAddress(), local.port(), file.toAbsolutePath().toString()));
    }

    private String outcome(LocalNode local, Path file) throws IOException {
        Instance instance;
        try {
            instance = InstanceFile.read(file);
        } catch (DataSetException e) {
            return String.valueOf(e.getMessage());
        }
        StoreReport report = Await.completed(local.user()
                .store(local.node(), List.of(instance), StoreOptions.STANDARD, StoreListener.NONE).result());
        if (!report.isComplete()) {
            return report.notStored().getFirst().inWords();
        }
        return received.bytes(instance.sopInstanceUid()).equals(bytes(instance)) ? SAME : "other bytes";
    }

    private static Bytes bytes(Instance instance) throws IOException {
        var data = (FileData) instance.data();
        byte[] all = Files.readAllBytes(data.path());
        // what is of odd length, such as some deflated files, gets one more byte: presentation data are even
        return Bytes.wrap(Arrays.copyOfRange(all, (int) data.offset(), all.length)).padded((byte) 0);
    }

    private static String name(Path file) {
        return SAMPLES.relativize(file).toString();
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
