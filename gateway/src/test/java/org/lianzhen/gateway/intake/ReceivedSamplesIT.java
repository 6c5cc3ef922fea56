package org.lianzhen.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Quirk;
import org.lianzhen.dicom.service.Instance;
import org.lianzhen.dicom.service.InstanceFile;
import org.lianzhen.dicom.service.StoreContext;
import org.lianzhen.dicom.service.StoreSink;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.member.Urgency;

/**
 * Real files of many kinds, broken ones among them, that lie beside the checkout; {@code -Dlianzhen.samples=FOLDER} names
 * another place. What is taken is kept with identical bytes and told to the index as it is; what is cut leaves nothing.
 */
@Timeout(180)
class ReceivedSamplesIT {
    private static final Path SAMPLES = Path.of(System.getProperty("lianzhen.samples", "../../shared/samples"));
    private static final int LARGEST = 8 << 20;

    @TempDir
    private Path folder;
    private final List<IndexedInstance> indexed = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private FileObjectStore store;
    private InstanceReceiver receiver;

    private final ArchiveIndex index = new ArchiveIndex() {
        @Override
        public Batch begin(List<IndexedInstance> instances) {
            indexed.addAll(instances);
            return ArchiveIndex.NONE.begin(instances);
        }

        @Override
        public CompletionStage<Set<String>> known(List<String> keys) {
            return ArchiveIndex.NONE.known(keys);
        }

        @Override
        public CompletionStage<Set<String>> replace(Map<String, IndexedInstance> copies) {
            return ArchiveIndex.NONE.replace(copies);
        }
    };

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isDirectory(SAMPLES), "no sample files at " + SAMPLES);
        store = FileObjectStore.open(FileObjectStore.Options.of(folder).withIndex(index));
        receiver = new InstanceReceiver(store, new Implementation("1.2.3", "TEST"),
                from -> Optional.of(new Senders.Sender("TS1", null, Urgency.ROUTINE)), () -> false);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
        loop.close();
    }

    /** A sample that holds an instance. */
    private record Sample(String name, Instance instance, Bytes content) {
        byte[] bytes() {
            return content.toArray();
        }

        boolean isReadable() {
            return readable(bytes()) != null;
        }

        @Nullable
        DataSet readable(byte[] some) {
            try (var parser = new DataSetParser(instance.transferSyntax(), ParseOptions.WHOLE)) {
                parser.feed(Unpooled.wrappedBuffer(some));
                parser.end();
                return parser.quirks().stream().anyMatch(quirk -> breaksOff(quirk, parser.position())) ? null
                        : parser.result();
            } catch (DataSetException e) {
                return null;
            }
        }

        /** As a file whose last frames are missing does. */
        private static boolean breaksOff(Quirk quirk, long end) {
            return quirk.kind() == Quirk.Kind.MISSING_DELIMITER && quirk.offset() == end;
        }
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SAMPLES)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Sample sample = sample(file);
                if (sample != null && sample.isReadable()) {
                    samples.add(sample);
                }
            }
        }
        return samples;
    }

    private static @Nullable Sample sample(Path file) throws IOException {
        try {
            Instance instance = InstanceFile.read(file);
            long offset = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(1000, "", 0)).dataSetOffset();
            byte[] all = Files.readAllBytes(file);
            return all.length > LARGEST ? null
                    : new Sample(SAMPLES.relativize(file).toString(), instance,
                            Bytes.wrap(Arrays.copyOfRange(all, (int) offset, all.length)));
        } catch (DataSetException e) {
            return null;
        }
    }

    @Test
    void whatIsTakenIsKeptAsItCameAndToldToTheIndex() throws Exception {
        int taken = 0;
        for (Sample sample : samples()) {
            indexed.clear();
            Status status = send(sample, sample.bytes());
            boolean whole = isWhole(sample, sample.bytes());
            assertThat(status.equals(Status.SUCCESS)).as(sample.name()).isEqualTo(whole);
            assertThat(indexed).as(sample.name()).hasSize(whole ? 1 : 0);
            if (whole) {
                check(sample, indexed.getFirst());
                taken++;
            }
        }
        assertThat(taken).as("samples with all their UIDs").isGreaterThan(50);
        assertThat(files()).as("nothing of the others").hasSize(taken);
    }

    private void check(Sample sample, IndexedInstance kept) throws IOException {
        byte[] file = Files.readAllBytes(store.path(kept.object().key()));
        int offset = kept.entry().dataSetOffset();
        assertThat(Arrays.equals(file, offset, file.length, sample.bytes(), 0, sample.bytes().length))
                .as("the bytes of " + sample.name()).isTrue();
        DataSet dataSet = Objects.requireNonNull(sample.readable(sample.bytes()));
        InstanceEntry entry = kept.entry();
        assertThat(List.of(entry.patient().patientId(), entry.patient().name(), entry.patient().birthDate(),
                entry.study().uid(), entry.study().description(), entry.study().accessionNumber(),
                entry.series().uid(), entry.series().modality(), entry.image().sopInstanceUid()))
                .as(sample.name())
                .isEqualTo(Stream.of(Tag.PatientID, Tag.PatientName, Tag.PatientBirthDate, Tag.StudyInstanceUID,
                        Tag.StudyDescription, Tag.AccessionNumber, Tag.SeriesInstanceUID, Tag.Modality,
                        Tag.SOPInstanceUID).map(tag -> Objects.requireNonNullElse(dataSet.string(tag), "")).toList());
        assertThat(entry.image().rows()).as(sample.name()).isEqualTo(dataSet.integer(Tag.Rows).isPresent()
                ? Integer.valueOf(dataSet.integer(Tag.Rows).getAsInt()) : null);
    }

    @Test
    void whatIsCutIsRefusedAndLeavesNothing() throws Exception {
        var random = new Random(4711);
        for (Sample sample : samples()) {
            byte[] cut = Arrays.copyOf(sample.bytes(), random.nextInt(sample.bytes().length));
            if (!isWhole(sample, cut)) {
                assertThat(send(sample, cut)).as(sample.name() + " cut to " + cut.length)
                        .isIn(Status.UNABLE_TO_PROCESS, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
                assertThat(indexed).as(sample.name()).isEmpty();
            }
            indexed.clear();
        }
        store.close();
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .noneMatch(name -> name.endsWith("part"));
    }

    /** Not all cuts are noticed: one between two elements leaves a whole data set. */
    private static boolean isWhole(Sample sample, byte[] bytes) {
        DataSet dataSet = sample.readable(bytes);
        return dataSet != null && isUid(dataSet.string(Tag.StudyInstanceUID))
                && isUid(dataSet.string(Tag.SeriesInstanceUID))
                && sample.instance().sopInstanceUid().equals(dataSet.string(Tag.SOPInstanceUID))
                && sample.instance().sopClassUid().equals(dataSet.string(Tag.SOPClassUID));
    }

    private static boolean isUid(@Nullable String uid) {
        return uid != null && uid.length() <= 64 && uid.matches("[0-9.]+");
    }

    private Status send(Sample sample, byte[] bytes) throws Exception {
        var context = new StoreContext(new FakeAssociation(loop), sample.instance().sopClassUid(),
                sample.instance().sopInstanceUid(), sample.instance().transferSyntax(), Priority.MEDIUM, null);
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> begin(context, bytes), loop)
                .thenCompose(stage -> stage);
        try {
            return outcome.get(30, TimeUnit.SECONDS).status();
        } catch (java.util.concurrent.ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
            assertThat(cause).as(sample.name()).isInstanceOf(DimseException.class);
            return ((DimseException) cause).status();
        }
    }

    private CompletionStage<Outcome> begin(StoreContext context, byte[] bytes) {
        StoreSink sink = receiver.begin(context);
        try {
            for (int from = 0; from < bytes.length; from += 30_000) {
                int length = Math.min(30_000, bytes.length - from);
                sink.chunk(PooledByteBufAllocator.DEFAULT.directBuffer(length).writeBytes(bytes, from, length));
            }
        } catch (DimseException e) {
            sink.aborted(e);
            throw e;
        }
        return sink.end();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".dcm") || file.toString().endsWith(".part")).toList();
        }
    }
}
