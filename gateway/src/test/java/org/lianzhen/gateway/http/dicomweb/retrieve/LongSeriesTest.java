package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.ArchiveObjects;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;
import org.lianzhen.gateway.http.ProblemException;

/** What a series of thousands of instances takes to be described. */
class LongSeriesTest {
    private static final int LONG = 3000;

    @TempDir
    private Path folder;

    private StoredFile stored() throws IOException {
        return StoredFile.write(folder, StoredFile.image(4, 4, 8).put(Tag.StudyInstanceUID, "1.1")
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(new byte[16]))).build(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Every instance is written before the next but few are read, so that no number of them fills the memory. */
    @Test
    void hasFewInstancesInMemoryAtATime() throws IOException {
        StoredFile stored = stored();
        var out = new ByteArrayOutputStream();
        int[] read = new int[1];
        int[] written = new int[LONG];
        var headers = new DataSetHeaders(key -> {
            written[read[0]++] = out.size();
            return stored.file();
        }, stored.headers().reading());
        new InstanceMetadata(headers).write(Collections.nCopies(LONG, stored.object()), null, out);
        assertThat(read[0]).isEqualTo(LONG);
        int one = out.size() / LONG;
        for (int i = 0; i < LONG; i++) {
            assertThat(i * one - written[i]).as("held at instance " + i).isLessThan(64 * 1024);
        }
        assertThat(new JsonArray(out.toString(StandardCharsets.UTF_8))).hasSize(LONG);
    }

    /** Has as many instances as it is said to. */
    private static ArchiveObjects many(KeptObject one, int count) {
        return new NoObjects() {
            @Override
            public CompletionStage<List<KeptObject>> objects(Scope scope, Set<String> units, int limit) {
                return CompletableFuture.completedStage(Collections.nCopies(Math.min(count, limit), one));
            }
        };
    }

    @Test
    void saysThatThereAreTooManyInsteadOfLeavingSomeOut() throws IOException {
        StoredFile stored = stored();
        var limits = new CacheSweep.Limits(Duration.ofDays(1), 1 << 20, () -> false);
        var files = new MetadataFiles(many(stored.object(), 20_001), new InstanceMetadata(stored.headers()),
                Charsets.AS_LABELLED, new FileCache(folder.resolve("cache"), limits, Clock.systemUTC()));
        var wanted = new MetadataFiles.Wanted(Scope.series("1.1", "1.2"), List.of(new SeriesVersion("1.2", "v")),
                Set.of("TS1"), Optional.empty());
        assertThatThrownBy(() -> files.file(wanted).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(ProblemException.class).hasMessageContaining("20000");
    }
}
