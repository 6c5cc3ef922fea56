package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place.
 */
class SamplesIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));

    /** By SOP instance UID: several files show the same instance, and one of them will do. */
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private final ReceivedInstances received = new ReceivedInstances();

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
    void comeBackWithIdenticalBytesThroughOurOwnUser() throws IOException {
        try (LocalNode local = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, received))) {
            StoreReport report = Await.completed(local.user()
                    .store(local.node(), instances, StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.notStored()).allSatisfy(result -> assertThat(result.inWords()).isNotBlank());
            assertThat(Await.completed(local.user().echo(local.node()))).isNotNull();
        }
        for (Instance instance : instances) {
            if (received.uids().contains(instance.sopInstanceUid())) {
                assertThat(received.bytes(instance.sopInstanceUid())).as(String.valueOf(instance.data().file()))
                        .isEqualTo(bytes(instance));
            }
        }
        assertThat(received.count()).isGreaterThan(instances.size() * 9 / 10);
    }

    private static Bytes bytes(Instance instance) throws IOException {
        var data = (FileData) instance.data();
        byte[] all = Files.readAllBytes(data.path());
        // what is of odd length, such as some deflated files, gets one more byte: presentation data are even
        return Bytes.wrap(Arrays.copyOfRange(all, (int) data.offset(), all.length)).padded((byte) 0);
    }

    private static List<Path> samples() {
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
