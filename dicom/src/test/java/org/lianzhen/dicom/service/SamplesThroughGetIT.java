package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.vr.Bytes;

/** Real files of many kinds, fetched by C-GET from our provider by our user, each in its own transfer syntax. */
class SamplesThroughGetIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    /** One more is for C-GET itself. */
    private static final int MOST_CONTEXTS = 127;

    private final ReceivedInstances received = new ReceivedInstances();

    @Test
    void comeBackWithIdenticalBytes() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        Map<String, Instance> instances = instances();
        List<StorageContext> contexts = instances.values().stream().map(SamplesThroughGetIT::context).distinct()
                .limit(MOST_CONTEXTS).toList();
        List<Instance> offered = instances.values().stream().filter(instance -> contexts.contains(context(instance)))
                .toList();
        try (LocalNode local = LocalNode.of(builder -> builder.get(
                request -> CompletableFuture.completedStage(offered)))) {
            RetrieveSummary summary = Await.completed(local.user()
                    .get(local.node(), RetrieveQuery.study("1.2.3"), GetTarget.of(contexts, received)).result());
            assertThat(summary.counts().completed()).isEqualTo(received.count());
            assertThat(Await.completed(local.user().echo(local.node()))).isNotNull();
        }
        assertThat(received.count()).isGreaterThan(offered.size() * 9 / 10).isGreaterThan(80);
        for (String uid : received.uids()) {
            Instance instance = instances.get(uid);
            assertThat(received.bytes(uid)).as(String.valueOf(instance.data().file())).isEqualTo(bytes(instance));
        }
    }

    private static StorageContext context(Instance instance) {
        return new StorageContext(instance.sopClassUid(), List.of(instance.transferSyntax()));
    }

    /** By SOP instance UID: several files show the same instance, and one of them will do. */
    private static Map<String, Instance> instances() {
        Map<String, Instance> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    Instance instance = InstanceFile.read(file);
                    all.putIfAbsent(instance.sopInstanceUid(), instance);
                } catch (DataSetException e) {
                    assertThat(e).hasMessageContaining(" ");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Bytes bytes(Instance instance) throws IOException {
        var data = (FileData) instance.data();
        byte[] all = Files.readAllBytes(data.path());
        // what is of odd length gets one more byte: presentation data are even
        return Bytes.wrap(Arrays.copyOfRange(all, (int) data.offset(), all.length)).padded((byte) 0);
    }
}
